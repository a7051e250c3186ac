"""The doors to pictures alone, at their addresses, between the sign-in pages and a first page of the desk."""

from django.http import HttpResponse, HttpResponseNotFound
from django.urls import include, path

from articles import picture_views

desk = (
    [
        path("", lambda request: HttpResponse(), name="index"),
        path("pictures/<key>.jpg", picture_views.desk_picture, name="picture"),
        path("pictures/<address>/<name>", picture_views.desk_rendition, name="rendition"),
    ],
    "admin",
)

urlpatterns = [
    path("pictures/<address>/<name>", picture_views.picture, name="picture"),
    path("admin/", include(desk)),
    path("accounts/", include("allauth.urls")),
]

handler404 = lambda request, exception: HttpResponseNotFound()  # noqa: E731
