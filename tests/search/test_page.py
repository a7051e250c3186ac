"""The search page, as readers use it."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]+>")


def answer(client, **parameters):
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return response


def headlines(client, **parameters):
    return [story.headline for story in answer(client, **parameters).context["page"].stories]


def words_of(response):
    """What a reader reads between the masthead and the list of the latest stories."""
    main = response.content.decode().partition("<main")[2].partition('<section class="container">')[0]
    return " ".join(unescape(TAG.sub("", main)).split())


def test_spelling_makes_no_difference(client):
    make.publish(headline="إدارة الأمانة تنقل مستشفى المدينة", body="<p>جاء ذلك في مؤتمر صحفي.</p>")
    make.publish(headline="خبر آخر", body="<p>لا شيء.</p>")
    for words in "أمانة امانه الأمانة أَمَانَة أمـــانة مستشفى مستشفي إدارة اداره مؤتمر".split():
        assert headlines(client, q=words) == ["إدارة الأمانة تنقل مستشفى المدينة"], words


def test_every_word_must_be_there_and_the_page_says_when_nothing_is(client):
    make.publish(headline="افتتاح سوق مطرح")
    assert headlines(client, q="مطرح سوق") == ["افتتاح سوق مطرح"]
    nothing = answer(client, q="مطرح صلالة")
    assert nothing.context["page"].stories == []
    assert "لا توجد مادة فيها كل هذه الكلمات" in words_of(nothing) or "«مطرح صلالة»" in words_of(nothing)


def test_what_was_found_is_marked_in_the_storys_own_spelling(client):
    make.publish(headline="خبر", body="<p>قال إنّ الذَّكاء &lt;الاصطناعي&gt; باقٍ.</p>")
    markup = answer(client, q="ذكاء").content.decode()
    assert "<mark>الذَّكاء</mark>" in markup
    assert "&lt;الاصطناعي&gt;" in markup


def test_hits_are_counted_in_good_arabic(client):
    for number in range(3):
        make.publish(headline=f"الميناء {number}")
    assert "3 نتائج" in words_of(answer(client, q="الميناء"))


@pytest.fixture
def spread():
    """Stories that differ in every respect by which a search is narrowed."""
    main = make.make_section(name="عُمان", slug="here")
    below = make.make_section(name="الداخلية", slug="inside", parent=main)
    other = make.make_section(name="ثقافة", slug="culture")
    writer, event = make.make_author(name="ليلى"), make.make_event(title="ملتقى المدن")
    make.publish(headline="حديقة أولى", section=main, authors=[writer])
    make.publish(headline="حديقة ثانية", section=below, kind="report", event=event)
    make.publish(headline="حديقة ثالثة", section=other, kind="opinion", authors=[writer])
    return {"author": writer.slug, "event": event.slug}


@pytest.mark.parametrize(
    "narrowed, found",
    [
        ({"section": "here"}, ["حديقة ثانية", "حديقة أولى"]),
        ({"section": "inside"}, ["حديقة ثانية"]),
        ({"kind": "opinion"}, ["حديقة ثالثة"]),
        ({"author": ...}, ["حديقة ثالثة", "حديقة أولى"]),
        ({"event": ...}, ["حديقة ثانية"]),
        ({"author": ..., "section": "here"}, ["حديقة أولى"]),
        ({"section": "no-such"}, ["حديقة ثالثة", "حديقة ثانية", "حديقة أولى"]),
        ({"kind": "no-such"}, ["حديقة ثالثة", "حديقة ثانية", "حديقة أولى"]),
        ({"from": "1390", "to": "1391"}, []),
    ],
)
def test_a_search_can_be_narrowed(client, spread, narrowed, found):
    narrowed = {name: spread[name] if value is ... else value for name, value in narrowed.items()}
    assert headlines(client, q="حديقة", sort="newest", **narrowed) == found


def test_without_words_a_choice_alone_leads_through_the_archive(client, spread):
    assert headlines(client, section="here") == ["حديقة ثانية", "حديقة أولى"]


def test_the_counts_beside_the_results_are_those_of_the_results(client, spread):
    counts = answer(client, q="حديقة").context["counts"]
    assert counts.total == 3
    assert {name: [(c.label, c.count) for c in choices][:2] for name, choices in counts.choices.items()} == {
        "section": [("عُمان", 2), ("ثقافة", 1)],
        "kind": [("رأي", 1), ("تقرير", 1)],
        "author": [("ليلى", 2), (counts.choices["author"][1].label, 1)],
        "event": [("ملتقى المدن", 1)],
        "year": [(str(timezone.localdate().year), 3)],
    }


def test_every_count_leads_to_as_many_results(client, spread):
    page = answer(client, q="حديقة")
    for choices in page.context["counts"].choices.values():
        for choice in choices:
            assert len(client.get("/search/" + choice.address).context["page"].stories) == choice.count


def test_a_chosen_filter_stands_over_the_results_with_a_way_out(client, spread):
    page = answer(client, q="حديقة", section="here", kind="news")
    assert [story.headline for story in page.context["page"].stories] == ["حديقة أولى"]
    without = page.context["taken_off"]["kind"]
    assert len(client.get("/search/" + without).context["page"].stories) == 2
    assert f'href="{without}"'.replace("&", "&amp;") in page.content.decode()


def test_a_day_that_is_none_is_kept_and_named(client, spread):
    for typed in ("اليوم", "32/13/2026", "رمضان", "\0", "9" * 500):
        page = answer(client, q="حديقة", **{"from": typed})
        assert page.context["narrowed"].wrong == (["from"] if typed != "\0" else []), typed
        assert "تعذّرت قراءة هذا التاريخ" in words_of(page) or typed == "\0"


def test_a_slip_of_the_finger_is_answered_with_the_word_that_was_meant(client):
    make.publish(headline="صحار تستقبل السفن", authors=[make.make_author(name="زيد الحوسني")])
    assert answer(client, q="صخار").context["better"] == "صحار"
    assert answer(client, q="الحوصني").context["better"] == "الحوسني"
    assert answer(client, q="السفن صخار").context["better"] == "السفن صحار"


def test_where_all_words_together_find_nothing_each_is_counted_alone(client):
    make.publish(headline="قطار جديد")
    make.publish(headline="سفينة جديدة")
    alone = answer(client, q="قطار سفينة").context["alone"]
    assert [(word.typed, word.count) for word in alone] == [("قطار", 1), ("سفينة", 1)]


def test_new_words_keep_the_order_and_the_days(client):
    page = answer(client, q="حديقة", sort="newest", **{"from": "2020"}).content.decode()
    form = page.partition('<form class="search-form"')[2].partition("</form>")[0]
    assert 'name="sort" value="newest"' in form
    assert 'name="from" value="2020"' in form


def test_a_page_costs_the_same_for_every_number_of_hits(client):
    def cost(sort):
        with CaptureQueriesContext(connection) as asked:
            answer(client, q="بلدية", sort=sort)
        return len(asked)

    section, author = make.make_section(), make.make_author()
    for _number in range(2):
        make.publish(section=section, authors=[author])
    few = {sort: cost(sort) for sort in ("best", "newest", "relevance")}
    for _number in range(25):
        make.publish(section=section, authors=[author])
    for sort, of_few in few.items():
        assert cost(sort) <= of_few <= 10, sort  # headlines that fill the page leave the second question unasked


def test_a_page_behind_the_last_result_takes_no_word_for_a_slip(client):
    make.publish(headline="افتتاح حديقة")
    make.publish(headline="زراعة حديقات")
    behind = answer(client, q="حديقه", sort="newest", before="0-1")
    assert (list(behind.context["page"].stories), behind.context["better"]) == ([], "")
