"""The public site behind the store, from publishing to the reader: the right pages change, at the right moment."""

import threading
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Change, Correction, Follower, Withdrawal, database_now
from articles.pagestore.store import PageStore
from articles.workflow import perform
from tests import factories as make
from tests.pagestore.test_store import Answer
from tests.site.newsstand import canonical

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make.make_user("journalist"), make.make_user("editor")


@pytest.fixture
def store(tmp_path):
    store = PageStore(
        get_wsgi_application(), tmp_path / "pages", canonical=("http", "testserver"),
        hosts={"paper.example"}.__contains__, private=("/admin/", "/search/"), in_background=False,
    )  # fmt: skip
    store.following.look()
    return store


def settle(store):
    """What the two threads of a process do within a second."""
    store.following.look()
    store.work_off()


def published(people, **fields):
    writer, editor = people
    return make.publish(make.make_article(writer, **fields), editor)


def test_a_kept_page_is_answered_without_a_query(store, people):
    address = canonical(published(people))
    Answer(store, address), Answer(store, "/")
    with CaptureQueriesContext(connection) as captured:
        assert Answer(store, address).status == "200 OK"
        assert Answer(store, "/").status == "200 OK"
    assert len(captured) == 0


def test_publishing_changes_the_pages_of_the_story_and_no_other(store, people):
    elsewhere = published(people, section=make.make_section(), authors=[make.make_author()])
    section, author = make.make_section(), make.make_author()
    first = published(people, section=section, authors=[author])
    pages = ["/", f"/{section.slug}/", f"/author/{author.slug}/", canonical(first), canonical(elsewhere)]
    settle(store)
    for page in pages:
        Answer(store, page)
    made = {key: held.page for key, held in store.held.items()}
    published(people, section=section, authors=[author], headline="عنوان جديد تمامًا")
    settle(store)
    anew = {key for key, held in store.held.items() if made.get(key) is not held.page}
    assert [unquote(key.encode("latin-1").decode()) for key in sorted(anew)] == sorted(map(unquote, pages[:-1]))
    assert "عنوان جديد تمامًا" in Answer(store, "/").text
    assert "عنوان جديد تمامًا" in Answer(store, f"/{section.slug}/").text


def test_an_address_that_was_missing_is_there_as_soon_as_its_story_is_published(store, people):
    writer, editor = people
    article = make.make_article(writer)
    assert Answer(store, f"/a/{article.public_id}/").status == "404 Not Found"
    make.publish(article, editor)
    settle(store)
    assert Answer(store, f"/a/{article.public_id}/").status == "301 Moved Permanently"


def test_a_scheduled_story_appears_on_kept_pages_when_its_moment_comes(store, people):
    writer, editor = people
    article = make.make_article(writer, headline="خبر الغد")
    make.approve(article, editor)
    Answer(store, "/")
    at = database_now() + timedelta(seconds=600)
    perform(article, "schedule", by=editor, at=at)
    settle(store)
    assert "خبر الغد" not in Answer(store, "/").text
    assert store.log.next_moment == at.timestamp()


def test_a_change_that_is_rolled_back_was_never_said(people):
    article = make.make_article(people[0])
    before = Change.objects.count()
    with transaction.atomic():
        make.publish(article, people[1])
        assert Change.objects.count() > before
        transaction.set_rollback(True)
    assert Change.objects.count() == before


def test_a_story_published_in_error_leaves_every_page_that_named_it(store, people):
    article = published(people, headline="خبر نُشر خطأً", lead_picture=make.make_picture())
    pages = ["/", f"/{article.section.slug}/", canonical(article)]
    for page in pages:
        assert "خبر نُشر خطأً" in Answer(store, page).text
    perform(article, "withdraw", by=make.make_user("chief"), kind=Withdrawal.Kind.ERROR, notice="نعتذر إلى القراء.")
    store.following.look()
    assert [about for _path, about in store.shelf.kept() if f"story:{article.pk}" in about["names"]] == []
    assert Answer(store, canonical(article)).status == "410 Gone"
    for page in pages[:2]:
        assert "خبر نُشر خطأً" not in Answer(store, page).text


class TestAStoryInTwoLanguages:
    """Neither is in a list of the other: their pages hang together by nothing but the translation."""

    @pytest.fixture
    def original(self, people):
        return published(people, section=make.make_section(), authors=[make.make_author()])

    @pytest.fixture
    def english(self, people, original):
        return make.make_article(
            people[0], translation_of=original, language="en", direction="ltr", headline="Port opens",
            section=make.make_section(), authors=[make.make_author()],
        )  # fmt: skip

    def leads_to(self, store, page, other):
        return canonical(other) in Answer(store, canonical(page)).text

    def test_the_kept_page_of_each_learns_of_the_other(self, store, people, original, english):
        settle(store)
        Answer(store, canonical(original))
        make.publish(english, people[1])
        settle(store)
        assert self.leads_to(store, original, english)
        assert self.leads_to(store, english, original)
        perform(original, "withdraw", by=people[1], kind="noticed", notice="لأن الخبر لم يتأكد.")
        settle(store)
        assert not self.leads_to(store, english, original)

    def test_a_schedule_reaches_the_other_page_at_its_moment(self, store, people, original, english):
        Answer(store, canonical(original))
        make.approve(english, people[1])
        at = database_now() + timedelta(seconds=600)
        perform(english, "schedule", by=people[1], at=at)
        settle(store)
        assert not self.leads_to(store, original, english)
        assert (at.timestamp(), f"translations:{original.pk}") in store.log.pending
        [kept] = [held.page for held in store.held.values() if f"story:{original.pk}" in held.page.names]
        assert f"translations:{original.pk}" in kept.names

    def test_one_published_in_error_is_on_no_kept_page_any_more(self, store, people, original, english):
        make.publish(english, people[1])
        store.following.look()
        assert self.leads_to(store, original, english)
        perform(english, "withdraw", by=people[1], kind=Withdrawal.Kind.ERROR, notice="نعتذر إلى القراء.")
        store.following.look()
        assert not self.leads_to(store, original, english)


def test_a_correction_and_an_update_reach_the_kept_page(store, people):
    writer, editor = people
    article = published(people)
    Answer(store, canonical(article))
    make.edit(article, by=writer, standfirst="مقدمة بعد التصويب")
    make.approve(article, editor)
    perform(article, "correct", by=editor, correction="كان العدد خاطئًا.")
    settle(store)
    page = Answer(store, canonical(article)).text
    assert "مقدمة بعد التصويب" in page
    assert Correction.objects.get().text in page


@pytest.mark.parametrize("make_it, page", [
    (lambda: make.make_event(title="ملتقى مسقط"), "/events/"),
    (lambda: make.make_section(name="قسم البيئة"), "/"),
])  # fmt: skip
def test_what_editors_keep_beside_stories_reaches_kept_pages(store, people, make_it, page):
    published(people)
    Answer(store, page)
    row = make_it()
    settle(store)
    assert str(row) in Answer(store, page).text


def test_a_renamed_event_is_renamed_on_its_page(store, people):
    event = make.make_event(title="ملتقى مسقط")
    assert "ملتقى مسقط" in Answer(store, event.get_absolute_url()).text
    event.title = "ملتقى صلالة"
    event.save()
    settle(store)
    assert "ملتقى صلالة" in Answer(store, event.get_absolute_url()).text


def test_numbers_appear_in_the_log_in_their_order(people):
    """Two transactions at once: the one that takes its number later is seen later, whoever ends first."""
    from articles.models import note_change

    inside, seen = threading.Event(), []

    def other():
        try:
            inside.wait(5)
            note_change("second")
            seen.append("second")
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    with transaction.atomic():
        note_change("first")
        inside.set()
        thread.join(0.5)
        assert seen == []
    thread.join(25)
    assert list(Change.objects.order_by("sequence").values_list("names", flat=True))[-2:] == [["first"], ["second"]]


def test_every_process_says_how_far_it_has_read(store, people):
    published(people)
    store.following.look()
    follower = Follower.objects.get()
    assert follower.position == store.log.position == Change.objects.count()


