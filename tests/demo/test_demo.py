"""The demo newsroom: what a newcomer finds after one command."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from PIL import Image

from articles import body, notes
from articles.arabic.counting import words
from articles.demo import loading, volume
from articles.demo.reading import read_events, read_stories
from articles.models import (
    Article,
    Author,
    Breaking,
    Event,
    Kind,
    Notification,
    Page,
    Participant,
    Publication,
    Section,
    StoryTemplate,
    record,
)
from articles.models.reads import read_within, window
from articles.models.shelf import listed, together
from articles.workflow import can_edit
from tests import factories as make
from tests.search.questions import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def quick_pictures():
    """Drawing has tests of its own; here a picture is a picture."""
    file = io.BytesIO()
    Image.new("RGB", (1600, 1067), "#0b5563").save(file, "JPEG")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "draw_all", lambda keys: dict.fromkeys(keys, file.getvalue()))
        patch.setattr(loading, "_render_all", lambda: None)
        yield


@pytest.fixture(scope="class")
def demo(quick_pictures, django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once; what a test does to it is undone."""
    files = override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media")))
    with django_db_blocker.unblock(), files, transaction.atomic():
        call_command("demo", verbosity=0, stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo")
class TestTheNewsroom:
    def test_the_desk_talks_about_its_stories_and_every_passage_is_where_the_note_says(self):
        threads = [thread for article in Article.objects.exclude(discussion=None) for thread in notes.threads(article)]
        assert len(threads) >= 3
        assert not any(thread.is_lost for thread in threads)
        called = Notification.objects.get(kind="mentioned")
        assert called.recipient == called.article.owner

    def test_it_is_a_newsroom_at_work(self):
        assert 6 <= Section.objects.filter(parent=None).count() <= 8
        assert Author.objects.count() >= 12
        assert Article.objects.count() >= 40
        assert set(Article.objects.values_list("kind", flat=True)) == set(Kind.values)
        assert set(Article.objects.values_list("desk_state", flat=True)) == {
            "draft", "submitted", "returned", "approved", "spiked",
        }  # fmt: skip
        states = {str(article.public_state) for article in Article.objects.with_public_state()}
        assert states == {"never", "scheduled", "live", "live_changed", "withdrawn"}
        assert Publication.objects.live().count() >= 25
        assert StoryTemplate.objects.filter(is_active=True).count() == 5
        assert record.first_break() is None

    def test_the_conference_abroad_has_its_programme_people_and_coverage(self):
        forum = Event.objects.get(slug="arab-cities-forum")
        assert (forum.ends_on - forum.starts_on).days == 1
        assert forum.country
        assert "عُمان" not in forum.country
        assert forum.sessions.count() >= 8
        assert Participant.objects.filter(event=forum).exclude(honorific="").exclude(position="").count() >= 15
        assert forum.outcomes.count() >= 5
        assert forum.closing_statement
        assert Publication.objects.live().covering(forum).count() >= 6

    def test_the_paper_says_who_it_is_what_is_read_and_what_has_just_happened(self):
        assert set(Page.objects.public().values_list("slug", flat=True)) == {"about", "corrections-policy", "contact"}
        read = listed(together(read_within(*window(), count=5, at=None)))["read"]
        assert len(read[:5]) == 5
        assert Publication.objects.live().filter(public_id=Breaking.objects.during().get().public_id).exists()

    def test_loading_it_again_changes_nothing(self):
        before = Article.objects.count(), Publication.objects.count(), record.ChainHead.objects.get().hash
        call_command("demo", verbosity=0, stdout=io.StringIO())
        assert (
            Article.objects.count(),
            Publication.objects.count(),
            record.ChainHead.objects.get().hash,
        ) == before

    def test_every_story_can_be_opened_by_its_writer(self):
        for article in Article.objects.exclude(desk_state="spiked"):
            assert can_edit(article.owner, article)

    def test_the_volume_is_of_whole_stories_and_the_record_holds(self):
        before = Publication.objects.live().count()
        volume.add(30)
        assert Publication.objects.live().count() == before + 30
        assert record.first_break() is None
        newest = Article.objects.order_by("-pk").first()
        assert newest.public_state == "live"
        make.edit(newest, by=newest.owner, headline="عنوان بعد التعديل")
        assert newest.public_state == "live_changed"

    def test_a_public_id_that_is_drawn_twice_is_drawn_again(self, monkeypatch):
        drawn = iter(["twice222", "twice222", "another2"])
        monkeypatch.setattr(volume, "public_id", lambda: next(drawn))
        volume.add(2)
        assert Article.objects.filter(public_id__in=["twice222", "another2"]).count() == 2

    @pytest.mark.parametrize("count", [3, 90], ids=["few beside the archive", "more than the archive"])
    def test_the_volume_is_found_and_so_is_what_is_published_after_it(self, count):
        volume.add(count)
        newest = Publication.objects.order_by("-pk").first()
        assert newest.headline in ask(f"«{newest.headline}»")
        make.publish(headline="قوارب الصيد تعود إلى صحار")
        assert ask("صحار قوارب") == ["قوارب الصيد تعود إلى صحار"]


def test_it_does_not_mix_with_other_content():
    make.make_article()
    with pytest.raises(CommandError, match="other content"):
        call_command("demo")
    assert Article.objects.count() == 1


def test_a_password_that_everybody_knows_is_for_debug_alone(settings):
    settings.DEBUG = False
    output = io.StringIO()
    call_command("demo", stdout=output)
    assert "Password of the demo accounts: " in output.getvalue()
    from django.contrib.auth import authenticate

    from articles.management.commands.demo import PASSWORD

    assert authenticate(username="chief", password=PASSWORD) is None


STORIES = read_stories()


@pytest.mark.parametrize("key", STORIES)
def test_every_story_is_a_story(key):
    story = STORIES[key]
    count = words(body.plain_text(story["body"]))
    assert 150 <= count <= 600, count
    assert len(story["headline"]) <= 80
    assert not story["headline"].endswith(".")
    assert "{{" not in str(story)
    assert 2 <= len(story["tags"]) <= 6


def test_every_day_of_the_programme_is_a_day_of_its_event():
    for event in read_events().values():
        for session in event["sessions"]:
            assert event["start_day"] <= session["day"] <= event["end_day"]
            assert session["start"] < session["end"]
