"""The monitor: what the desk has in hand, by state, with buttons."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.admin.monitor import SHOWN
from articles.models import Article
from articles.models.writing import hold
from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, PHONE

pytestmark = pytest.mark.django_db
URL = "/admin/monitor/"


def columns(client, user, **query):
    client.force_login(user)
    return {column["key"]: column for column in client.get(URL, query).context["columns"]}


def shown(column):
    return [card["story"].headline for card in column["cards"]]


def assign(article, editor, **details):
    workflow.perform(article, "assign", by=editor, assignee=article.owner, **details)
    return article


def test_every_story_in_hand_stands_in_the_column_of_its_state(client):
    editor = make.make_user("editor")
    make.make_article(headline="تُكتب")
    make.submit(make.make_article(headline="مرسلة"))
    returned = make.submit(make.make_article(headline="معادة"))
    workflow.perform(returned, "return", by=editor, note="راجعها")
    make.approve(make.make_article(headline="معتمدة"), editor)
    make.schedule(make.make_article(headline="مجدولة"), editor)
    make.publish(make.make_article(headline="منشورة"), editor)
    changed = make.publish(make.make_article(headline="قديم"), editor)
    make.edit(changed, by=changed.owner, headline="منشورة تُعدّل")

    found = {key: shown(column) for key, column in columns(client, editor).items()}

    assert found == {
        "drafts": ["منشورة تُعدّل", "تُكتب"],
        "waiting": ["مرسلة"],
        "returned": ["معادة"],
        "ready": ["معتمدة"],
        "scheduled": ["مجدولة"],
    }


def test_what_is_due_comes_first_and_what_is_late_says_so(client):
    editor, now = make.make_user("editor"), timezone.now()
    make.make_article(headline="بلا موعد")
    assign(make.make_article(headline="غدًا"), editor, due_at=now + timedelta(days=1))
    assign(make.make_article(headline="متأخرة"), editor, due_at=now - timedelta(hours=2), wanted_words=400)

    column = columns(client, editor)["drafts"]

    assert shown(column) == ["متأخرة", "غدًا", "بلا موعد"]
    assert [card["is_late"] for card in column["cards"]] == [True, False, False]
    page = client.get(URL).text
    assert "تأخرت: منذ ساعتين" in page
    assert "من 400" in page


def test_the_age_is_that_of_the_state_not_of_the_last_change(client):
    editor = make.make_user("editor")
    article = make.submit(make.make_article())
    submitted = article.transitions.get(action="submit").at
    make.edit(article, by=article.owner, headline="صُحّح وهو عند المحرر")
    assign(article, editor)

    assert columns(client, editor)["waiting"]["cards"][0]["since"] == submitted


def test_a_card_offers_what_this_person_may_do(client):
    editor, writer = make.make_user("editor"), make.make_user("journalist")
    make.submit(make.make_article(writer))
    offered = make.make_article(editor, headline="لمن يكتبها")
    workflow.perform(offered, "offer", by=editor)

    def steps(user, key):
        return [[step.action for step in card["steps"]] for card in columns(client, user)[key]["cards"]]

    assert steps(editor, "waiting") == [["approve", "return", "assign"]]
    assert steps(writer, "waiting") == [[]]
    assert steps(writer, "drafts") == [["claim"]]


def test_whoever_changed_a_story_last_is_not_offered_to_approve_it(client):
    editor = make.make_user("editor")
    make.submit(make.make_article(editor))

    assert "approve" not in [step.action for step in columns(client, editor)["waiting"]["cards"][0]["steps"]]


def test_a_card_says_who_is_writing_just_now(client):
    editor, writer = make.make_user("editor"), make.make_user("journalist", name="سالم الهنائي")
    article = make.make_article(writer)
    with transaction.atomic():
        hold(article, writer, "a-page")
    client.force_login(editor)

    for address in (URL, "/admin/articles/article/"):
        assert "سالم الهنائي يحرّر الآن" in client.get(address).text


def test_a_claim_on_the_monitor_takes_one_button(client):
    editor, writer = make.make_user("editor"), make.make_user("journalist")
    offered = make.make_article(editor)
    workflow.perform(offered, "offer", by=editor)
    client.force_login(writer)

    client.post(f"/admin/articles/article/{offered.pk}/step/claim/", {"version": offered.version})

    assert Article.objects.get(pk=offered.pk).owner == writer


def test_a_step_begun_on_the_monitor_leads_back_to_it(client):
    editor = make.make_user("editor")
    article = make.submit(make.make_article())
    client.force_login(editor)
    address = f"/admin/articles/article/{article.pk}/step/approve/"
    assert client.get(address + "?then=monitor").context["then"] == "monitor"

    answer = client.post(address, {"version": article.version, "then": "monitor"})

    assert answer.url == URL


class TestNarrowing:
    @pytest.fixture
    def newsroom(self):
        home, sport = make.make_section(slug="home"), make.make_section(slug="sport")
        under = make.make_section(slug="football", parent=sport)
        event = make.make_event()
        stories = {
            "محلية": make.make_article(section=home, headline="محلية", event=event),
            "كرة": make.make_article(section=under, headline="كرة"),
        }
        editor = make.make_user("editor")
        assign(stories["كرة"], editor, due_at=timezone.now() - timedelta(minutes=5))
        return editor, stories, event

    def test_by_section_with_those_below_it(self, client, newsroom):
        assert shown(columns(client, newsroom[0], section="sport")["drafts"]) == ["كرة"]

    def test_by_person_event_and_due_time(self, client, newsroom):
        editor, stories, event = newsroom
        assert shown(columns(client, editor, person=stories["كرة"].owner.pk)["drafts"]) == ["كرة"]
        assert shown(columns(client, editor, event=event.pk)["drafts"]) == ["محلية"]
        assert shown(columns(client, editor, due="late")["drafts"]) == ["كرة"]
        assert shown(columns(client, editor, due="none")["drafts"]) == ["محلية"]

    def test_the_whole_list_behind_a_column_is_narrowed_alike(self, client, newsroom):
        editor, *_ = newsroom
        column = columns(client, editor, section="sport", due="late")["drafts"]

        listed = client.get(column["url"]).context["cl"].queryset

        assert [story.headline for story in listed] == ["كرة"]

    @pytest.mark.parametrize(
        "query", [{"person": "9" * 30}, {"section": "x\x00"}, {"event": "أ"}, {"due": "never"}, {"person": "-1"}]
    )
    def test_what_cannot_be_understood_narrows_nothing_and_says_so(self, client, newsroom, query):
        editor, *_ = newsroom
        client.force_login(editor)

        page = client.get(URL, query)

        assert page.status_code in (200, 400)
        if page.status_code == 200:
            assert list(page.context["narrowing"].errors) == list(query)
            assert len(page.context["columns"][0]["cards"]) == 2


def test_nobody_finds_a_story_there_that_they_may_not_open(client):
    make.submit(make.make_article())
    assert all(not column["cards"] for column in columns(client, make.make_user("journalist")).values())


@pytest.mark.parametrize("role", ["photographer", "administrator"])
def test_the_monitor_is_for_those_who_write(client, role):
    client.force_login(make.make_user(role))
    assert client.get(URL).status_code == 403


def fill(rounds, editor):
    writer, event = make.make_user("journalist"), make.make_event()
    for _ in range(rounds):
        assign(make.make_article(writer, event=event), editor, due_at=timezone.now(), wanted_words=300)
        make.submit(make.make_article(writer))
        make.approve(make.make_article(writer), editor)
        make.schedule(make.make_article(writer), editor)
        workflow.perform(make.submit(make.make_article(writer)), "return", by=editor, note="راجعها")


# Four for who this is, one for the sections answered for, one for the bell; two a column; two lists to choose from.
def test_the_monitor_asks_as_much_for_thirty_stories_as_for_one():
    queries = {"editor": 18, "journalist": 17}
    editor, people = make.make_user("editor"), {role: make.make_user(role) for role in queries}
    fill(1, editor)
    of_one = {role: asked_by(user) for role, user in people.items()}
    fill(SHOWN + 5, editor)
    of_many = {role: asked_by(user) for role, user in people.items()}

    assert of_one == {role: (many, [1] * 5, 1) for role, many in queries.items()}
    assert of_many == {role: (many, [SHOWN] * 5, SHOWN + 6) for role, many in queries.items()}


def asked_by(user):
    """How many questions the monitor asks, how many cards its columns show, and how many the first one counts."""
    client = Client()
    client.force_login(user)
    if not user.has_perm("articles.edit_any_article"):
        Article.objects.update(owner=user)
    with CaptureQueriesContext(connection) as asked:
        columns = client.get(URL).context["columns"]
    return len(asked), [len(column["cards"]) for column in columns], columns[0]["count"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestInTheBrowser:
    @pytest.mark.looks
    @pytest.mark.parametrize("width", ["desktop", "phone"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_it_fits_and_stands_in_nobodys_way(self, visitor, width, scheme):
        editor = make.make_user("editor")
        fill(2, editor)
        page = visitor(editor, viewport=PHONE if width == "phone" else DESKTOP, color_scheme=scheme)

        page.goto(URL)

        assert axe.faults_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_an_editor_assigns_on_a_phone_and_the_writer_finds_it(self, visitor):
        editor, writer = make.make_user("editor"), make.make_user("journalist", name="سالم الهنائي")
        make.make_article(editor, headline="تغطية افتتاح المنتدى")
        page = visitor(editor, viewport=PHONE, is_mobile=True, has_touch=True)

        page.goto(URL)
        page.get_by_role("link", name="كلِّف", exact=True).tap()
        page.get_by_label("من يكتبها").select_option("سالم الهنائي")
        page.get_by_label("موعد التسليم").fill("2026-12-01T17:30")
        page.get_by_label("الطول المطلوب").fill("450")
        page.get_by_label("ملاحظة").fill("ركّز على قرارات اليوم الأول.")
        page.get_by_role("button", name="كلِّف").tap()

        page.wait_for_url("**" + URL)
        card = page.locator(".card", has_text="تغطية افتتاح المنتدى")
        assert "سالم الهنائي" in card.inner_text()
        assert "من 450" in card.inner_text()
        desk = visitor(writer, viewport=PHONE)
        desk.goto("/admin/")
        assert desk.locator(".shelf-my-due .headline").inner_text() == "تغطية افتتاح المنتدى"

    def test_it_keeps_up_with_the_desk(self, visitor):
        editor = make.make_user("editor")
        make.submit(make.make_article(headline="وصلت أولًا"))
        page = visitor(editor)
        page.clock.install()
        page.goto(URL)
        make.submit(make.make_article(headline="وصلت بعدها"))

        page.clock.run_for(31_000)

        page.get_by_text("وصلت بعدها").wait_for()
