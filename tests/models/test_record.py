"""The record: every step, one chain of hashes over all of them."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from articles.models import AppendOnlyError, Notification, Transition, record
from tests import factories as make

pytestmark = pytest.mark.django_db


def tamper(sql, *parameters):
    """Do what somebody with the keys of the database could: past the guards."""
    off, on = {
        "postgresql": (
            "SET LOCAL session_replication_role = replica",
            "SET LOCAL session_replication_role = origin",
        ),
        "sqlite": ("DROP TRIGGER transition_append_only", "SELECT 1"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(off)
        cursor.execute(sql, parameters)
        cursor.execute(on)


def test_the_chain_holds_over_many_stories():
    make.publish(), make.withdraw(), make.schedule()
    assert record.first_break() is None
    call_command("verify_record", verbosity=0)


def test_an_empty_record_holds():
    assert record.first_break() is None


def test_a_changed_word_breaks_it_there():
    article = make.publish()
    step = article.transitions.get(action="approve")
    tamper("UPDATE articles_transition SET note = 'لا شيء' WHERE id = %s", step.pk)
    assert record.first_break() == step.sequence
    with pytest.raises(CommandError, match=str(step.sequence)):
        call_command("verify_record")


def test_a_removed_step_breaks_it_there():
    make.publish()
    step = make.publish().transitions.get(action="submit")
    Notification.objects.filter(step=step).delete()  # what names the step would give the deletion away
    tamper("DELETE FROM articles_transition WHERE id = %s", step.pk)
    assert record.first_break() == step.sequence


def test_the_last_step_cannot_be_cut_off_unseen():
    last = make.publish().transitions.first()
    Notification.objects.filter(step=last).delete()
    tamper("DELETE FROM articles_transition WHERE id = %s", last.pk)
    assert record.first_break() == last.sequence


def test_nobody_changes_or_deletes_a_step():
    step = make.make_article().transitions.get()
    for attempt in (step.save, step.delete, Transition.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        QuerySet(Transition).filter(pk=step.pk).update(note="غير ما كُتب")
