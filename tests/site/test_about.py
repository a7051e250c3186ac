"""The newspaper's own pages, its corrections, «عاجل», and what stands around every page."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Breaking, MonthStart, around
from tests import factories as make

from .newsstand import canonical, copy_of, stand, text_of

pytestmark = pytest.mark.django_db


def test_a_page_of_the_paper_stands_at_the_foot_of_every_page(client):
    page = make.make_page(title="من نحن", body="<p>نحن صحيفة يومية.</p>")
    make.make_page(title="صفحة لم تكتمل", is_public=False)
    home = text_of(client.get("/"))
    assert f'href="{page.get_absolute_url()}"' in home
    assert "صفحة لم تكتمل" not in home
    assert "<p>نحن صحيفة يومية.</p>" in text_of(client.get(page.get_absolute_url()))


def test_nobody_is_trusted_with_the_markup_of_a_page(client):
    page = make.make_page(body="<p onclick='x()'>نص</p><script>alert(1)</script>")
    markup = text_of(client.get(page.get_absolute_url()))
    assert "onclick" not in markup
    assert "alert(1)" not in markup


def test_every_correction_is_told_with_its_story_and_its_day(client):
    article = make.correct(make.publish(headline="خبر صُوّب"), "ورد أن العدد 40 والصواب 46.")
    page = text_of(client.get("/corrections/"))
    assert "ورد أن العدد 40 والصواب 46." in page
    assert f'href="{canonical(article)}"' in page


def test_a_correction_goes_with_its_story(client):
    make.withdraw(make.correct(make.publish(headline="خبر سُحب"), "تصويب خبر سُحب."))
    page = text_of(client.get("/corrections/"))
    assert "تصويب خبر سُحب." not in page
    assert "لم تدعُ الحاجة إلى تصويب بعد." in page


def test_a_breaking_line_stands_on_the_fronts_and_leaves_by_itself(client):
    now = timezone.now()
    story = stand(1)[0]
    Breaking.objects.create(text="زلزال خفيف في البحر", public_id=story.public_id, ends_at=now + timedelta(hours=1))
    Breaking.objects.create(text="خبر الأمس", starts_at=now - timedelta(hours=9), ends_at=now - timedelta(seconds=1))
    Breaking.objects.create(text="خبر الغد", starts_at=now + timedelta(hours=9), ends_at=now + timedelta(hours=10))
    home = text_of(client.get("/"))
    assert "زلزال خفيف في البحر" in home
    assert f'href="/a/{story.public_id}/"' in home
    assert "زلزال خفيف في البحر" in text_of(client.get(story.section.get_absolute_url()))
    assert "زلزال خفيف في البحر" not in text_of(client.get(story.get_absolute_url()))
    assert "خبر الأمس" not in home
    assert "خبر الغد" not in home


def test_a_breaking_line_leads_to_a_live_story_and_stays_for_a_day_at_most():
    now = timezone.now()
    for wrong in ({"public_id": make.make_article().public_id}, {"ends_at": now + timedelta(hours=25)}):
        line = Breaking(**{"text": "عبارة", "starts_at": now, "ends_at": now + timedelta(hours=1), **wrong})
        with pytest.raises(ValidationError) as refused:
            line.full_clean()
        assert set(refused.value.message_dict) == set(wrong)


def test_the_announced_month_comes_before_the_tables_and_an_old_page_keeps_its_date():
    # By the tables Ramadan 1447 began on 18 February 2026; in Oman it was announced for the 19th.
    found = around()
    assert str(found.hijri(date(2026, 2, 20))) == "3 رمضان 1447هـ"
    MonthStart.objects.create(year=1447, month=9, starts_on=date(2026, 2, 19))
    found = around(None, [date(2026, 2, 20)])
    before = MonthStart.objects.get().announced_at - timedelta(seconds=1)
    assert str(found.hijri(date(2026, 2, 20))) == "2 رمضان 1447هـ"
    assert str(found.hijri(date(2026, 2, 20), known_by=before)) == "3 رمضان 1447هـ"


def test_a_story_shows_the_hijri_date_that_was_known_when_it_appeared(client):
    today = timezone.localdate()
    article = make.publish()
    known = text_of(client.get(canonical(article))).partition('<p class="times">')[2].partition("</p>")[0]
    assert "هـ" in known
    MonthStart.objects.create(year=1460, month=1, starts_on=today)
    later = make.publish()
    page = text_of(client.get(canonical(article)))
    assert page.partition('<p class="times">')[2].partition("</p>")[0] == known
    assert "1 محرم 1460هـ" in text_of(client.get(canonical(later)))
    assert "1 محرم 1460هـ" in page.partition("</header>")[0]
    assert copy_of(article).published_at < MonthStart.objects.get().announced_at


def test_what_stands_around_a_page_is_one_query(django_assert_num_queries):
    make.make_section(parent=make.make_section())
    make.make_page()
    Breaking.objects.create(text="عاجل", ends_at=timezone.now() + timedelta(hours=1))
    MonthStart.objects.create(year=1448, month=6, starts_on=timezone.localdate())
    with django_assert_num_queries(1):
        found = around(None, [timezone.localdate()])
    assert len(found.sections[0].below) == len(found.pages) == len(found.months) == 1
    assert found.breaking.text == "عاجل"
    assert found.breaking.ends_at > timezone.now()
    assert around(None, [timezone.localdate()]) == found
