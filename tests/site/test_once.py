"""Parts of pages that a process makes once: the same bytes, and never those of another moment."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Breaking, Event, Publication, Section, around
from articles.templatetags import newsroom
from articles.templatetags import once as parts
from tests import factories as make

from .newsstand import stand, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_made_yet():
    parts._made.cache_clear()
    parts._made_of_rows.cache_clear()


def menu(client):
    return client.get("/events/").content.decode().partition("</header>")[0]


def test_a_part_is_made_once_for_the_same_values(client):
    make.make_section()
    first = menu(client)
    made = parts._made.cache_info().misses
    assert menu(client) == first
    assert parts._made.cache_info().misses == made


def test_a_section_that_is_renamed_or_closed_changes_the_menu_at_once(client):
    section = make.make_section(name="الاقتصاد")
    assert "الاقتصاد" in menu(client)
    Section.objects.filter(pk=section.pk).update(name="المال والأعمال")
    assert "المال والأعمال" in menu(client)
    assert "الاقتصاد" not in menu(client)
    Section.objects.filter(pk=section.pk).update(is_active=False)
    assert "المال والأعمال" not in menu(client)


def test_each_language_has_its_own():
    values = {"site": None, "sections": around().sections, "pages": (), "year": 2026}
    arabic = parts.once("site/_footer.html", **values)
    with translation.override("en"):
        assert parts.once("site/_footer.html", **values) != arabic


def test_a_name_stays_escaped(client):
    make.make_section(name="<b>سوق</b>")
    for _time in range(2):
        assert "&lt;b&gt;سوق&lt;/b&gt;" in menu(client)


# ---------------------------------------------------------------- made of rows


def shows(client, address="/"):
    page = text_of(client.get(address))
    return lambda text: text in page


def test_a_front_is_made_once_for_the_same_stories(client):
    section = stand(4)[0].section
    for address in ("/", section.get_absolute_url()):
        first = client.get(address).content
        made = parts._made_of_rows.cache_info().misses
        assert client.get(address).content == first
        assert parts._made_of_rows.cache_info().misses == made


def test_a_story_that_appears_changes_or_goes_is_seen_at_once(client):
    story = stand(4)[-1]
    front, section = "/", story.section.get_absolute_url()
    shows(client, front), shows(client, section)
    make.edit(story.article, by=story.article.owner, headline="عنوان بعد التحديث")
    make.workflow.perform(make.approve(story.article), "update", by=make.make_user("editor"))
    assert shows(client, front)("عنوان بعد التحديث")
    assert shows(client, section)("عنوان بعد التحديث")
    make.withdraw(story.article)
    assert not shows(client, front)("عنوان بعد التحديث")
    assert not shows(client, section)("عنوان بعد التحديث")


def test_what_stands_beside_the_stories_is_seen_at_once(client):
    section = make.make_section(name="الثقافة")
    writer = make.make_author(portrait=make.make_picture())
    stand(4, kind="opinion", authors=[writer], section=section)
    event = make.make_event(title="ملتقى المدن")
    first = ["الثقافة", "ملتقى المدن", f"/pictures/{writer.portrait.address}/"]
    assert list(map(shows(client), first)) == [True, True, True]
    Section.objects.filter(pk=section.pk).update(name="الفنون")
    Event.objects.filter(pk=event.pk).update(title="ملتقى القرى")
    writer.portrait = make.make_picture()
    writer.save()
    second = ["الفنون", "ملتقى القرى", f"/pictures/{writer.portrait.address}/"]
    assert list(map(shows(client), second + first)) == [True, True, True, False, False, False]


def test_how_long_ago_is_said_anew_each_time(client, monkeypatch):
    stand(4)
    assert "الآن</time>" in client.get("/").content.decode()
    made = parts._made_of_rows.cache_info().misses
    monkeypatch.setattr(parts, "said_now", lambda: lambda moment: "منذ <ساعتين>")
    page = client.get("/").content.decode()
    assert "منذ &lt;ساعتين&gt;</time>" in page
    assert "الآن</time>" not in page
    assert parts._made_of_rows.cache_info().misses == made


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("hours", [0, 5, 20, 30, 100, -5])
def test_a_moment_that_was_left_open_is_said_as_if_it_never_had_been(hours, language):
    moment = timezone.now() - timedelta(hours=hours)

    def line():
        return f"<p>{newsroom.stamp(moment, 'ago')}</p>"

    with translation.override(language):
        assert newsroom.with_times(newsroom.left_open(line), newsroom.said_now()) == line()


def test_the_line_of_breaking_news_is_made_once(client):
    stand(4)
    line = Breaking.objects.create(text="عاجل الآن", ends_at=timezone.now() + timedelta(hours=1))
    assert shows(client)("عاجل الآن")
    made = parts._made_of_rows.cache_info().misses
    assert shows(client)("عاجل الآن")
    assert parts._made_of_rows.cache_info().misses == made
    Breaking.objects.filter(pk=line.pk).update(text="عاجل بعد التصحيح")
    assert shows(client)("عاجل بعد التصحيح")


def test_rows_are_told_apart_by_everything_that_was_read_of_them():
    event = make.make_event()

    def read():
        return [Event.objects.get(pk=event.pk)]

    before = parts.told(read())
    assert parts.told(read()) == before
    for name in ("title", "city", "motto"):
        Event.objects.filter(pk=event.pk).update(**{name: f"{name} آخر"})
        assert parts.told(read()) != before, name
        before = parts.told(read())


def test_a_story_that_has_no_mark_is_never_taken_for_another():
    story = stand(1)[0]
    with pytest.raises(AttributeError):
        parts.told({"lead": Publication.objects.get(pk=story.pk)})
