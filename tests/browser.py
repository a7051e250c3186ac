"""A reader's or editor's browser: Chromium with the newsroom's language and clock; it reports every fault."""

import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No process is started on the chance that another page will be opened.
    "--renderer-process-limit=1",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 15_000

# Installed before any script of the page; a blocked resource is not always reported on the console.
_REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (e) =>
    console.error(`CSP: ${e.effectiveDirective} blocked ${e.blockedURI} at ${e.sourceFile}:${e.lineNumber}`));
"""


# The first is Chromium without its windows, tabs and buttons: what it draws and runs is the same, for a third
# less computing.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium_path(names=CHROMIUM):
    for name in names:
        if path := shutil.which(name) or shutil.which(name, path="/usr/bin"):
            return path
    return None


def open_context(browser, base_url, faults, **options):
    """A fresh visitor. Console errors, page errors and CSP violations are appended to `faults`.

    Nothing is fetched behind a page's back, where no test sees it, unless `service_workers="allow"`.
    """
    options.setdefault("service_workers", "block")
    context = browser.new_context(
        base_url=base_url,
        locale=options.pop("locale", "ar"),
        timezone_id="Asia/Muscat",
        viewport=options.pop("viewport", DESKTOP),
        **options,
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_REPORT_VIOLATIONS)
    context.on("console", lambda said: faults.extend(_fault_in(said)))
    context.on("weberror", lambda error: faults.append(f"page: {error.error}"))
    return context


def _fault_in(said):
    """What a console message complains about. The status of the visited page itself is the test's own matter."""
    where = said.location.get("url", "")
    if said.type != "error" or (said.text.startswith("Failed to load") and said.page and where == said.page.url):
        return []
    return [f"console: {said.text} {where}".rstrip()]


def sign_in(context, live_server, user):
    """Gives the context a session of `user` without the sign-in page, which has tests of its own."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
                "httpOnly": True,
                "sameSite": "Lax",
            }
        ]
    )
