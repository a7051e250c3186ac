"""What a page weighs, where that does not depend on time."""

import brotli
import pytest

from newsroom.staticfiles import BUNDLES, together
from tests import factories as make

from .newsstand import canonical, stand

LARGEST = {"css/site.css": 6 * 1024, "js/site.js": 1024}


def weight(content):
    return len(brotli.compress(content if isinstance(content, bytes) else content.encode()))


@pytest.mark.parametrize("path", BUNDLES)
def test_a_reader_is_sent_one_small_sheet_and_one_small_script(path):
    assert weight(together(path)) <= LARGEST[path]


def test_a_bundle_says_what_its_parts_say():
    sheet = together("css/site.css")
    assert sheet.startswith("@layer tokens,base,frame,parts,pages,print;")
    assert sheet.count("{") == sheet.count("}")
    for path in BUNDLES:
        assert "/*" not in together(path)
    assert 'content:"·"' in sheet


@pytest.mark.django_db
def test_pages_weigh_what_they_may(client):
    section, event = make.make_section(), make.make_event()
    shared = {"section": section, "event": event, "lead_picture": make.make_picture(), "tags": ["الموانئ", "المدن"]}
    prose = "".join(f"<p>{sentence}</p>" for sentence in sentences(60))
    stand(30, **shared)
    rich = make.publish(make.make_article(body=prose, **shared))
    for hour in range(12):
        session = make.make_session(event, abstract=next(sentences(1)))
        for number in range(4):
            event.participants.create(session=session, name=f"مشارك {hour} {number}", position="رئيس هيئة المدن")
    for address, most in ((canonical(rich), 14_336), ("/", 20_480), (event.get_absolute_url(), 20_480)):
        assert weight(client.get(address).content) <= most, address


def sentences(count):
    """Sentences that do not repeat each other, so that they weigh what prose weighs."""
    words = "بلدية مسقط أعلنت أمس افتتاح حديقة عامة جديدة تضم ممرات مظللة ومقاعد للكبار وملاعب للصغار".split()
    for number in range(count):
        turned = words[number % len(words) :] + words[: number % len(words)]
        yield " ".join(f"{word}{'' if n % 3 else number}" for n, word in enumerate(turned)) + "."
