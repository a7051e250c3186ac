"""The public addresses. Their first parts are reserved in `models.section.RESERVED_SLUGS`."""

from datetime import date

from django.urls import path, register_converter

from articles import guests, picture_views, views
from articles.feeds import FORMATS


class Words:
    """One part of an address in any script; without control characters, which databases refuse."""

    regex = r"[^/\x00-\x1f\x7f-\x9f]{1,200}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class PublicId(Words):
    regex = r"[0-9a-z]{1,8}"


class Key(Words):
    """A row's number, small enough for every database."""

    regex = r"[0-9]{1,15}"

    def to_python(self, value):
        return int(value)


class Day:
    """A day as ISO 8601 writes it."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        return date.fromisoformat(value)

    def to_url(self, value):
        return f"{value:%Y-%m-%d}"


class FeedFormat(Words):
    regex = "|".join(name.replace(".", r"\.") for name in FORMATS)


class Month(Words):
    regex = r"[0-9]{4}-[0-9]{2}"
class Year(Key):
    regex = r"[0-9]{4}"


class Part(Key):
    """A month or a day, written with or without its zero."""

    regex = r"[0-9]{1,2}"


register_converter(Day, "day")
register_converter(FeedFormat, "feed_format")
register_converter(Month, "month")
register_converter(Words, "words")
register_converter(PublicId, "public_id")
register_converter(Key, "key")
register_converter(Year, "year")
register_converter(Part, "part")

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("events/", views.events, name="events"),
    path("events/<words:slug>/", views.event, name="event"),
    path("events/calendar.ics", views.events_calendar, name="events_calendar"),
    path("events/<words:slug>/calendar.ics", views.event_calendar, name="event_calendar"),
    path("events/<words:slug>/days/<day:day>.ics", views.day_calendar, name="day_calendar"),
    path("events/<words:slug>/sessions/<key:pk>.ics", views.session_calendar, name="session_calendar"),
    path("events/<words:slug>/speakers/<words:speaker>.ics", views.speaker_calendar, name="speaker_calendar"),
    path("events/<words:slug>/sessions/<key:pk>/", views.session, name="session"),
    path("events/<words:slug>/speakers/<words:name>/", views.speaker, name="speaker"),
    path("events/<words:slug>/documents/<key:pk>/", views.document, name="document"),
    path("author/<words:slug>/", views.author, name="author"),
    path("tag/<words:slug>/", views.tag, name="tag"),
    path("feeds/<feed_format:form>", views.feed, name="feed"),
    path("feeds/section/<words:slug>/<feed_format:form>", views.section_feed, name="section_feed"),
    path("feeds/author/<words:slug>/<feed_format:form>", views.author_feed, name="author_feed"),
    path("feeds/tag/<words:slug>/<feed_format:form>", views.tag_feed, name="tag_feed"),
    path("feeds/event/<words:slug>/<feed_format:form>", views.event_feed, name="event_feed"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap/pages.xml", views.sitemap_pages, name="sitemap_pages"),
    path("sitemap/news.xml", views.sitemap_news, name="sitemap_news"),
    path("sitemap/<month:month>.xml", views.sitemap_month, name="sitemap_month"),
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path(".well-known/security.txt", views.security, name="security"),
    path("archive/", views.archive, name="archive"),
    path("archive/<year:year>/", views.archive_year, name="archive_year"),
    path("archive/<year:year>/<part:month>/", views.archive_month, name="archive_month"),
    path("archive/<year:year>/<part:month>/<part:day>/", views.archive_day, name="archive_day"),
    path("corrections/", views.corrections, name="corrections"),
    path("pages/<words:slug>/", views.page, name="page"),
    path("offline/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("seen/<public_id:public_id>/", views.seen, name="seen"),
    path("a/<public_id:public_id>/", views.short, name="short"),
    path("pictures/cards/<words:name>", picture_views.card, name="card"),
    path("pictures/<words:address>/<words:name>", picture_views.picture, name="picture"),
    path("preview/<words:token>/", guests.story, name="guest_story"),
    path("preview/<words:token>/pictures/<words:address>/<words:name>", guests.picture, name="guest_picture"),
    path("<slug:section>/", views.section, name="section"),
    path("<slug:section>/<public_id:public_id>/<words:slug>/", views.article, name="article"),
]
