"""The one visible block of signal wiring."""

from functools import partial

from django.contrib.auth.models import Group
from django.db import connections, transaction
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from django.dispatch import receiver
from django.utils import timezone

from articles import calendars, search
from articles.models import (
    Author,
    Breaking,
    Change,
    Document,
    Event,
    FrontLayout,
    HeldTitle,
    HouseStyle,
    HouseWord,
    MonthStart,
    Outcome,
    Page,
    Participant,
    Picture,
    RegisteredName,
    Section,
    Session,
    Tag,
    User,
    guards,
    index,
    note_change,
)
from articles.pagestore import purging


@receiver(post_migrate)
def every_migration_leaves_the_guards_and_the_index_in_place(app_config, using, **kwargs):
    if app_config.name == "articles":
        guards.install(connections[using])
        index.install(connections[using])


@receiver(m2m_changed, sender=User.groups.through)
def a_change_of_role_ends_the_sessions(instance, action, pk_set, **kwargs):
    """What somebody may do has changed: whoever is signed in under the old role is signed out."""
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    if isinstance(instance, Group):
        users = User.objects.filter(pk__in=pk_set or instance.user_set.values("pk"))
    else:
        users = [instance]
    for user in users:
        user.end_sessions()


@receiver(post_save, sender=User)
def a_closed_account_is_signed_out(instance, created, update_fields, **kwargs):
    """A deactivated account stays signed out, even when it is opened again."""
    if not created and not instance.is_active and update_fields is None:
        instance.end_sessions()


@receiver([post_save, post_delete], sender=HouseWord)
@receiver([post_save, post_delete], sender=RegisteredName)
@receiver([post_save, post_delete], sender=HeldTitle)
@receiver(post_save, sender=HouseStyle)
def decisions_of_the_copy_desk_hold_at_once(sender, created=False, **kwargs):
    if sender is not HouseStyle or not created:
        HouseStyle.bump()


@receiver(post_save, sender=Picture)
def a_picture_is_found_by_its_words_as_soon_as_they_are_kept(instance, raw=False, **kwargs):
    if not raw:
        search.index_picture(instance)


# What readers see of these rows is on pages that were kept: which ones, in the words of `models.dependence`.
SHOWN_TO_READERS = {
    Page: lambda row: ["site"],
    MonthStart: lambda row: ["site"],
    FrontLayout: lambda row: ["fronts"],
    Breaking: lambda row: ["fronts"],
    Section: lambda row: ["site", f"list:section:{row.pk}"],
    Author: lambda row: [row.dependence_name()],
    Tag: lambda row: [row.dependence_name()],
    Event: lambda row: [row.dependence_name(), "list:events"],
    Session: lambda row: [f"event:{row.event_id}"],
    Participant: lambda row: [f"event:{row.event_id}"],
    Outcome: lambda row: [f"event:{row.event_id}"],
    Document: lambda row: [f"event:{row.event_id}"],
}


@receiver([post_save, post_delete])
def pages_that_show_a_row_are_made_anew(sender, instance, raw=False, **kwargs):
    names = SHOWN_TO_READERS.get(sender)
    if names and not raw:
        note_change(*names(instance))


@receiver(post_save, sender=Change)
def copies_in_front_are_taken_back(instance, created, raw=False, **kwargs):
    if created and not raw:
        purging.after(instance)


@receiver([post_save, post_delete], sender=Event)
@receiver([post_save, post_delete], sender=Session)
@receiver([post_save, post_delete], sender=Participant)
def calendars_hear_of_every_change(sender, instance, raw=False, **kwargs):
    """Once all that changes together has changed: a programme half-way is nothing to tell."""
    if not raw:
        event = instance.pk if sender is Event else instance.event_id
        transaction.on_commit(partial(_keep_calendars, event), robust=True)


def _keep_calendars(event):
    if found := Event.objects.filter(pk=event).first():
        calendars.keep(found)


@receiver(post_save, sender=Breaking)
def a_line_comes_and_goes_on_kept_pages_too(instance, raw=False, **kwargs):
    for moment in (instance.starts_at, instance.ends_at):
        if not raw and moment > timezone.now():
            note_change("fronts", takes_effect=moment)
