"""«ألصق الخبر»: what is pasted is shown before it is saved, and no line of it is lost."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, Transition
from tests import factories as make
from tests.browser import PHONE
from tests.desk.stories import writer_signed_in

pytestmark = pytest.mark.django_db

KICKER = "برعاية جمعية المهندسين"
HEADLINE = "انطلاق ملتقى صيانة الأفلاج في نزوى بمشاركة خبراء"
PARAGRAPHS = [
    "انطلقت في نزوى صباح أمس أعمال ملتقى صيانة الأفلاج بمشاركة أربعين خبيرًا من المحافظات كلها،"
    " ويستمر الملتقى ثلاثة أيام تتخللها زيارات ميدانية إلى خمسة أفلاج.",
    "وقال رئيس اللجنة المنظمة إن الملتقى يجمع أصحاب الخبرة بالمهندسين الشباب، وإن توصياته ستُرفع إلى"
    " الجهات المعنية قبل نهاية الشهر الجاري لتُدرج في خطط العام المقبل.",
]
BODY = "\n".join(f"<p>{text}</p>" for text in PARAGRAPHS)
CAPTION = "تعليق عبر الفيس بوك"
TEXT = "\n\n".join([KICKER, HEADLINE, "نزوى - الرؤية", *PARAGRAPHS, CAPTION])


@pytest.fixture
def writer(client):
    return writer_signed_in(client)


@pytest.fixture
def address():
    return reverse("admin:article_paste")


def confirmed(page, **changed):
    """What the second page posts as it stands, with `changed` typed into it."""
    form = page.context["form"]
    posted = {name: form[name].value() or "" for name in form.fields if name != "bylines"}
    lines = form["bylines"].value()
    posted |= {
        "bylines-author": [key for key, _role in lines],
        "bylines-role": [role for _key, role in lines],
        "aside": [line.text for line in page.context["aside"]],
        "why": [line.reason for line in page.context["aside"]],
        "_confirm": "1",
    }
    return posted | changed


def a_file(data, name="report.txt"):
    return SimpleUploadedFile(name, data)


def test_what_was_recognised_is_shown_and_nothing_is_saved(client, writer, address):
    page = client.post(address, {"text": TEXT})
    form = page.context["form"]
    assert [form[name].value() for name in ("kicker", "headline", "place", "source")] == [
        KICKER, HEADLINE, "نزوى", "الرؤية",
    ]  # fmt: skip
    assert form["body"].value() == BODY
    assert [line.text for line in page.context["aside"]] == [CAPTION]
    assert Article.objects.count() == 0


def test_confirming_makes_a_draft_of_the_writer(client, writer, address):
    section = make.make_section()
    page = client.post(address, {"text": TEXT})
    answer = client.post(address, confirmed(page, section=section.pk, kind="report"))
    article = Article.objects.get()
    assert answer.headers["Location"] == reverse("admin:articles_article_change", args=[article.pk])
    assert (article.owner, article.desk_state, article.section) == (writer, "draft", section)
    assert (article.kicker, article.headline, article.kind) == (KICKER, HEADLINE, "report")
    assert article.body == BODY
    assert [line.author.name for line in article.bylines.all()] == ["سالم الهنائي"]
    assert Transition.objects.get().action == "create"
    assert article.version == 1


def test_a_line_set_aside_comes_back_when_it_is_ticked(client, writer, address):
    page = client.post(address, {"text": TEXT})
    client.post(address, confirmed(page, back=["0"]))
    assert Article.objects.get().body.endswith(f"<p>{CAPTION}</p>")


def test_the_names_over_a_report_go_to_the_notes(client, writer, address):
    named = TEXT.replace("نزوى - الرؤية", "نزوى - الرؤية\n\nكتب: راشد المعمري")
    page = client.post(address, {"text": named})
    client.post(address, confirmed(page))
    assert "راشد المعمري" in Article.objects.get().notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_a_text_file_is_read_in_every_common_encoding(client, writer, address, encoding):
    page = client.post(address, {"file": a_file(TEXT.encode(encoding))})
    assert page.context["form"]["headline"].value() == HEADLINE


def test_a_word_file_is_read(client, writer, address):
    document, stream = docx.Document(), io.BytesIO()
    for line in TEXT.split("\n\n"):
        document.add_paragraph(line)
    document.save(stream)
    page = client.post(address, {"file": a_file(stream.getvalue(), "report.docx")})
    assert page.context["form"]["headline"].value() == HEADLINE
    assert PARAGRAPHS[1] in page.context["form"]["body"].value()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "لا نص في الملف: هو صورة أو ملف PDF أو ما يشبههما."),
        (b"", "الملف فارغ."),
        ("خبر ".encode() * 200_000, "الملف أكبر من 1 ميغابايت."),
    ],
    ids=["binary", "empty", "large"],
)
def test_a_file_that_is_no_report_is_refused_beside_its_field(client, writer, address, data, reason):
    page = client.post(address, {"file": a_file(data)})
    assert page.context["form"].errors == {"file": [reason]}
    assert reason in page.content.decode()


def test_a_refused_text_stays_in_its_box(client, writer, address):
    page = client.post(address, {"text": "كلمة"})
    assert page.context["form"].errors == {"text": ["النص كلمة واحدة."]}
    assert ">\nكلمة</textarea>" in page.content.decode()


def test_a_text_and_a_file_at_once_are_not_guessed_at(client, writer, address):
    page = client.post(address, {"text": TEXT, "file": a_file(TEXT.encode())})
    assert list(page.context["form"].errors) == ["file"]
    assert PARAGRAPHS[0] in page.content.decode()


def test_bad_input_on_the_second_page_keeps_everything(client, writer, address):
    page = client.post(address, {"text": TEXT})
    again = client.post(
        address, confirmed(page, headline="طويل " * 60, standfirst="مقدمة كتبتها", back=["0"])
    )
    assert list(again.context["form"].errors) == ["headline"]
    assert again.context["form"]["standfirst"].value() == "مقدمة كتبتها"
    assert [(line.text, line.back) for line in again.context["aside"]] == [(CAPTION, True)]
    assert PARAGRAPHS[0] in again.content.decode()
    assert Article.objects.count() == 0


def test_nobody_signs_with_another_persons_name(client, writer, address):
    other = make.make_author(name="كاتبة أخرى", user=make.make_user("journalist"))
    page = client.post(address, {"text": TEXT})
    again = client.post(address, confirmed(page, **{"bylines-author": [other.pk], "bylines-role": [""]}))
    assert list(again.context["form"].errors) == ["bylines"]
    assert Article.objects.count() == 0


def test_markup_in_a_report_or_in_a_forged_post_is_only_words(client, writer, address):
    page = client.post(address, {"text": TEXT.replace("صباح أمس", "<script>alert(1)</script>")})
    client.post(
        address, confirmed(page, body="<p>نص</p><script>alert(1)</script><img src=x onerror=alert(1)>")
    )
    assert Article.objects.get().body == "<p>نص</p>"


@pytest.mark.parametrize("role", ["photographer", "administrator"])
def test_who_may_not_write_stories_may_not_paste_them(client, address, role):
    client.force_login(make.make_user(role))
    assert client.get(address).status_code == 403
    assert client.post(address, {"text": TEXT}).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pasting_on_a_phone(visitor, address):
    writer = make.make_user("journalist")
    make.make_author(name="سالم الهنائي", user=writer)
    page = visitor(writer, viewport=PHONE, is_mobile=True, has_touch=True)
    page.goto(address)
    page.fill("#id_text", TEXT)
    page.get_by_role("button", name="اقرأ الخبر").tap()
    page.wait_for_selector(".ck-editor__editable")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator(".ck-editor__editable").press_sequentially("أضفتها ")
    page.get_by_label(CAPTION).check()
    page.get_by_role("button", name="اجعله مادة").tap()
    page.wait_for_url("**/change/")
    body = Article.objects.get().body
    assert "أضفتها" in body
    assert all(text in body for text in (PARAGRAPHS[1], CAPTION))
