"""The stories of a file of JSON lines as pages of Wagtail, in bulk: python -m wagtail_site.filling FILE."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wagtail_site.settings")

import django

django.setup()

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.dateparse import parse_datetime
from wagtail.models import Locale, Page, Site
from wagtail_site.models import SectionPage, StoryPage

BATCH = 500


def fill(lines):
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        home = Site.objects.get(is_default_site=True).root_page
        sections = {}
        for line in lines:
            story = json.loads(line)
            if story["section"] not in sections:
                section = SectionPage(title=story["section_name"], slug=story["section"], show_in_menus=True)
                sections[story["section"]] = (home.add_child(instance=section), [])
            sections[story["section"]][1].append(story)
        for section, stories in sections.values():
            under(section, stories)
    call_command("update_index", verbosity=0)


def under(section, stories):
    """Add `stories` below `section`: the rows that `add_child` would write one by one."""
    kind, locale = ContentType.objects.get_for_model(StoryPage), Locale.get_active()
    for first in range(0, len(stories), BATCH):
        some = stories[first : first + BATCH]
        pages = [page(section, first + place, story, kind, locale) for place, story in enumerate(some)]
        Page.objects.bulk_create(pages)
        rows = [
            (made.pk, story["standfirst"], story["body"], made.first_published_at)
            for made, story in zip(pages, some, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO wagtail_site_storypage (page_ptr_id, standfirst, body, published_at)"
                " VALUES (%s, %s, %s, %s)",
                rows,
            )
    Page.objects.filter(pk=section.pk).update(numchild=len(stories))


def page(section, place, story, kind, locale):
    at = parse_datetime(story["published_at"])
    return Page(
        path=Page._get_path(section.path, section.depth + 1, place + 1), depth=section.depth + 1, numchild=0,
        title=story["headline"], draft_title=story["headline"], slug=story["slug"], content_type=kind, locale=locale,
        url_path=f"{section.url_path}{story['slug']}/", live=True, first_published_at=at, last_published_at=at,
    )  # fmt: skip


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as lines:
        fill(lines)
