"""The mail of a notification: as each person chose, in Arabic from right to left, never twice, never too much."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db.models import F
from django.utils import timezone

from articles import jobs
from articles.jobs import queue
from articles.models import Article, Job, Notification, User
from articles.notifications.mail import RIGHT_TO_LEFT_MARK
from articles.workflow import perform
from tests import factories as make
from tests.jobs.kinds import time_passes

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.make_user("editor", name="مريم البلوشي", email="")


@pytest.fixture
def returned(editor):
    """`returned(pace)` is a story that came back to a writer who chose to be mailed so."""

    def make_it(pace="once", writer=None, note="أضف مصدرًا ثانيًا."):
        writer = writer or make.make_user("journalist", mail_pace=pace)
        article = make.submit(make.make_article(writer, headline="افتتاح حديقة القرم"))
        perform(article, "return", by=editor, note=note)
        assert jobs.run_next("worker") is not None or writer.mail_pace == "never"
        return article

    return make_it


def work_off():
    while jobs.run_next("worker"):
        pass


def states():
    return set(Notification.objects.filter(kind="returned").values_list("mail", flat=True))


def test_a_message_goes_at_once_to_whoever_wants_it_so(returned):
    article = returned()
    assert mail.outbox == []
    work_off()
    (message,) = mail.outbox
    assert message.to == [article.owner.email]
    assert message.subject == "معادة إليك من مريم البلوشي: افتتاح حديقة القرم"
    assert f"http://testserver/admin/articles/article/{article.pk}/change/" in message.body
    assert "أضف مصدرًا ثانيًا." in message.body
    assert states() == {"sent"}


def test_a_message_reads_from_right_to_left_in_both_its_forms(returned):
    article = returned(note="IMF said so")
    Article.objects.filter(pk=article.pk).update(headline="COP 31 في مسقط")
    work_off()
    (message,) = mail.outbox
    lines = [line for line in message.body.splitlines() if line]
    assert [line for line in lines if not line.startswith((RIGHT_TO_LEFT_MARK, "http"))] == []
    page, kind = message.alternatives[0]
    assert kind == "text/html"
    assert '<div lang="ar" dir="rtl">' in page
    assert "COP 31 في مسقط" in page


def test_what_somebody_wrote_is_text_in_a_message_and_never_markup(returned):
    article = returned(note="<script>alert(1)</script>")
    Article.objects.filter(pk=article.pk).update(headline="<b>عنوان</b>\nBcc: x@example.com")
    work_off()
    (message,) = mail.outbox
    page = message.alternatives[0][0]
    assert "<script>" not in page
    assert "&lt;b&gt;عنوان&lt;/b&gt;" in page
    assert "\n" not in message.subject
    assert message.recipients() == message.to


def test_the_messages_of_an_hour_come_together_at_the_full_hour(returned):
    writer = make.make_user("journalist", mail_pace="hourly")
    for _ in range(3):
        returned(writer=writer)
    work_off()
    assert mail.outbox == []
    assert Job.objects.get(kind="digest").due_at.minute == 0
    time_passes(hours=1)
    work_off()
    (message,) = mail.outbox
    assert message.subject == "في موادك 3 أخبار جديدة"
    assert message.body.count("معادة إليك من مريم البلوشي") == 3
    assert states() == {"sent"}


def test_more_than_a_message_holds_goes_in_several(returned, monkeypatch):
    monkeypatch.setattr("articles.notifications.mail.SHOWN", 2)
    writer = make.make_user("journalist", mail_pace="hourly")
    for _ in range(5):
        returned(writer=writer)
    time_passes(hours=1)
    work_off()
    assert [message.body.count("معادة إليك") for message in mail.outbox] == [2, 2, 1]


def test_whoever_wants_no_mail_gets_none_and_is_told_in_the_newsroom(returned):
    article = returned("never")
    work_off()
    assert mail.outbox == []
    assert Notification.objects.shown_to(article.owner).count() == 1
    assert states() == {"none"}


def test_a_choice_made_meanwhile_counts(returned):
    article = returned()
    User.objects.filter(pk=article.owner_id).update(mail_pace="never")
    work_off()
    assert (mail.outbox, states()) == ([], {"none"})


def test_a_closed_account_gets_no_mail(returned):
    article = returned()
    User.objects.filter(pk=article.owner_id).update(is_active=False)
    work_off()
    assert (mail.outbox, states()) == ([], {"none"})


@pytest.mark.parametrize("pace", ["once", "hourly"])
def test_a_story_that_is_no_longer_theirs_is_in_no_message_and_not_under_the_bell(returned, pace):
    article = returned(pace)
    writer, other = article.owner, make.make_user("journalist")
    Article.objects.filter(pk=article.pk).update(owner=other)
    time_passes(hours=1)
    work_off()
    assert (mail.outbox, states()) == ([], {"withheld"})
    assert Notification.objects.shown_to(writer).count() == 0


class Server(EmailBackend):
    """A mail server that refuses, breaks off, or takes messages, as `fault` says."""

    fault, at_opening = None, None

    def open(self):
        if Server.at_opening:
            raise Server.at_opening

    def send_messages(self, messages):
        if isinstance(Server.fault, TimeoutError):
            super().send_messages(messages)
        if Server.fault:
            raise Server.fault
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.notifications.test_mail.Server"
    monkeypatch.setattr(Server, "fault", None)
    monkeypatch.setattr(Server, "at_opening", None)
    return Server


@pytest.mark.parametrize("pace", ["once", "hourly"])
@pytest.mark.parametrize("when", ["fault", "at_opening"])
def test_a_server_that_refuses_is_asked_again_and_sends_once(returned, server, pace, when):
    refusal = smtplib.SMTPDataError(451, b"later") if when == "fault" else ConnectionRefusedError()
    setattr(server, when, refusal)
    returned(pace)
    time_passes(hours=1)
    work_off()
    assert (mail.outbox, states()) == ([], {"waiting"})
    setattr(server, when, None)
    time_passes(seconds=10)
    work_off()
    assert (len(mail.outbox), states()) == (1, {"sent"})


@pytest.mark.parametrize("pace", ["once", "hourly"])
def test_a_connection_that_breaks_while_the_server_answers_sends_nothing_twice(
    returned, server, pace, caplog
):
    server.fault = TimeoutError()
    returned(pace)
    time_passes(hours=1)
    work_off()
    server.fault = None
    time_passes(hours=1)
    work_off()
    assert (len(mail.outbox), states()) == (1, {"unknown"})


@pytest.mark.parametrize("pace", ["once", "hourly"])
def test_a_worker_killed_in_the_middle_of_sending_sends_nothing_twice(returned, monkeypatch, pace):
    returned(pace)
    time_passes(hours=1)

    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("articles.notifications.mail._hand_over", killed)
        with pytest.raises(KeyboardInterrupt):
            jobs.run_next("worker")
    assert states() == {"sending"}
    time_passes(minutes=3)
    Notification.objects.update(mailed_at=F("mailed_at") - timedelta(minutes=3))
    work_off()
    assert (mail.outbox, states()) == ([], {"unknown"})
    assert not Job.objects.open().exists()


def test_a_job_that_is_done_twice_sends_once(returned):
    returned()
    work_off()
    Job.objects.update(done_at=None, due_at=timezone.now() - timedelta(seconds=1))
    work_off()
    assert len(mail.outbox) == 1


def test_two_workers_with_the_same_job_send_once(returned, monkeypatch):
    returned()
    first = queue.take("a")
    time_passes(minutes=3)
    work_off()
    from articles.notifications.mail import send_one

    send_one(**first.payload)
    assert len(mail.outbox) == 1


def test_every_attempt_at_a_message_carries_the_same_name(returned):
    returned()
    work_off()
    row = Notification.objects.get(kind="returned")
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<notification-{row.pk}@testserver>"


@pytest.mark.parametrize("pace", ["once", "hourly"])
def test_a_message_that_was_given_up_is_not_called_on_its_way(client, returned, editor, pace):
    article = returned(pace)
    page = f"/admin/articles/article/{article.pk}/history/"
    client.force_login(editor)
    assert "البريد في طريقه" in client.get(page).text
    Job.objects.exclude(kind="mail").update(failed_at=timezone.now())
    told = client.get(page).text
    assert "البريد في طريقه" not in told
    assert "لم يُرسَل البريد" in told
