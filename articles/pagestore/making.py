"""Pages made by Django, from an address alone."""

from io import BytesIO

from .declaring import ENVIRON_KEY
from .page import Page
from .purging import keys_of


class Maker:
    """Asks `inner`, Django's application, in the name of `canonical`, (scheme, host); nothing a reader sends is in it.

    `secure_header` is (environ key, value) where a proxy speaks for HTTPS.
    `surrogate_keys`: pages say what they were made from to a CDN in front.
    """

    def __init__(self, inner, canonical, secure_header=None, surrogate_keys=False):
        self.inner, self.canonical = inner, canonical
        self.secure_header, self.surrogate_keys = secure_header, surrogate_keys

    def make(self, key, position, moment):
        """Return the page of `key` as it is now, and whether it may be given to others than who asked.

        `position` and `moment`: how far in the log, and in time, this process had come before.
        """
        path, _mark, query = key.partition("?")
        names = set()
        status, headers, body = self.ask(path, query, names)
        if self.surrogate_keys and names:
            headers = [*headers, ("Surrogate-Key", keys_of(names))]
        page = Page.finish(key, status, headers, body, names=names, position=position, moment=moment)
        return page, bool(names) and not _private(headers)

    def ask(self, path, query, names):
        """Django's answer to a reader who sends nothing but the address: (status line, headers, body)."""
        scheme, host = self.canonical
        environ = {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": host.partition(":")[0], "SERVER_PORT": "443" if scheme == "https" else "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0), "wsgi.url_scheme": scheme, "wsgi.input": BytesIO(), "wsgi.errors": _Discard(),
            "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
            ENVIRON_KEY: names,
        }  # fmt: skip
        if self.secure_header and scheme == "https":
            environ[self.secure_header[0]] = self.secure_header[1]
        said = []
        result = self.inner(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        return *said[-1], body


def _private(headers):
    for name, value in headers:
        if name.lower() == "set-cookie":
            return True
        if name.lower() == "cache-control" and ("no-store" in value.lower() or "private" in value.lower()):
            return True
    return False


class _Discard:
    def write(self, text):
        pass

    def flush(self):
        pass
