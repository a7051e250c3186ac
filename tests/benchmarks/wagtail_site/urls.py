from django.urls import include, path
from wagtail import urls as wagtail_urls

from .serving import search

urlpatterns = [path("search/", search), path("", include(wagtail_urls))]
