"""The library of pictures: found, narrowed, sent many at a time, described, with their rights and where they are."""

from datetime import timedelta
from importlib import import_module

import lxml.html
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import FrontLayout, Job, Picture, PictureEntry, PictureUse, Rights
from articles.pictures import accept
from articles.search import reindexing
from tests import factories as make
from tests.desk.photographs import a_photograph
from tests.desk.stories import filled_in, values_in

pytestmark = pytest.mark.django_db
LIBRARY, CHOOSER = "/admin/articles/picture/", reverse("admin:article_library")
MANY, DESCRIBE = "/admin/articles/picture/many/", "/admin/articles/picture/describe/"


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def editor(client):
    user = make.make_user("editor")
    client.force_login(user)
    return user


def in_library(client, **asked):
    return set(client.get(LIBRARY, asked).context["cl"].result_list)


def in_chooser(client, **asked):
    return {row["id"] for row in client.get(CHOOSER, asked).json()["found"]}


# Finding


@pytest.mark.parametrize(
    "typed", ["قلعه نزوي", "القلعة", "يوسف", "تراث", "nizwa", "0042", "قلع", "«قلعة نزوى»"],
)
def test_a_picture_is_found_by_every_word_about_it_in_any_spelling(client, editor, typed):
    fort = make.make_picture(
        caption="قلعةُ نزوى", alt="برج مستدير", credit="تصوير: يوسف", keywords="تراث", original_name="Nizwa_0042.jpg"
    )
    make.make_picture(caption="مطرح", alt="سوق", credit="العُمانية")

    assert in_library(client, q=typed) == {fort}
    assert in_chooser(client, q=typed) == {fort.pk}


def test_a_picture_is_found_by_its_new_words_at_once(client, editor):
    picture = make.make_picture(caption="مطرح")
    picture.caption = "صحار"
    picture.save()

    assert in_library(client, q="صحار") == {picture}
    assert in_library(client, q="مطرح") == set()


def narrowings(editor):
    """Each way to narrow, and a picture that it leaves; beside it stands one that it takes out."""
    event = make.make_event()
    section = make.make_section()
    lead = make.make_picture()
    make.make_article(editor, lead_picture=lead, section=section, event=event)
    gone = make.make_picture()
    story = make.make_article(editor, lead_picture=gone, section=section, event=event)
    make.edit(story, by=editor, lead_picture=None)
    yield {"credit": "يوسف"}, make.make_picture(credit="تصوير: يوسف العامري", caption="")
    yield {"rights": "soon"}, make.make_picture(usable_until=today(7))
    yield {"rights": "expired"}, make.make_picture(usable_until=today(-1))
    yield {"rights": "restricted"}, make.make_picture(restriction="طلبت الأسرة")
    yield {"used": "used_now"}, lead
    yield {"section": section.slug}, lead
    yield {"event": event.pk}, lead
    yield {"until": "2019-12-31"}, make.make_picture(taken_on="2019-06-05")
    yield {"lacks": "words"}, make.make_picture(credit="")
    yield {"whose": "mine"}, make.make_picture(uploaded_by=editor)


def test_the_library_and_the_chooser_are_narrowed_alike(client, editor):
    for asked, picture in [*narrowings(editor)]:
        assert in_library(client, **asked) == {picture}, asked
        assert in_chooser(client, **asked) == {picture.pk}, asked


def test_what_is_before_readers_and_what_nothing_shows_are_found(client, editor):
    live, worn, seen, shown, kept, free = (make.make_picture() for _ in range(6))
    story = make.publish(lead_picture=live, authors=[make.make_author(portrait=seen)])
    make.edit(story, by=story.owner, lead_picture=None)
    make.make_author(portrait=worn)
    make.make_event(picture=shown)
    make.make_event(picture=kept, is_public=False)

    assert in_library(client, used="before_readers") == {live, seen, shown}
    assert in_library(client, used="unused") == {free}


def test_a_journalist_narrows_by_stories_that_are_open_to_them_or_to_readers(client):
    event, writer = make.make_event(), make.make_user("journalist")
    own, hidden, live = (make.make_picture() for _ in range(3))
    make.make_article(writer, lead_picture=own, event=event)
    make.make_article(lead_picture=hidden, event=event)
    make.publish(lead_picture=live, event=event)
    client.force_login(writer)

    assert in_library(client, event=event.pk) == {own, live}


def test_what_cannot_be_understood_narrows_nothing_and_is_said(client, editor):
    picture = make.make_picture()
    response = client.get(LIBRARY, {"rights": "✗", "event": "9" * 40, "since": "أمس", "used": "x", "section": "no"})

    assert set(response.context["cl"].result_list) == {picture}
    assert set(response.context["cl"].narrowing.errors) == {"rights", "event", "since", "used", "section"}


@pytest.mark.parametrize("state", Rights)
@pytest.mark.parametrize("days", [None, -1, 0, 7, 8])
@pytest.mark.parametrize("restriction", ["", "سبب"])
def test_a_list_by_rights_agrees_with_each_picture(state, days, restriction):
    picture = make.make_picture(usable_until=None if days is None else today(days), restriction=restriction)
    picture.refresh_from_db()
    listed = Picture.objects.with_rights(state).exists()
    # What ends soon may still be used.
    also = state == Rights.USABLE and picture.rights_today == Rights.SOON

    assert listed == (picture.rights_today == state or also)


@pytest.mark.parametrize("url", [LIBRARY, CHOOSER])
def test_thirty_pictures_are_as_few_queries_as_one(client, editor, url):
    event, asked = make.make_event(), {"q": "ميناء", "rights": "usable", "used": "used_now"}
    client.get(url, asked)  # whatever a process asks but once
    for count in (1, 30):
        for _ in range(count):
            make.make_article(editor, lead_picture=make.make_picture(usable_until=today(3)), event=event)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url, asked | {"event": event.pk}).status_code == 200
        if count == 1:
            first = len(queries)
    assert len(queries) == first


def test_the_chooser_goes_on_page_by_page_and_brings_its_fields_once(client, editor):
    rows = [make.make_picture() for _ in range(30)]
    first = client.get(CHOOSER, {"narrowing": "1"}).json()
    second = client.get(CHOOSER, {"page": "2"}).json()

    assert [row["id"] for row in first["found"] + second["found"]] == [row.pk for row in reversed(rows)]
    assert (first["more"], second["more"]) == (True, False)
    assert 'id="chooser_credit"' in first["narrowing"]
    assert "narrowing" not in second
    assert client.get(CHOOSER, {"page": "9" * 300}).status_code == 200


# Many files


def test_each_of_many_files_is_taken_or_refused_with_its_own_reason(client, editor):
    known = accept(a_photograph(size=(50, 40)), by=None, alt="ميناء", caption="الميناء مساء")
    files = [
        a_photograph("new.jpg"),
        SimpleUploadedFile("صفحة.jpg", b"<html>", "image/jpeg"),
        a_photograph("again.jpg", size=(50, 40)),
    ]
    page = client.post(MANY, {"files": files})

    taken = page.context["taken"]
    assert [each.name for each in taken if each.is_new] == ["new.jpg"]
    assert [each.name for each in taken if each.picture is None] == ["صفحة.jpg"]
    assert "هذه الصورة موجودة في المكتبة." in page.text
    assert reverse("admin:articles_picture_change", args=[known.pk]) in page.text
    new = Picture.objects.exclude(pk=known.pk).get()
    assert f"{DESCRIBE}?pk={new.pk}" in page.text
    assert Job.objects.get().payload == {"picture": new.pk}


def test_a_script_sends_one_file_and_hears_what_became_of_it(client, editor):
    def sent(file):
        return client.post(MANY, {"files": file} if file else {}, HTTP_ACCEPT="application/json").json()

    new, again, nothing = sent(a_photograph()), sent(a_photograph("other.jpg")), sent(None)

    assert (new["is_new"], again["is_new"], again["id"]) == (True, False, new["id"])
    assert again["said"] == "هذه الصورة موجودة في المكتبة."
    assert nothing == {"error": {"message": "لم يصل أي ملف. اختر الصورة من جديد."}}
    assert Picture.objects.count() == 1


def test_the_form_for_one_leads_to_the_picture_that_is_there_already(client, editor):
    known = accept(a_photograph(), by=None, alt="ميناء")
    page = client.post("/admin/articles/picture/add/", {"file": a_photograph(), "alt": "ميناء آخر"})

    assert reverse("admin:articles_picture_change", args=[known.pk]) in page.context["adminform"].form.errors["file"][0]
    assert Picture.objects.get() == known


def test_the_story_takes_the_picture_that_is_there_already(client, editor):
    known = accept(a_photograph(), by=None, alt="ميناء", caption="الميناء")
    answer = client.post(reverse("admin:article_upload"), {"upload": a_photograph()}).json()

    assert (answer["id"], answer["alt"], answer["said"]) == (known.pk, "ميناء", "هذه الصورة موجودة في المكتبة.")


# Describing


def together(*pictures):
    """The address at which `pictures` are described together."""
    return f"{DESCRIBE}?" + "&".join(f"pk={picture.pk}" for picture in pictures)


def described(client, pictures, shared=None, **own):
    data = filled_in(client, together(*pictures))
    data |= {f"all-{name}": value for name, value in (shared or {}).items()}
    return data | {f"p{picture.pk}-{name}": value for picture in pictures for name, value in own.items()}


def change_address(picture):
    return reverse("admin:articles_picture_change", args=[picture.pk])


def test_what_all_share_fills_what_each_does_not_say(client, editor):
    bare, full = make.make_picture(credit="", keywords=""), make.make_picture(credit="العُمانية", keywords="مسقط")
    shared = {"credit": "تصوير: يوسف", "keywords": "ملتقى، مسقط", "rights": "مرة واحدة", "usable_until": "2027-01-31"}

    data = described(client, [bare, full], shared, alt="نص بديل")
    answer = client.post(together(bare, full), data)

    assert answer.status_code == 302
    for picture in (bare, full):
        picture.refresh_from_db()
    assert (bare.credit, bare.keywords, bare.alt) == ("تصوير: يوسف", "ملتقى، مسقط", "نص بديل")
    assert (full.credit, full.keywords, full.rights) == ("العُمانية", "مسقط، ملتقى", "مرة واحدة")
    assert str(full.usable_until) == "2027-01-31"


def test_nothing_is_saved_and_nothing_is_lost_while_one_line_is_wrong(client, editor):
    first, second = make.make_picture(), make.make_picture()
    data = described(client, [first, second], alt="نص بديل جديد") | {f"p{second.pk}-caption": "ك" * 401}
    page = client.post(together(first, second), data)

    assert page.status_code == 200
    assert page.text.count("نص بديل جديد") == 2
    assert [list(form.errors) for form in page.context["each"]] == [["caption"], []]
    assert not Picture.objects.filter(alt="نص بديل جديد").exists()


def test_a_journalist_states_the_rights_of_own_pictures_alone(client):
    writer = make.make_user("journalist")
    client.force_login(writer)
    own, other = make.make_picture(uploaded_by=writer), make.make_picture(uploaded_by=make.make_user("journalist"))
    client.post(together(own, other), described(client, [own, other], {"rights": "مُشاع"}))
    for picture in (own, other):
        address = change_address(picture)
        client.post(address, filled_in(client, address) | {"copyright": "الرؤية"})
        picture.refresh_from_db()

    assert (own.copyright, other.copyright, other.rights) == ("الرؤية", "", "")


@pytest.mark.parametrize("role, after", [("journalist", "طلبت الأسرة"), ("editor", "")])
def test_only_an_editor_takes_back_a_restriction(client, role, after):
    user = make.make_user(role)
    client.force_login(user)
    picture = make.make_picture(uploaded_by=user, restriction="طلبت الأسرة")

    client.post(change_address(picture), filled_in(client, change_address(picture)) | {"restriction": ""})

    picture.refresh_from_db()
    assert picture.restriction == after


def test_what_was_found_is_described_together_from_the_list(client):
    photographer = make.make_user("photographer")
    client.force_login(photographer)
    bare = [make.make_picture(uploaded_by=photographer, alt="") for _ in range(2)]
    make.make_picture(uploaded_by=photographer)

    assert f"{LIBRARY}?whose=mine&amp;lacks=words" in client.get("/admin/").text
    page = client.get(LIBRARY, {"whose": "mine", "lacks": "words"}).text

    assert f'href="{DESCRIBE}?pk={bare[1].pk}&amp;pk={bare[0].pk}"' in page
    assert DESCRIBE not in client.get(LIBRARY).text


def test_odd_addresses_of_the_page_are_empty_pages(client, editor):
    for asked in ("", "?pk=x", "?pk=" + "9" * 40, "?pk=٣"):
        assert client.get(DESCRIBE + asked).status_code == 200


# Two people, one picture


@pytest.fixture
def colleague():
    """Another editor with a browser of their own."""
    other = Client()
    other.force_login(make.make_user("editor"))
    return other


def test_what_two_people_wrote_in_different_fields_is_kept_together(client, editor, colleague):
    picture = make.make_picture(caption="ميناء", credit="الرؤية")
    address = change_address(picture)
    mine, theirs = filled_in(client, address), filled_in(colleague, address)

    colleague.post(address, theirs | {"credit": "العُمانية", "usable_until": "2030-01-31", "restriction": "طلبت الأسرة"})
    answer = client.post(address, mine | {"caption": "ميناء مطرح", "focal_x": "0.25"}, follow=True)

    picture.refresh_from_db()
    assert (picture.caption, picture.focal_x, picture.credit) == ("ميناء مطرح", 0.25, "العُمانية")
    assert (str(picture.usable_until), picture.restriction) == ("2030-01-31", "طلبت الأسرة")
    assert "بقي ما غُيّر في أثناء كتابتك: المصدر، يجوز استعمالها حتى" in answer.text


def test_what_both_wrote_in_one_field_is_refused_once_and_written_over_knowingly(client, editor, colleague):
    picture = make.make_picture(caption="ميناء", credit="الرؤية")
    address = change_address(picture)
    mine, theirs = filled_in(client, address), filled_in(colleague, address)

    colleague.post(address, theirs | {"caption": "ميناء صور", "credit": "العُمانية"})
    refused = client.post(address, mine | {"caption": "ميناء مطرح"})

    errors = refused.context["adminform"].form.errors
    assert errors == {"caption": ["غيّره غيرك في أثناء كتابتك، وهو الآن «ميناء صور». احفظ من جديد ليبقى ما كتبتَه."]}
    picture.refresh_from_db()
    assert (picture.caption, picture.credit) == ("ميناء صور", "العُمانية")
    again = values_in(lxml.html.fromstring(refused.text).get_element_by_id("picture_form"))
    assert (again["caption"], again["credit"]) == (["ميناء مطرح"], ["العُمانية"])
    assert client.post(address, again).status_code == 302
    picture.refresh_from_db()
    assert (picture.caption, picture.credit) == ("ميناء مطرح", "العُمانية")


def test_a_save_that_does_not_say_what_it_was_based_on_writes_over_nothing(client, editor):
    picture = make.make_picture(caption="ميناء")
    sent = filled_in(client, change_address(picture)) | {"caption": "سوق"}

    for traces in ("", "{", "[1]", '{"caption": ["x"]}', "9" * 5000, "[" * 100_000):
        page = client.post(change_address(picture), sent | {"opened": traces})
        assert list(page.context["adminform"].form.errors) == ["caption"], traces


def test_pictures_described_together_keep_what_a_colleague_said_of_one(client, editor, colleague):
    first, second = make.make_picture(caption="ميناء"), make.make_picture(caption="سوق", credit="الرؤية")
    address = together(first, second)
    mine = described(client, [first, second], keywords="مسقط")

    theirs = filled_in(colleague, change_address(second)) | {"credit": "", "caption": "سوق نزوى"}
    colleague.post(change_address(second), theirs)
    answer = client.post(address, mine, follow=True)

    second.refresh_from_db()
    assert (second.keywords, second.caption, second.credit) == ("مسقط", "سوق نزوى", "")
    assert "بقي ما غُيّر في أثناء كتابتك: التعليق، المصدر." in answer.text

    stale = mine | {f"p{second.pk}-caption": "سوق صحار", f"p{first.pk}-caption": "ميناء صحار"}
    page = client.post(address, stale)

    told = "غيّره غيرك في أثناء كتابتك، وهو الآن «سوق نزوى». احفظ من جديد ليبقى ما كتبتَه."
    assert [form.errors for form in page.context["each"]] == [{"caption": [told]}, {}]
    first.refresh_from_db()
    assert first.caption == "ميناء"
    again = {name: values[0] for name, values in values_in(lxml.html.fromstring(page.text).forms[-1]).items()}
    assert client.post(address, again).status_code == 302
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.caption, second.caption, second.credit) == ("ميناء صحار", "سوق صحار", "")


# Where it is used


def change_page(client, picture):
    return client.get(reverse("admin:articles_picture_change", args=[picture.pk])).text


def test_the_page_says_where_it_is_used_and_how_the_story_stands(client, editor):
    picture = make.make_picture()
    story = make.publish(lead_picture=picture, headline="افتتاح الملتقى")
    FrontLayout.objects.create(stories=[story.public_id])

    page = change_page(client, picture)

    assert "افتتاح الملتقى" in page
    assert "منشورة، كما يراها القارئ." in page
    assert '<li><a href="/">الصفحة الأولى</a></li>' in page


def test_stories_that_are_not_the_persons_to_open_are_counted_and_not_named(client):
    picture, writer = make.make_picture(), make.make_user("journalist")
    make.make_article(writer, lead_picture=picture, headline="مادتي")
    make.make_article(lead_picture=picture, headline="مادة سرية")
    make.edit(story := make.make_article(lead_picture=picture), by=story.owner, lead_picture=None)
    client.force_login(writer)

    page = change_page(client, picture)

    assert "مادتي" in page
    assert "مادة سرية" not in page
    assert "مادة أخرى ليست لك صلاحية فتحها" in page
    assert "في نسخ سابقة محفوظة من مادة واحدة" in page


def test_where_it_is_used_costs_as_few_queries_for_thirty_stories_as_for_one(client, editor):
    picture = make.make_picture()
    change_page(client, picture)  # whatever a process asks but once
    for count in (1, 30):
        for _ in range(count):
            make.make_article(editor, lead_picture=picture)
        with CaptureQueriesContext(connection) as queries:
            change_page(client, picture)
        if count == 1:
            first = len(queries)
    assert len(queries) == first


# The first page of the desk


def test_an_editor_is_told_of_pictures_before_readers_whose_rights_end(client, editor):
    for days in (-2, 3, 7, 8):
        make.publish(lead_picture=make.make_picture(usable_until=None))
        Picture.objects.filter(pk=Picture.objects.latest("pk").pk).update(usable_until=today(days))
    make.make_article(lead_picture=make.make_picture(usable_until=today(1)))

    page = client.get("/admin/")

    assert page.context["board"]["rights"] == {"expired": 1, "soon": 2, "restricted": 0, "any": True}
    assert len(in_library(client, rights="soon", used="before_readers")) == 2
    assert f"{LIBRARY}?rights=soon&amp;used=before_readers" in page.text


def test_a_writer_is_not_told_of_the_rights_of_pictures(client):
    client.force_login(make.make_user("journalist"))
    assert "rights" not in client.get("/admin/").context["board"]


# Beside the library


def test_more_files_than_are_read_at_once_are_refused_in_arabic(client, editor):
    response = client.post(MANY, {"files": [a_photograph(f"{number}.jpg") for number in range(21)]})

    assert response.status_code == 400
    assert "أرسل عشرين منها على الأكثر" in response.text
    assert not Picture.objects.exists()


@pytest.mark.parametrize("barred", [{"usable_until": "2020-01-31"}, {"restriction": "طلبت الأسرة"}])
def test_a_portrait_that_readers_would_see_at_once_is_one_that_may_be_published(client, editor, barred):
    author, portrait = make.make_author(), make.make_picture(**barred)
    change = reverse("admin:articles_author_change", args=[author.pk])
    data = filled_in(client, change) | {"portrait": portrait.pk}

    assert list(client.post(change, data).context["adminform"].form.errors) == ["portrait"]
    type(author).objects.filter(pk=author.pk).update(portrait=portrait)
    assert client.post(change, data).status_code == 302


def test_the_uses_of_an_archive_are_found_in_its_saved_copies(editor):
    """The migration that fills them, over stories that were there before."""
    lead, inside, gone = (make.make_picture() for _ in range(3))
    figure = f'<figure class="image"><img src="{inside.desk_url}" alt="ميناء"></figure>'
    story = make.make_article(editor, lead_picture=gone, body=f"<p>نص.</p>{figure}")
    make.edit(story, by=editor, lead_picture=lead)
    make.make_article(editor)
    make.make_article(editor, lead_picture=lead)
    before = set(PictureUse.objects.values_list("article", "picture", "is_current"))
    PictureUse.objects.all().delete()

    import_module("articles.migrations.0017_fill_picture_uses").fill(apps, None)

    assert set(PictureUse.objects.values_list("article", "picture", "is_current")) == before
    assert len(before) == 4


def test_pictures_come_back_into_a_lost_index(client, editor):
    picture = make.make_picture(caption="قلعة نزوى")
    PictureEntry.objects.all().delete()
    assert in_library(client, q="نزوى") == set()

    assert sum(reindexing.reindex()) >= 1
    assert in_library(client, q="نزوى") == {picture}
