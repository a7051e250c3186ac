"""What a reader gets: a page, a 304, or an honest 503."""


def answer(page, environ, start_response):
    headers, body, kept = page.answer(environ.get("HTTP_ACCEPT_ENCODING", ""))
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and page.status.startswith("200") and page.matches(asked):
        start_response("304 Not Modified", list(kept))
        return []
    start_response(page.status, list(headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else body


def unavailable(start_response):
    """503 without templates and without a database."""
    start_response(
        "503 Service Unavailable",
        [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(SORRY))),
         ("Cache-Control", "no-store"), ("Retry-After", "10")],
    )  # fmt: skip
    return [SORRY]


SORRY = (
    '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>لحظات ونعود</title>'
    "<h1>لحظات ونعود</h1><p>هذه الصفحة غير متاحة الآن. حاول مرة أخرى بعد قليل.</p>"
).encode()
