"""Which story stands where on the home page and on the front of a section."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.views.faces import Face
from articles.views.fronts import IN_CONTAINER, LATEST, SECONDARY, lay_out
from tests import factories as make

from .newsstand import copy_of, stand, text_of

pytestmark = pytest.mark.django_db


def test_an_empty_newspaper_says_so(client):
    assert "لم يُنشر شيء بعد" in text_of(client.get("/"))


def test_the_lead_is_the_newest_story_that_has_a_picture():
    stand(1, lead_picture=make.make_picture())
    pictured = stand(1, lead_picture=make.make_picture())[0]
    stand(1)
    assert lay_out(None).lead == pictured


def test_without_any_picture_the_newest_story_leads():
    newest = stand(3)[-1]
    assert lay_out(None).lead == newest


def test_an_opinion_never_leads():
    story = stand(1)[0]
    stand(1, kind="opinion", lead_picture=make.make_picture())
    front = lay_out(None)
    assert front.lead == story
    assert [other.kind for other in front.latest] == ["opinion"]


def test_a_story_in_another_language_is_among_the_latest_and_not_in_the_shop_window():
    stand(3)
    english = stand(4, language="en", direction="ltr", section=make.make_section())
    front = lay_out(None)
    window = [front.lead, *front.secondary, *(story for shown in front.containers for story in shown.stories)]
    assert not set(english) & set(window)
    assert set(english) <= set(front.latest)


def test_no_story_stands_twice_in_the_shop_window():
    stand(30, section=make.make_section(), lead_picture=make.make_picture())
    front = lay_out(None)
    window = [front.lead, *front.secondary, *front.containers[0].stories]
    assert len(window) == len(set(window)) == 1 + SECONDARY + IN_CONTAINER
    assert len(front.latest) == LATEST
    assert not set(front.latest) & {front.lead, *front.secondary}


def test_a_section_on_the_home_page_shows_the_sections_below_it_too():
    parent = make.make_section()
    child = make.make_section(parent=parent)
    stand(2, section=parent)
    stand(2, section=child)
    stand(1 + SECONDARY, section=make.make_section())
    (shown,) = [each for each in lay_out(None).containers if each.section.pk == parent.pk]
    assert {story.section_id for story in shown.stories} == {parent.pk, child.pk}
    moments = [story.published_at for story in shown.stories]
    assert moments == sorted(moments, reverse=True)


def test_a_section_with_little_to_show_has_no_place_of_its_own():
    thin = make.make_section()
    stand(2, section=thin)
    stand(1 + SECONDARY, section=make.make_section())
    assert thin.pk not in [shown.section.pk for shown in lay_out(None).containers]


def test_two_opinions_are_enough_for_a_place_of_their_own():
    opinions = make.make_section()
    stand(2, kind="opinion", section=opinions)
    stand(1 + SECONDARY, section=make.make_section())
    assert opinions.pk in [shown.section.pk for shown in lay_out(None).containers]


def test_opinions_stand_with_the_faces_of_their_writers(client):
    portrait = make.make_picture()
    writer = make.make_author(name="سعاد الوهيبية", portrait=portrait)
    stand(4, kind="opinion", authors=[writer], section=make.make_section(name="رأي"))
    front = lay_out(None)
    assert front.containers[0].is_opinion
    assert front.writers == {writer.pk: Face(portrait.address, portrait.width, portrait.height)}
    assert f"/pictures/{portrait.address}/s200." in text_of(client.get("/"))


def test_an_event_stays_on_the_home_page_for_a_week_after_it_has_ended(client):
    today = timezone.localdate()

    def held(days_ago):
        day = today - timedelta(days=days_ago)
        return make.make_event(title=f"ملتقى قبل {days_ago}", starts_on=day, ends_on=day)

    fresh, old = held(6), held(9)
    page = text_of(client.get("/"))
    assert fresh.title in page
    assert old.title not in page


def test_the_front_of_a_section_leads_with_a_picture_and_lists_the_rest_once(client):
    pictured = stand(1, lead_picture=make.make_picture(), section=make.make_section())[0]
    others = stand(3, section=pictured.section)
    page = text_of(client.get(pictured.section.get_absolute_url()))
    main = page.partition("<main")[2]
    assert main.index(pictured.get_absolute_url()) < min(main.index(story.get_absolute_url()) for story in others)
    for story in [pictured, *others]:
        assert main.count(f'href="{story.get_absolute_url()}"') == 1


def test_a_closed_section_leaves_the_menu_and_keeps_its_stories(client):
    section = make.make_section(name="قسم أُغلق")
    article = make.publish(make.make_article(section=section))
    section.is_active = False
    section.save()
    assert "قسم أُغلق" not in text_of(client.get("/events/"))
    page = client.get(section.get_absolute_url())
    assert page.status_code == 200
    assert copy_of(article).headline in text_of(page)
