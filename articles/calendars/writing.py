"""The text of a calendar after RFC 5545: escaped, folded at 75 octets, lines ended by CRLF."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar; charset=utf-8"
LONGEST_LINE = 75
# All but tab and line feed: no calendar may hold them, and some programmes refuse the whole file for one.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    """One entry. `starts` and `ends` are aware moments, or days; as days, `ends` is the last day itself.

    A programme that has an entry with this `uid` takes a copy with a higher `sequence` in its place.
    """

    uid: str
    title: str
    starts: date
    ends: date
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    description: str = ""
    address: str = ""
    status: str = "CONFIRMED"
    """CONFIRMED, TENTATIVE or CANCELLED."""


def calendar(name, entries, *, product, refresh_hours=6):
    """Return the bytes of a calendar called `name`. `product` says which programme wrote it."""
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", escaped(f"-//{product}//AR")),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", escaped(name)),
        ("X-WR-CALNAME", escaped(name)),
        ("REFRESH-INTERVAL;VALUE=DURATION", f"PT{refresh_hours}H"),
        ("X-PUBLISHED-TTL", f"PT{refresh_hours}H"),
    ]
    for entry in entries:
        lines += _lines_of(entry)
    lines.append(("END", "VCALENDAR"))
    return b"".join(folded(f"{name}:{value}") for name, value in lines)


def _lines_of(entry):
    optional = {
        "LOCATION": escaped(entry.place),
        "DESCRIPTION": escaped(entry.description),
        "URL": entry.address,
    }
    return [
        ("BEGIN", "VEVENT"),
        ("UID", escaped(entry.uid)),
        # Of a published calendar this is when the entry last changed, so that an unchanged one stays the same file.
        ("DTSTAMP", _moment(entry.changed_at)),
        ("LAST-MODIFIED", _moment(entry.changed_at)),
        ("SEQUENCE", str(entry.sequence)),
        *_when(entry),
        ("SUMMARY", escaped(entry.title)),
        *((name, value) for name, value in optional.items() if value),
        ("STATUS", entry.status),
        ("TRANSP", "OPAQUE" if isinstance(entry.starts, datetime) else "TRANSPARENT"),
        ("END", "VEVENT"),
    ]


def _when(entry):
    if isinstance(entry.starts, datetime):
        return [("DTSTART", _moment(entry.starts)), ("DTEND", _moment(entry.ends))]
    # The end of an entry by days is the day after the last.
    after = entry.ends + timedelta(days=1) if entry.ends < date.max else entry.ends
    return [("DTSTART;VALUE=DATE", f"{entry.starts:%Y%m%d}"), ("DTEND;VALUE=DATE", f"{after:%Y%m%d}")]


def _moment(moment):
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text):
    """Return `text` as the value of a property: nothing in it can end the line or begin another property."""
    text = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def folded(line):
    """Return `line` as bytes, cut so that no piece is longer than 75 octets and no letter is cut in two."""
    pieces, piece, room = [], b"", LONGEST_LINE
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            # The space that begins a continued line counts.
            piece, room = b"", LONGEST_LINE - 1
        piece += encoded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
