"""A bucket on this machine that speaks as much of S3's protocol as files of a few megabytes need."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

SIGNED = "AWS4-HMAC-SHA256 Credential=key/"


class _Bucket(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        name = unquote(urlsplit(self.path).path).removeprefix("/originals/")
        kept = self.server.files
        if self.server.is_refusing or not self.headers.get("Authorization", "").startswith(SIGNED):
            return self.say(403)
        if self.command == "PUT":
            kept[name] = body
            return self.say(200)
        if self.command == "DELETE":
            kept.pop(name, None)
            return self.say(204)
        return self.say(200, kept[name]) if name in kept else self.say(404)

    do_GET = do_HEAD = do_PUT = do_DELETE = answer

    def say(self, status, body=b""):
        self.send_response(status)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def bucket():
    """A server with `files` ({name: content}), `url` for BUCKET_URL, and `is_refusing`, which may be set."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Bucket)
    server.files, server.is_refusing = {}, False
    server.url = f"s3+http://key:secret@127.0.0.1:{server.server_port}/originals"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
