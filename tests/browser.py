"""A reader's or editor's browser: Chromium with the newsroom's language and clock; it reports every fault."""

import json
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


class Visits:
    """Contexts that one test after another uses: what Chromium has compiled stays, what a test has left goes.

    A process that has compiled the editor once opens a story's form with a third less computing. It lives as long as
    one of its pages: a static file, without a script, that is never shown to a test.
    """

    MOST_IDLE = 3
    # What needs a context of its own: no scripts to clear it with, or others that outlive its pages.
    ALONE = {"java_script_enabled", "service_workers"}

    def __init__(self, browser, base_url):
        self.browser, self.base_url = browser, base_url
        self.idle = []

    def open(self, faults, **options):
        """Return a visit with an empty context; whatever goes wrong in it is appended to `faults`."""
        name = json.dumps(options, sort_keys=True)
        visit = next((visit for visit in self.idle if visit.name == name), None)
        if visit is None:
            return Visit(self, name, faults, options)
        self.idle.remove(visit)
        visit.faults = faults
        return visit

    def take_back(self, visit):
        self.idle.append(visit)
        if len(self.idle) > self.MOST_IDLE:
            self.idle.pop(0).context.close()


class Visit:
    def __init__(self, visits, name, faults, options):
        self.visits, self.name, self.faults = visits, name, faults
        self.context = open_context(visits.browser, visits.base_url, self, **options)
        self.keeper = None if visits.ALONE & set(options) else self.context.new_page()
        if self.keeper:
            self.keeper.goto("/static/css/tokens.css")

    def append(self, fault):
        self.faults.append(fault)

    def extend(self, faults):
        self.faults.extend(faults)

    def end(self):
        """Forget everything that a test can leave in a context, for the next one; what cannot be is closed."""
        for page in self.context.pages:
            if page != self.keeper:
                page.close()
        self.context.set_offline(False)
        self.context.unroute_all()
        self.context.clear_permissions()
        self.context.clear_cookies()
        if self.keeper and self.keeper.evaluate(_FORGET):
            self.visits.take_back(self)
        else:
            self.context.close()


# A clock that stands still belongs to the context for good.
_FORGET = """async () => {
    localStorage.clear();
    const gone = (name) => new Promise((done) => {
        const asked = indexedDB.deleteDatabase(name);
        asked.onsuccess = asked.onerror = done;
        setTimeout(done, 5000);
    });
    for (const { name } of await indexedDB.databases()) await gone(name);
    for (const name of await caches.keys()) await caches.delete(name);
    return !globalThis.__pwClock && localStorage.length === 0 && (await indexedDB.databases()).length === 0;
}"""


def as_in_use(application):
    """A server's application whose static files may be kept, as in use, and of whose pages nothing is.

    Another test has other stories under the same addresses.
    """

    def answer(environ, start_response):
        is_static = environ["PATH_INFO"].startswith("/static/")

        def start(status, headers, *rest):
            said = dict(headers).get("Cache-Control", "")
            kept = "max-age=86400" if is_static else said if "no-store" in said else "no-cache"
            others = [(name, value) for name, value in headers if name != "Cache-Control"]
            return start_response(status, [*others, ("Cache-Control", kept)], *rest)

        return application(environ, start)

    return answer


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
