"""The public addresses. Their first parts are reserved in `models.section.RESERVED_SLUGS`."""

from django.urls import path, register_converter

from articles import picture_views, views


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


register_converter(Words, "words")
register_converter(PublicId, "public_id")
register_converter(Key, "key")

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("events/", views.events, name="events"),
    path("events/<words:slug>/", views.event, name="event"),
    path("events/<words:slug>/documents/<key:pk>/", views.document, name="document"),
    path("author/<words:slug>/", views.author, name="author"),
    path("tag/<words:slug>/", views.tag, name="tag"),
    path("a/<public_id:public_id>/", views.short, name="short"),
    path("pictures/<words:address>/<words:name>", picture_views.picture, name="picture"),
    path("<slug:section>/", views.section, name="section"),
    path("<slug:section>/<public_id:public_id>/<words:slug>/", views.article, name="article"),
]
