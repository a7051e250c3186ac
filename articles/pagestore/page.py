"""One finished page: immutable, the same bytes for every reader."""

import gzip
import hashlib
import json
import struct
from dataclasses import dataclass, field

import brotli

MAGIC = b"newsroom page 1\n"
# What one connection or one reader decides, or what is worked out anew for each answer.
NOT_KEPT = {"content-length", "content-encoding", "etag", "vary", "set-cookie", "date", "server", "x-accel-redirect"}
SMALLEST_COMPRESSED = 512
COMPRESSED = ("text/", "application/json", "application/xml", "application/ld+json", "application/feed+json",
              "application/rss+xml", "application/atom+xml", "application/manifest+json", "application/javascript",
              "application/opensearchdescription+xml", "image/svg+xml")  # fmt: skip


@dataclass
class Page:
    """`position` is how far in the log its maker had read; `moment` is the database's time before it was made.

    `accel` is the file that the proxy sends in place of a body (X-Accel-Redirect), or empty.
    """

    key: str
    status: str
    headers: list
    bodies: dict
    digest: str
    names: frozenset
    position: int
    moment: float
    accel: str = ""
    answers: dict = field(default_factory=dict, repr=False)

    @classmethod
    def finish(cls, key, status, headers, body, *, names, position, moment):
        """Make a page of an answer: every coding ready, a strong ETag for each."""
        kept = [(name, value) for name, value in headers if name.lower() not in NOT_KEPT]
        accel = next((value for name, value in headers if name.lower() == "x-accel-redirect"), "")
        digest = hashlib.sha256(repr((status, kept, accel)).encode() + body).hexdigest()[:32]
        bodies = {"": body}
        if body and len(body) >= SMALLEST_COMPRESSED and _worth_compressing(kept):
            bodies["gzip"] = gzip.compress(body, 6, mtime=0)
            bodies["br"] = brotli.compress(body, quality=6)
        return cls(key, status, kept, bodies, digest, frozenset(names), position, moment, accel)

    @property
    def size(self):
        return sum(map(len, self.bodies.values())) + 2000

    def answer(self, accepted):
        """Return (headers, body, headers of a 304) for an Accept-Encoding header."""
        coding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
        if coding not in self.bodies:
            coding = ""
        if coding not in self.answers:
            self.answers[coding] = self._composed(coding)
        return self.answers[coding]

    def _composed(self, coding):
        body = self.bodies[coding]
        etag = f'"{self.digest}{coding and "-" + coding}"'
        headers = [*self.headers, ("ETag", etag)]
        if len(self.bodies) > 1:
            headers.append(("Vary", "Accept-Encoding"))
        if coding:
            headers.append(("Content-Encoding", coding))
        if self.accel:
            headers.append(("X-Accel-Redirect", self.accel))
        headers.append(("Content-Length", str(len(body))))
        kept = [(name, value) for name, value in headers if name.lower() in ON_NOT_MODIFIED]
        return headers, [body], kept

    def matches(self, if_none_match):
        """True when the reader already holds this page in some coding (RFC 9110, weak comparison)."""
        return self.digest in if_none_match or if_none_match.strip() == "*"

    def to_bytes(self):
        about = {
            "key": self.key, "status": self.status, "headers": self.headers, "digest": self.digest,
            "names": sorted(self.names), "position": self.position, "moment": self.moment, "accel": self.accel,
            "lengths": {coding: len(body) for coding, body in self.bodies.items()},
        }  # fmt: skip
        encoded = json.dumps(about).encode()
        return b"".join([MAGIC, struct.pack(">I", len(encoded)), encoded, *self.bodies.values()])

    @classmethod
    def from_bytes(cls, data):
        """The page in `data`, or ValueError where it is none, or not whole."""
        about, rest = read_about(data)
        bodies = {}
        for coding, length in about.pop("lengths").items():
            bodies[coding], rest = rest[:length], rest[length:]
            if len(bodies[coding]) != length:
                raise ValueError("not whole")
        about["headers"] = [tuple(header) for header in about["headers"]]
        about["names"] = frozenset(about["names"])
        return cls(bodies=bodies, **about)


# What RFC 9110 wants on a 304, and nothing that describes a body which is not there.
ON_NOT_MODIFIED = {"etag", "cache-control", "content-location", "expires", "vary"}


def read_about(data):
    """Return what a stored page says of itself, and the bytes after that; ValueError where there is no page."""
    start = len(MAGIC) + 4
    if data[: len(MAGIC)] != MAGIC or len(data) < start:
        raise ValueError("not a page")
    (length,) = struct.unpack(">I", data[len(MAGIC) : start])
    return json.loads(data[start : start + length]), data[start + length :]


def _worth_compressing(headers):
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    return kind.startswith(COMPRESSED)
