"""The public site is in Arabic whatever the browser prefers; the desk speaks its user's choice."""

from django.conf import settings
from django.utils import translation

CHOOSABLE = ("/admin/", "/accounts/", "/i18n/")


class DeskLanguageMiddleware:
    """Django's LocaleMiddleware would let a header and a cookie change public pages, which are shared."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = settings.LANGUAGE_CODE
        if request.path_info.startswith(CHOOSABLE):
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
            if chosen in dict(settings.LANGUAGES):
                language = chosen
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
