"""Which address belongs to whom; the public addresses themselves are in `articles.urls`."""

from django.urls import include, path

from articles.accounts import signed_in
from articles.admin import desk

urlpatterns = [
    path("admin/", desk.urls),
    path("accounts/signed-in/", signed_in, name="signed_in"),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("articles.urls")),
]

handler404 = "articles.views.not_found"
handler500 = "articles.views.server_error"
