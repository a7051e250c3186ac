"""Reports of every shape come apart into their parts, and their paragraphs word for word."""

from pathlib import Path

import pytest

from articles.arabic.report import decode
from articles.arabic.word_document import read_file

SAMPLES = Path(__file__).parent / "samples"
COMMISSIONED = Path(__file__).parents[3] / "shared" / "samples" / "report.txt"

PARTS = ("kicker", "headline", "standfirst", "place", "source", "byline")

# What stands over the story, and how its body is made.
EXPECTED = {
    "kicker.txt": (
        {
            "kicker": "برعاية جمعية المهندسين",
            "headline": "انطلاق ملتقى صيانة الأفلاج في نزوى بمشاركة 40 خبيرًا",
            "place": "نزوى",
            "source": "الرؤية",
        },
        ["paragraph", "paragraph"],
    ),
    "no_kicker.txt": (
        {"headline": "افتتاح مكتبة عامة في ولاية سمائل", "place": "سمائل", "source": "الرؤية"},
        ["paragraph", "paragraph", "paragraph"],
    ),
    "two_line_headline.txt": (
        {
            "kicker": "ضمن خطة لتطوير الأسواق القديمة",
            "headline": "ترميم سوق الخابورة يبدأ مطلع العام ويحفظ واجهاته الطينية",
            "place": "الخابورة",
            "source": "الرؤية",
        },
        ["paragraph", "paragraph"],
    ),
    "agency_dateline.txt": (
        {"headline": "إنتاج التمور يرتفع في محافظة الظاهرة", "place": "مسقط", "source": "العُمانية"},
        ["paragraph", "paragraph"],
    ),
    "lists.txt": (
        {
            "kicker": "في ختام ملتقى المياه",
            "headline": "عشر توصيات لترشيد الري في المزارع الصغيرة",
            "place": "نزوى",
            "source": "الرؤية",
        },
        ["paragraph", "bullets", "paragraph", "numbers", "paragraph"],
    ),
    "numbers.txt": (
        {"headline": "أرباح «ميناء الشمال» تنمو 14.5% في تسعة أشهر", "place": "صحار", "source": "الرؤية"},
        ["paragraph", "paragraph", "paragraph", "paragraph"],
    ),
    "windows.cp1256": (
        {
            "kicker": "بحضور عدد من الأكاديميين",
            "headline": "جامعة صحار تناقش مستقبل اللغات في التعليم",
            "place": "صحار",
            "source": "الرؤية",
        },
        ["paragraph", "paragraph"],
    ),
    "crlf_bom.txt": (
        {
            "kicker": "للعام الثالث على التوالي",
            "headline": "فريق «الصقور» يتوج ببطولة الطائرة الشاطئية",
            "place": "صور",
            "source": "الرؤية",
        },
        ["paragraph", "paragraph"],
    ),
    "utf16.txt": (
        {"headline": "معرض للخط العربي في بيت الفنون", "place": "مسقط", "source": "الرؤية"},
        ["paragraph"],
    ),
    "whatsapp_forward.txt": (
        {
            "headline": "انطلاق مهرجان الصيادين في صحم بمشاركة 40 قاربًا",
            "place": "صحم",
            "source": "خاص",
        },
        ["paragraph", "bullets", "paragraph"],
    ),
    "glued_dateline.txt": (
        {
            "kicker": "خلال زيارة استمرت ثلاثة أيام",
            "headline": "وفد تجاري يبحث فرص الاستثمار في الدقم",
            "place": "الدقم",
            "source": "العُمانية",
        },
        ["paragraph", "paragraph"],
    ),
    "subheadings.txt": (
        {"headline": "حملة تطوعية تنظف 20 كيلومترًا من سواحل مصيرة", "place": "مصيرة", "source": "الرؤية"},
        ["paragraph", "heading", "paragraph", "heading", "paragraph"],
    ),
    "standfirst.txt": (
        {
            "kicker": "بعد عامين من التجارب",
            "headline": "باحثون عُمانيون يطورون لبنات بناء من سعف النخيل",
            "standfirst": "اللبنة الجديدة أخف من الخرسانية بالثلث وتعزل الحرارة مرتين أكثر منها، "
            "ويأمل الباحثون أن تدخل السوق العام المقبل.",
            "place": "مسقط",
            "source": "الرؤية",
        },
        ["paragraph", "paragraph"],
    ),
    "interview.txt": (
        {"headline": "الروائية شمسة الحارثي: القرية علمتني الإصغاء", "byline": "مريم السعدية"},
        ["paragraph", "question", "paragraph", "question", "paragraph", "question", "paragraph"],
    ),
    "byline.txt": (
        {
            "headline": "سوق السمك في مطرح يستعد لاستقبال الزوار ليلًا",
            "place": "مطرح",
            "byline": "سالم الهنائي",
        },
        ["paragraph", "paragraph"],
    ),
    "wrapped_mail.txt": (
        {
            "headline": "جمعية المعلمين تكرم المتقاعدين في حفلها السنوي",
            "place": "البريمي",
            "source": "الرؤية",
        },
        ["paragraph", "paragraph"],
    ),
    "site_copy.txt": (
        {"headline": "توسعة مركز القلب في مستشفى الرستاق", "place": "الرستاق", "source": "العُمانية"},
        ["paragraph", "paragraph"],
    ),
    "english.txt": (
        {
            "kicker": "As part of the winter season",
            "headline": "Nizwa opens its restored souq to evening visitors",
            "place": "NIZWA",
        },
        ["paragraph", "paragraph"],
    ),
    "labelled.txt": (
        {
            "kicker": "بالتعاون مع المدارس",
            "headline": "مشتل محوت يوزع ألفي شتلة غاف",
            "place": "محوت",
            "source": "دائرة الزراعة بمحوت",
        },
        ["paragraph", "paragraph"],
    ),
}

SET_ASIDE = {
    "agency_dateline.txt": [("في 18 أكتوبر", "date"), ("العُمانية", "repeated")],
    "whatsapp_forward.txt": [
        ("[23/11/2026, 10:15:32 ص] مكتب صحم:", "stamp"),
        ("تمت إعادة توجيهه", "forwarded"),
        ("[23/11/2026, 10:15:33 ص] مكتب صحم:", "stamp"),
        ("<تم استبعاد الوسائط>", "media"),
        ("#صحم #مهرجان_الصيادين", "tags"),
        ("تابعونا على الإنستجرام", "follow"),
    ],
    "interview.txt": [("حاورتها", "label")],
    "site_copy.txt": [
        ("الرئيسية > محليات", "navigation"),
        ("الأحد 22 نوفمبر 2026 - 08:40 م", "date"),
        ("فيسبوك تويتر واتساب", "share"),
        ("طباعة الخبر", "print"),
        ("اقرأ أيضًا: حملة للتبرع بالدم في ولاية بركاء", "related"),
        ("عدد المشاهدات: 1,204", "views"),
        ("تم النسخ", "share"),
        ("أخبار ذات صلة", "related"),
        ("افتتاح عيادة للأسنان في نخل", "related"),
        ("دورة في الإسعافات الأولية للمعلمين", "related"),
        ("جميع الحقوق محفوظة © 2026", "copyright"),
    ],
    "english.txt": [("Share this", "share")],
    "labelled.txt": [
        ("العنوان التمهيدي", "label"),
        ("العنوان", "label"),
        ("المصدر", "label"),
        ("المكان", "label"),
    ],
}


def read(name):
    return read_file((SAMPLES / name).read_bytes())


@pytest.mark.parametrize("name", EXPECTED)
def test_what_stands_over_a_story_is_told_apart(name):
    report = read(name)
    expected, kinds = EXPECTED[name]
    assert {part: getattr(report, part) for part in PARTS if getattr(report, part)} == expected
    assert [block.kind for block in report.blocks] == kinds


@pytest.mark.parametrize("name", EXPECTED)
def test_what_does_not_belong_to_a_story_is_set_aside_with_its_reason(name):
    assert [(entry.text, entry.reason) for entry in read(name).set_aside] == SET_ASIDE.get(name, [])


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"wrapped_mail.txt"}))
def test_a_paragraph_is_a_line_of_the_file_letter_by_letter(name):
    text = decode((SAMPLES / name).read_bytes())
    for paragraph in read(name).paragraphs:
        assert any(line.rstrip().endswith(paragraph) for line in text.splitlines())


def test_wrapped_lines_are_one_paragraph_again():
    text = (SAMPLES / "wrapped_mail.txt").read_text("utf-8")
    assert read("wrapped_mail.txt").paragraphs == [
        block.replace("\n", " ").strip() for block in text.split("\n\n")[2:]
    ]


def test_every_sample_has_its_expectation():
    assert {path.name for path in SAMPLES.glob("[a-z]*")} == set(EXPECTED)


@pytest.mark.skipif(not COMMISSIONED.exists(), reason="the report that came with the commission is not here")
def test_the_commissioned_report_comes_out_word_for_word():
    report = read_file(COMMISSIONED.read_bytes())
    lines = [line for line in COMMISSIONED.read_text("utf-8").splitlines() if line.strip()]
    assert (report.kicker, report.headline) == (lines[0], lines[1])
    assert report.kicker == "في إطار تكريس الأدوار لبناء شراكات مستدامة"
    assert report.headline == "بلدية مسقط تشارك في اجتماع منظمة المدن العربية الثامن عشر بالأردن"
    assert (report.place, report.source, report.standfirst, report.byline) == ("مسقط", "الرؤية", "", "")
    assert report.paragraphs == lines[3:7]
    assert [(entry.text, entry.reason) for entry in report.set_aside] == [("تعليق عبر الفيس بوك", "share")]
