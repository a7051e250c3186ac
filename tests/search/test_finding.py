"""What a question finds, and in which order: the same on both databases, because the same file runs on both."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Publication, database_now
from articles.models.index import place_of
from articles.search import documents, finding
from articles.search.questions import read
from tests import factories as make

from .questions import ask, looked

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    """Four stories, oldest first."""
    for headline, body in [
        ("بلدية مسقط تفتتح حديقة", "<p>جاء الافتتاح في مدينة السيب.</p><p>حضره جمع من السكان.</p>"),
        ("معرض الكتاب يفتح أبوابه", "<p>أقامته بلديات المحافظة، ومنها مسقط.</p>"),
        ("سباق في صلالة", "<p>شارك فيه عداء من مسقط، وغابت البلدية.</p>"),
        ("الذكاء الاصطناعي في المدارس", "<p>تجربة جديدة في 2026 بمشاركة G20.</p>"),
    ]:
        make.publish(headline=headline, body=body, place="نزوى", authors=[make.make_author(name="م ن")])


def test_the_query_language(stories):
    headlines = list(Publication.objects.order_by("pk").values_list("headline", flat=True))
    found = {
        "مسقط": [2, 1, 0],
        "بلدية مسقط": [2, 1, 0],
        "البلديات": [2, 1, 0],
        "بمسقط": [2, 1, 0],
        '"بلدية مسقط"': [0],
        "«بلدية مسقط»": [0],
        "“بلدية مسقط”": [0],
        "مسقط -معرض": [2, 0],
        'مسقط -"بلدية مسقط"': [2, 1],
        "-مسقط": [3],
        "والذكاء": [3],
        "٢٠٢٦": [3],
        "g20": [3],
        "صلا*": [2],
        "الكتا*": [1],
        "مسقط صلا*": [2],
        "لا شيء كهذا": [],
        "في": [],
        "": [],
    }
    answers = {typed: [headlines.index(headline) for headline in ask(typed)] for typed in found}
    assert answers == found


def test_a_phrase_does_not_run_over_the_end_of_a_paragraph(stories):
    assert ask("«السيب حضره»") == []
    assert ask("السيب حضره") != []


def test_a_phrase_does_not_run_from_the_headline_into_the_text(stories):
    assert ask("«حديقة جاء»") == []


def test_names_over_a_story_and_its_tags_are_found():
    make.publish(headline="خبر", authors=[make.make_author(name="سالم الهنائي")], tags=["الموانئ"])
    assert ask("الهنائي") == ask("موانئ") == ask("«سالم الهنائي»") == ["خبر"]


def test_headlines_that_answer_come_first_and_then_the_newest(stories):
    assert ask("مسقط", finding.BEST) == [
        "بلدية مسقط تفتتح حديقة",
        "سباق في صلالة",
        "معرض الكتاب يفتح أبوابه",
    ]


def test_by_relevance_what_speaks_of_it_often_comes_before_what_names_it_once(stories):
    make.publish(headline="خبر قديم", body="<p>الميناء. الميناء. الميناء.</p>")
    make.publish(headline="خبر جديد", body="<p>الميناء.</p>")
    assert ask("الميناء", finding.RELEVANCE) == ["خبر قديم", "خبر جديد"]
    assert ask("الميناء", finding.NEWEST) == ["خبر جديد", "خبر قديم"]


@pytest.mark.parametrize("order", finding.ORDERS)
def test_page_by_page_every_hit_is_shown_once(stories, order):
    everything = ask("مسقط", order)
    seen, before = [], ""
    for _page in range(9):
        page = finding.page_of(looked("مسقط"), order, before, size=1)
        seen += [story.headline for story in page.stories]
        before = page.older
        if not before:
            break
    assert seen == everything != []


@pytest.mark.parametrize("order", finding.ORDERS)
def test_a_page_made_of_hits_that_were_counted_is_the_page_that_the_database_gives(stories, order):
    def pages(counted, size):
        before, found = "", []
        while not found or before:
            newest = finding.newest_of(search, counted) if counted else None
            page = finding.page_of(search, order, before, size, newest)
            found.append([story.headline for story in page.stories])
            before = page.older
        return found

    for typed in ("مسقط", "بلدية", "مسقط -معرض", "لا شيء كهذا"):
        search = looked(typed)
        for size in (1, 2, 9):
            alone = pages(0, size)
            assert [pages(counted, size) for counted in (1, 2, 9)] == [alone] * 3


def test_a_cursor_that_is_none_of_ours_is_the_first_page(stories):
    for cursor in ["x", "1-", "9-9", "1-99999999999999999999", "0--1", "٠-٥", "\0"]:
        assert finding.page_of(looked("مسقط"), before=cursor).is_first, cursor


def test_a_publication_is_in_the_index_in_the_transaction_that_publishes(stories):
    from django.db import transaction

    try:
        with transaction.atomic():
            make.publish(headline="خبر ميناء الدقم")
            assert ask("الدقم") == ["خبر ميناء الدقم"]
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert ask("الدقم") == []


def test_an_update_is_found_by_its_new_words_and_not_by_the_old_ones():
    editor = make.make_user("editor")
    article = make.publish(headline="غرق سفينة", by=editor)
    from articles import workflow

    make.edit(article, by=article.owner, headline="إنقاذ سفينة")
    make.approve(article, editor)
    workflow.perform(article, "update", by=editor)
    assert ask("غرق") == []
    assert ask("إنقاذ سفينة") == ["إنقاذ سفينة"]


def test_the_search_of_a_past_moment_finds_what_was_live_then():
    article = make.publish(headline="خبر سُحب")
    then = database_now()
    make.withdraw(article)
    now = database_now() + timedelta(seconds=1)
    assert ask("سحب", at=then) == ["خبر سُحب"]
    assert ask("سحب", at=now) == []


def test_days_are_those_of_the_newsrooms_clock(stories):
    from django.utils import timezone

    today = timezone.localdate()
    assert len(ask("مسقط", first=today, last=today)) == 3
    assert ask("مسقط", first=today + timedelta(days=1)) == []
    assert ask("مسقط", last=today - timedelta(days=1)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
def test_every_string_is_a_question_that_the_database_takes(stories, typed):
    search = looked(typed)
    finding.page_of(search)
    finding.newest_of(search)
    finding.exists(search)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet="ابتثجحخدرزسشصعغفقكلمنهوي abcdxyz0123456789eEx.-/@_:", min_size=1, max_size=40))
def test_both_databases_keep_the_tokens_as_they_are(db, words):
    """Each token of a text is found as one token: no database cuts, joins or drops any."""
    from django.db import transaction

    from articles.models import Article, ArticleEntry
    from articles.search.desk import matching

    with transaction.atomic():
        article = make.make_article(headline="عنوان", authors=[])
        tokens = documents.entry_text("", [words]).split(" ")
        ArticleEntry.objects.filter(article=article).update(text=" ".join(tokens))
        for token in set(tokens) - {documents.BREAK, documents.EVERYTHING}:
            question = read(token)
            found = [stem for clause in question.clauses for stem in clause.stems]
            if found == [token]:
                assert list(matching(Article.objects.all(), f'"{token}"')) == [article], token
        transaction.set_rollback(True)


# Days before now of stories in slices of time that lie apart, and two in the same one; the last are from 1890.
FAR_APART = [0, 1, 11, 14, 40, 400, 401, 9_000, 49_700, 49_701]


@pytest.fixture
def spread():
    """Stories that appeared at very different times, each named for its place."""
    for place, days in enumerate(FAR_APART):
        story = make.publish(headline=f"خبر {place}", body="<p>ميناء صحار</p>")
        copy = Publication.objects.filter(article=story).get()
        appeared = database_now() - timedelta(days=days)
        entry = documents.publication_entry(copy)
        copy.entry.delete()
        entry.place = place_of(appeared, copy.pk)
        entry.save(force_insert=True)


def places(found):
    return [int(story.headline.split()[1]) for story in found.stories]


def test_every_hit_is_on_one_page_newest_first_however_far_apart_they_appeared(spread):
    for size in (1, 3, 4, 20):
        seen, before = [], ""
        while page := finding.page_of(looked("ميناء"), finding.NEWEST, before, size):
            seen += places(page)
            before = page.older
            if not before:
                break
        assert seen == list(range(len(FAR_APART))), size


def test_days_narrow_hits_that_appeared_far_apart(spread):
    today = timezone.localdate()
    found = finding.page_of(
        looked("ميناء", first=today - timedelta(days=9_001), last=today - timedelta(days=13)), finding.NEWEST
    )
    assert places(found) == [3, 4, 5, 6, 7]


def test_what_is_dated_ahead_of_this_machines_clock_is_found(spread):
    copy = Publication.objects.get(headline="خبر 9")
    entry = documents.publication_entry(copy)
    copy.entry.delete()
    entry.place = place_of(database_now() + timedelta(days=60), copy.pk)
    entry.save(force_insert=True)
    assert places(finding.page_of(looked("ميناء"), finding.NEWEST)) == [9, *range(9)]


def test_a_page_that_is_full_leaves_what_is_older_alone(spread):
    """PostgreSQL asks one slice of time after the other; SQLite walks its index backwards by itself."""
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's plan")
    with CaptureQueriesContext(connection) as asked:
        finding.page_of(looked("ميناء"), finding.NEWEST, size=1)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING off, SUMMARY off) {asked[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        # So few rows would be read from end to end: what the index can answer is asked by itself.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        answered = re.search(r"entry\.vector @@ .* && (?=CASE)", asked[0]["sql"])[0]
        cursor.execute(f"EXPLAIN SELECT FROM articles_publicationentry entry WHERE {answered} ARRAY[0::bigint]")
        by_the_index = "\n".join(row[0] for row in cursor.fetchall())
    assert "Bitmap Index Scan on articles_publicationentry_words_by_slice" in by_the_index, by_the_index
    assert re.search(r"Function Scan on generate_series look .*\(actual rows=1(\.00)? loops=1\)", plan), plan
