"""Authors, tags, events, languages, and the site as it was."""

import time
from datetime import timedelta

import lxml.html
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from articles.models import database_now
from tests import factories as make

from .newsstand import at_moment, canonical, copy_of, text_of

pytestmark = pytest.mark.django_db


def test_an_author_or_a_tag_without_a_live_story_has_no_page(client):
    author = make.make_author()
    for article in (
        make.make_article(authors=[author], tags=["الموانئ"]),
        make.schedule(make.make_article(authors=[author], tags=["الموانئ"])),
        make.withdraw(make.publish(make.make_article(authors=[author], tags=["الموانئ"]))),
    ):
        assert client.get(author.get_absolute_url()).status_code == 404
        assert client.get(article.tags.get().get_absolute_url()).status_code == 404


def test_an_author_and_a_tag_with_a_live_story_show_it(client):
    author = make.make_author()
    article = make.publish(make.make_article(authors=[author], tags=["الموانئ"], headline="سفينة في الميناء"))
    for address in (author.get_absolute_url(), article.tags.get().get_absolute_url()):
        response = client.get(address)
        assert response.status_code == 200
        assert "سفينة في الميناء" in text_of(response)


def test_the_newest_story_of_an_author_or_a_tag_leads_where_it_has_a_picture(client):
    author, fields = make.make_author(), {"tags": ["الموانئ"]}
    make.publish(make.make_article(authors=[author], headline="الأقدم", **fields))
    make.publish(make.make_article(authors=[author], headline="الأحدث", lead_picture=make.make_picture(), **fields))
    for address in (author.get_absolute_url(), author.publication_rows.first().publication.tags[0]["slug"]):
        address = address if address.startswith("/") else f"/tag/{address}/"
        page = lxml.html.fromstring(text_of(client.get(address)))
        stories = [[each.text_content() for each in page.xpath(path)] for path in (
            "//*[@class='front-lead']//h2", "//*[@class='rows']//h2",
        )]  # fmt: skip
        assert stories == [["الأحدث"], ["الأقدم"]], address


def test_a_list_of_one_story_has_no_empty_rows_under_it(client):
    author = make.make_author()
    make.publish(make.make_article(authors=[author], lead_picture=make.make_picture()))
    assert 'class="rows"' not in text_of(client.get(author.get_absolute_url()))


def test_a_section_shows_its_own_stories_and_those_below_it(client):
    main = make.make_section()
    below, beside = make.make_section(parent=main), make.make_section()
    make.publish(make.make_article(section=main, headline="في القسم نفسه"))
    make.publish(make.make_article(section=below, headline="في القسم الفرعي"))
    make.publish(make.make_article(section=beside, headline="في قسم مجاور"))
    markup = text_of(client.get(main.get_absolute_url()))
    assert "في القسم نفسه" in markup
    assert "في القسم الفرعي" in markup
    assert "في قسم مجاور" not in markup


def test_a_section_without_stories_answers_while_it_is_open(client):
    assert client.get(make.make_section().get_absolute_url()).status_code == 200
    assert client.get(make.make_section(is_active=False).get_absolute_url()).status_code == 404


def test_an_event_that_is_not_public_is_nowhere(client):
    event = make.make_event(is_public=False, title="ملتقى لم يعلن بعد")
    paper = event.documents.create(title="ورقة", file=ContentFile(b"%PDF-1.7", "x.pdf"))
    article = make.publish(make.make_article(event=event))
    assert client.get(event.get_absolute_url()).status_code == 404
    assert client.get(paper.get_absolute_url()).status_code == 404
    for address in ("/", "/events/"):
        assert "ملتقى لم يعلن بعد" not in text_of(client.get(address))
    assert event.get_absolute_url() not in text_of(client.get(canonical(article)))


def test_a_paper_of_a_public_event_is_a_download_and_nothing_else(client):
    event = make.make_event()
    paper = event.documents.create(title="البيان الختامي", file=ContentFile(b"%PDF-1.7", "x.pdf"))
    response = client.get(paper.get_absolute_url())
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content) == b"%PDF-1.7"


def test_a_paper_answers_under_its_own_event_alone(client):
    event, other = make.make_event(), make.make_event()
    paper = event.documents.create(title="ورقة", file=ContentFile(b"%PDF-1.7", "x.pdf"))
    assert client.get(f"{other.get_absolute_url()}documents/{paper.pk}/").status_code == 404


def test_a_paper_whose_file_is_lost_is_404(client):
    paper = make.make_event().documents.create(title="ورقة", file="documents/lost.pdf")
    assert client.get(paper.get_absolute_url()).status_code == 404


def test_an_event_shows_its_programme_its_people_and_what_covers_it(client):
    event = make.make_event()
    session = make.make_session(event, title="تمويل المدن")
    event.participants.create(
        session=session, honorific="سعادة", name="هدى الزدجالية", position="رئيسة الجلسة"
    )
    event.outcomes.create(text="إنشاء مرصد للمدن")
    make.publish(make.make_article(event=event, session=session, headline="المدن تبحث عن المال"))
    markup = text_of(client.get(event.get_absolute_url()))
    for words in (
        "تمويل المدن",
        "سعادة",
        "هدى الزدجالية",
        "رئيسة الجلسة",
        "إنشاء مرصد للمدن",
        "المدن تبحث عن المال",
    ):
        assert words in markup


def test_a_story_of_an_event_says_so_and_leads_there(client):
    event = make.make_event(title="منتدى المدن")
    article = make.publish(make.make_article(event=event))
    markup = text_of(client.get(canonical(article)))
    assert "ضمن تغطية" in markup
    assert f'href="{event.get_absolute_url()}"' in markup


def test_a_story_shows_every_part_that_it_has(client):
    picture = make.make_picture(caption="الميناء عند الغروب", credit="تصوير: خالد")
    author = make.make_author(name="سالم الهنائي")
    article = make.publish(
        make.make_article(
            kicker="في إطار الشراكات", headline="الميناء يتوسع", standfirst="مقدمة الخبر", place="مسقط",
            source="الرؤية", authors=[author], tags=["الموانئ"], lead_picture=picture,
            lead_alt="سفن عند الرصيف", body="<p>الفقرة الأولى.</p><h2>عنوان فرعي</h2><p>الفقرة الثانية.</p>",
        )
    )  # fmt: skip
    markup = text_of(client.get(canonical(article)))
    for words in (
        "في إطار الشراكات", "الميناء يتوسع", "مقدمة الخبر", "مسقط - الرؤية", "سالم الهنائي", "الموانئ",
        "سفن عند الرصيف", "الميناء عند الغروب", "تصوير: خالد", "<p>الفقرة الأولى.</p>", "عنوان فرعي</h2>",
    ):  # fmt: skip
        assert words in markup
    assert markup.count("<h1") == 1


def test_an_arabic_page_reads_from_the_right_and_an_english_story_from_the_left(client):
    arabic = make.publish()
    english = make.publish(
        language="en", direction="ltr", headline="Port grows", body="<p>The port grows.</p>", kind="analysis"
    )
    assert '<html lang="ar" dir="rtl">' in text_of(client.get(canonical(arabic)))
    markup = text_of(client.get(canonical(english)))
    assert '<html lang="en" dir="ltr">' in markup
    assert "Published" in markup
    assert "نُشر" in text_of(client.get(canonical(arabic)))


def test_what_the_reader_asks_for_in_headers_changes_no_language(client):
    article = make.publish()
    response = client.get(canonical(article), headers={"accept-language": "en"})
    assert '<html lang="ar" dir="rtl">' in text_of(response)
    assert "Accept-Language" not in response.get("Vary", "")


def test_the_past_shows_what_stood_there_then(rf):
    before = database_now() - timedelta(seconds=1)
    article, editor = make.publish(headline="العنوان القديم"), make.make_user("editor")
    first = copy_of(article)
    make.edit(article, by=article.owner, headline="العنوان الجديد")
    make.approve(article, editor)
    make.workflow.perform(article, "update", by=editor)
    second = copy_of(article)

    assert "العنوان القديم" not in text_of(at_moment(rf, "/", before))
    then = text_of(at_moment(rf, "/", first.live_from))
    assert "العنوان القديم" in then
    assert "العنوان الجديد" not in then
    now = text_of(at_moment(rf, "/", second.live_from))
    assert "العنوان الجديد" in now
    assert "العنوان القديم" not in now
    assert at_moment(rf, first.get_absolute_url(), first.live_from).status_code == 200
    assert at_moment(rf, first.get_absolute_url(), before).status_code == 404


def test_staff_walk_from_page_to_page_in_the_past(client):
    """The addresses in a page are percent-encoded; each must lead to its own page of that moment."""
    article = make.publish(headline="خبر الأمس")
    client.force_login(make.make_user("chief"))
    # The form takes whole seconds of the past.
    time.sleep(1.1)
    moment = timezone.localtime().strftime("%Y-%m-%dT%H:%M:%S")
    response = client.get(reverse("admin:as_of"), {"at": moment, "path": canonical(article)})
    assert response.status_code == 200
    assert "خبر الأمس" in text_of(response)


def test_nobody_keeps_a_page_of_the_past(rf):
    make.publish()
    assert at_moment(rf, "/", database_now())["Cache-Control"] == "private, no-store"


def test_a_withdrawn_story_stands_in_the_past_and_a_scheduled_one_in_the_future(rf):
    article = make.publish()
    copy = copy_of(article)
    make.withdraw(article)
    later = database_now() + timedelta(hours=1)
    coming = copy_of(make.schedule(at=later))
    assert at_moment(rf, copy.get_absolute_url(), copy.live_from).status_code == 200
    assert at_moment(rf, copy.get_absolute_url(), later).status_code == 410
    assert at_moment(rf, coming.get_absolute_url(), later).status_code == 200
