"""The first page of the desk, by role."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.admin.shelves import SHELVES
from articles.pictures import accept
from tests import factories as make
from tests.desk.photographs import a_photograph

pytestmark = pytest.mark.django_db


def board_of(client, user):
    client.force_login(user)
    return client.get("/admin/").context["board"]


def panels_of(client, user):
    return {panel.shelf.key: panel for panel in board_of(client, user)["panels"]}


def headlines(panel):
    return [row["story"].headline for row in panel.rows]


def test_a_writer_finds_drafts_what_came_back_what_is_read_and_what_is_live(client):
    writer, editor = make.make_user("journalist"), make.make_user("editor")
    make.make_article(writer, headline="مسودة")
    make.submit(make.make_article(writer, headline="عند المحرر"))
    make.publish(make.make_article(writer, headline="منشورة"), by=editor)
    returned = make.submit(make.make_article(writer, headline="معادة"))
    workflow.perform(returned, "return", by=editor, note="أضف مصدرًا ثانيًا.")
    make.publish(headline="لزميل")

    panels = panels_of(client, writer)

    assert list(panels) == ["my-returned", "my-due", "my-drafts", "offered", "my-submitted", "my-live"]
    assert headlines(panels["my-returned"]) == ["معادة"]
    assert headlines(panels["my-drafts"]) == ["مسودة"]
    assert headlines(panels["my-submitted"]) == ["عند المحرر"]
    assert headlines(panels["my-live"]) == ["منشورة"]


def test_what_came_back_shows_what_the_editor_wrote(client):
    writer, editor = make.make_user("journalist"), make.make_user("editor", name="مريم البلوشي")
    article = make.submit(make.make_article(writer))
    workflow.perform(article, "return", by=editor, note="الملاحظة الأولى")
    make.submit(article)
    workflow.perform(article, "return", by=editor, note="أضف مصدرًا ثانيًا.")
    client.force_login(writer)

    page = client.get("/admin/").text

    assert "أضف مصدرًا ثانيًا." in page
    assert "مريم البلوشي" in page
    assert "الملاحظة الأولى" not in page


def test_an_editor_finds_the_oldest_submission_first_and_only_of_the_sections_answered_for(client):
    home, sport = make.make_section(), make.make_section()
    editor = make.make_user("editor", sections=[home])
    third, first, second = (
        make.make_article(section=home, headline=name) for name in ("الثالثة", "الأولى", "الثانية")
    )
    for article in (first, second, third):
        make.submit(article)
    make.submit(make.make_article(section=sport, headline="لقسم آخر"))

    assert headlines(panels_of(client, editor)["waiting"]) == ["الأولى", "الثانية", "الثالثة"]


def test_an_editor_finds_what_is_approved_scheduled_changed_and_returned(client):
    editor = make.make_user("editor")
    make.approve(make.make_article(headline="معتمدة"), editor)
    make.schedule(make.make_article(headline="مجدولة"), editor)
    make.publish(make.make_article(headline="منشورة"), editor)
    changed = make.publish(make.make_article(headline="نص قديم"), editor)
    make.edit(changed, by=changed.owner, headline="نص جديد")
    returned = make.submit(make.make_article(headline="معادة"))
    workflow.perform(returned, "return", by=editor, note="راجعها")

    panels = panels_of(client, editor)

    assert headlines(panels["ready"]) == ["معتمدة"]
    assert headlines(panels["scheduled"]) == ["مجدولة"]
    assert headlines(panels["changed"]) == ["نص جديد"]
    assert headlines(panels["returned"]) == ["معادة"]
    assert headlines(panels["waiting"]) == []


def test_an_approved_update_of_a_live_story_still_waits_to_be_published(client):
    editor = make.make_user("editor")
    article = make.publish(make.make_article(headline="الأول"), editor)
    make.edit(article, by=article.owner, headline="الثاني")
    make.approve(article, editor)

    panels = panels_of(client, editor)

    assert headlines(panels["ready"]) == ["الثاني"]
    assert headlines(panels["changed"]) == ["الثاني"]


def test_scheduled_stories_stand_in_the_order_of_their_times(client):
    editor = make.make_user("editor")
    now = timezone.now()
    make.schedule(make.make_article(headline="بعد ساعتين"), editor, at=now + timedelta(hours=2))
    make.schedule(make.make_article(headline="غدًا"), editor, at=now + timedelta(days=1))
    make.schedule(make.make_article(headline="بعد ساعة"), editor, at=now + timedelta(hours=1))

    panel = panels_of(client, editor)["scheduled"]

    assert headlines(panel) == ["بعد ساعة", "بعد ساعتين", "غدًا"]
    assert panel.rows[0]["when"] == now + timedelta(hours=1)


def test_an_editor_is_told_which_submissions_somebody_else_must_decide(client):
    editor = make.make_user("editor")
    make.submit(make.make_article(editor, headline="كتبتُها"))
    make.submit(make.make_article(headline="كتبها غيري"))

    rows = panels_of(client, editor)["waiting"].rows

    assert {row["story"].headline: row["needs_another"] for row in rows} == {
        "كتبتُها": True,
        "كتبها غيري": False,
    }


@pytest.mark.parametrize("role", ["journalist", "editor"])
def test_a_count_and_the_list_behind_it_agree(client, role):
    user, editor = make.make_user(role), make.make_user("editor")
    make.make_article(user)
    make.submit(make.make_article(user))
    make.approve(make.make_article(user), editor)
    make.schedule(make.make_article(user), editor)
    live = make.publish(make.make_article(user), editor)
    make.publish(make.make_article(user), editor)
    make.edit(live, by=user, headline="تغيّر العنوان بعد النشر")
    workflow.perform(make.submit(make.make_article(user)), "return", by=editor, note="راجعها")
    late = timezone.now() - timedelta(hours=1)
    workflow.perform(make.make_article(user), "assign", by=editor, assignee=user, due_at=late)
    workflow.perform(make.make_article(editor), "offer", by=editor)

    for panel in panels_of(client, user).values():
        listed = client.get(panel.url).context["cl"].queryset
        assert panel.count == listed.count() > 0 or panel.shelf.key == "waiting", panel.shelf.key


def test_a_writer_finds_what_is_due_and_what_waits_for_any_writer(client):
    writer, editor = make.make_user("journalist"), make.make_user("editor")
    now = timezone.now()
    for headline, hours in (("غدًا", 24), ("الآن", -1)):
        article = make.make_article(editor, headline=headline)
        workflow.perform(article, "assign", by=editor, assignee=writer, due_at=now + timedelta(hours=hours))
    workflow.perform(make.make_article(editor, headline="لمن يكتبها"), "offer", by=editor)

    panels = panels_of(client, writer)

    assert headlines(panels["my-due"]) == ["الآن", "غدًا"]
    assert [row["is_late"] for row in panels["my-due"].rows] == [True, False]
    assert headlines(panels["offered"]) == ["لمن يكتبها"]


def test_an_editor_finds_what_is_late_until_it_is_submitted(client):
    editor = make.make_user("editor")
    article = make.make_article(headline="متأخرة")
    due = timezone.now() - timedelta(hours=1)
    workflow.perform(article, "assign", by=editor, assignee=article.owner, due_at=due)
    assert headlines(panels_of(client, editor)["late"]) == ["متأخرة"]

    make.submit(article)
    assert headlines(panels_of(client, editor)["late"]) == []


def test_a_shelf_that_does_not_exist_is_the_whole_list(client):
    client.force_login(make.make_user("editor"))
    make.make_article()

    assert client.get("/admin/articles/article/?shelf=nothing").context["cl"].queryset.count() == 1


def test_no_shelf_shows_a_story_that_the_person_may_not_open(client):
    make.publish(headline="لغيره")
    make.submit(make.make_article(headline="لغيره"))
    stranger = make.make_user("journalist")

    for shelf in SHELVES.values():
        assert not shelf.stories(stranger).exists(), shelf.key


def fill(user, editor, rounds):
    writer = user if user.has_perm("articles.change_article") else make.make_user("journalist")
    for _ in range(rounds):
        make.make_article(writer)
        make.submit(make.make_article(writer))
        make.approve(make.make_article(writer), editor)
        make.schedule(make.make_article(writer), editor)
        make.edit(make.publish(make.make_article(writer), editor), by=writer, headline="تغيّر بعد النشر")
        workflow.perform(make.submit(make.make_article(writer)), "return", by=editor, note="راجعها")
        workflow.perform(make.make_article(editor), "offer", by=editor, due_at=timezone.now())
        due = timezone.now() - timedelta(hours=1)
        workflow.perform(make.make_article(editor), "assign", by=editor, assignee=writer, due_at=due)
        accept(a_photograph(), by=user, alt="ميناء")


# Four for who this is and what the role may do, one for the sections that an editor answers for; then two for
# each panel of stories, one for the record, one for the people, two for pictures.
@pytest.mark.parametrize(
    "role, queries",
    [("journalist", 17), ("editor", 24), ("chief", 24), ("photographer", 6), ("administrator", 9)],
)
def test_the_first_page_asks_as_much_for_thirty_stories_as_for_one(client, role, queries):
    user, editor = make.make_user(role), make.make_user("editor")
    client.force_login(user)
    fill(user, editor, 1)
    with CaptureQueriesContext(connection) as of_one:
        client.get("/admin/")
    fill(user, editor, 5)
    with CaptureQueriesContext(connection) as of_many:
        client.get("/admin/")

    assert len(of_one) == len(of_many) == queries


def test_an_empty_desk_says_how_to_begin(client):
    client.force_login(make.make_user("journalist"))

    page = client.get("/admin/").text

    assert "مكتبك خالٍ." in page
    assert 'href="/admin/articles/article/add/"' in page


def test_a_desk_with_a_story_does_not_say_that_it_is_empty(client):
    writer = make.make_user("journalist")
    make.make_article(writer)
    client.force_login(writer)

    assert "مكتبك خالٍ." not in client.get("/admin/").text


def test_an_editor_reads_the_latest_steps_of_the_record(client):
    editor = make.make_user("editor")
    article = make.publish(by=editor)

    steps = board_of(client, editor)["steps"]

    assert [str(row["label"]) for row in steps] == ["نُشرت", "اعتُمدت", "أُرسلت للمراجعة", "أُنشئت"]
    assert {row["step"].article_id for row in steps} == {article.pk}


@pytest.mark.parametrize("role", ["journalist", "photographer"])
def test_the_record_and_the_accounts_are_no_part_of_other_desks(client, role):
    make.publish()

    board = board_of(client, make.make_user(role))

    assert "steps" not in board
    assert "people" not in board


def test_a_photographer_finds_own_pictures_and_those_that_lack_words(client):
    photographer = make.make_user("photographer")
    mine = make.make_picture(uploaded_by=photographer)
    bare = make.make_picture(uploaded_by=photographer, alt="")
    make.make_picture(alt="")

    board = board_of(client, photographer)

    assert board["pictures"] == {"latest": [bare, mine], "bare": 1}
    assert "panels" not in board


def test_an_administrator_finds_accounts_that_somebody_should_look_at(client):
    administrator = make.make_user("administrator")
    guarded = make.make_user("editor")
    Authenticator.objects.create(user=guarded, type="totp", data={})
    make.make_user("editor")
    make.make_user("journalist", is_active=False)
    make.make_user(None)

    board = board_of(client, administrator)

    assert board["people"] == {"active": 4, "closed": 1, "without_role": 1, "without_factor": 2}
    assert "panels" not in board


@pytest.mark.looks
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["journalist", "editor", "administrator", "photographer"])
def test_the_first_page_fits_a_phone_and_says_no_to_no_policy(visitor, role):
    user, editor = make.make_user(role), make.make_user("editor")
    fill(user, editor, 1)
    page = visitor(user, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)

    page.goto("/admin/")

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    small = page.evaluate(
        """[...document.querySelectorAll("header a, header button, header summary, .quick-actions a, .panel h2 a")]
        .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)"""
    )
    assert small == []
