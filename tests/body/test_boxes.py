"""Gallery, fact box, related story and embed: each keeps one shape, and what has another is words."""

import pytest

from articles import body
from articles.body import embeds
from tests.body.test_body import IMAGE

FIGURE = f'<figure class="image">{IMAGE}</figure>'

# As people copy them from the address bar, from «share» and from a phone.
LINKS = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
    ("https://www.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=42s", ("youtube", "dQw4w9WgXcQ")),
    ("youtu.be/dQw4w9WgXcQ?si=abc", ("youtube", "dQw4w9WgXcQ")),
    ("https://m.youtube.com/shorts/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
    ("https://x.com/oman/status/1850000000000000001?s=20", ("x", "1850000000000000001")),
    ("https://twitter.com/oman/status/1850000000000000001", ("x", "1850000000000000001")),
    ("https://www.instagram.com/p/C0abcDEF12_/?igsh=1", ("instagram", "p/C0abcDEF12_")),
    ("https://www.instagram.com/muscat/reel/C0abcDEF12_/", ("instagram", "reel/C0abcDEF12_")),
    ("https://www.facebook.com/muscat/posts/pfbid02abcDEF", ("facebook", "muscat/posts/pfbid02abcDEF")),
    ("https://www.facebook.com/watch/?v=1234567890", ("facebook", "watch/?v=1234567890")),
    ("https://www.facebook.com/share/v/1AbCdEf9", ("facebook", "share/v/1AbCdEf9")),
    ("https://www.tiktok.com/@oman.news/video/7300000000000000001", ("tiktok", "@oman.news/video/7300000000000000001")),
    ("https://vimeo.com/123456789", ("vimeo", "123456789")),
    ("https://www.google.com/maps/place/M/@23.6193277,58.5649125,15.5z/data=!3m1", ("map", "23.61932,58.56491,15")),
    ("https://www.openstreetmap.org/node/1#map=16/23.6193/58.5649", ("map", "23.6193,58.5649,16")),
]  # fmt: skip

NO_EMBEDS = [
    "", "كلام", "https://evil.example/watch?v=dQw4w9WgXcQ", "javascript:alert(1)",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "https://evil.example/?u=https://youtu.be/dQw4w9WgXcQ",
    "https://user:x@www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQtoolong", "https://vm.tiktok.com/ZM1abc/", "https://x.com/oman",
    "https://www.google.com/maps/@99.5,58.5,15z", "https://maps.app.goo.gl/abcdef", "https://youtu.be/\x00\ud800",
]  # fmt: skip


@pytest.mark.parametrize("link, found", LINKS)
def test_a_link_as_people_copy_it_is_read_as_provider_and_id(link, found):
    assert body.read_link(link) == found


@pytest.mark.parametrize("link", NO_EMBEDS)
def test_what_is_no_embed_is_not_taken_for_one(link):
    assert body.read_link(link) is None


@pytest.mark.parametrize("link, found", LINKS)
def test_the_page_that_an_embed_leads_to_is_read_as_the_same_embed(link, found):
    provider, embed_id = found
    address = embeds.PROVIDERS[provider].address_of(embed_id)
    assert body.read_link(address.replace("/i/status", "/oman/status")) == found


@pytest.mark.parametrize("link, found", LINKS)
def test_what_is_framed_comes_over_https_from_the_provider_alone(link, found):
    frame = embeds.PROVIDERS[found[0]].frame_of(found[1])
    assert frame.startswith(
        ("https://www.youtube-nocookie.com/embed/", "https://platform.twitter.com/embed/",
         "https://www.instagram.com/", "https://www.facebook.com/plugins/", "https://www.tiktok.com/player/",
         "https://player.vimeo.com/video/", "https://www.openstreetmap.org/export/")
    )  # fmt: skip
    assert not set(frame) & set(" \"'<>")


def test_an_embed_stored_with_its_address_becomes_provider_and_id():
    old = '<p>نص</p><figure class="media"><oembed url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></oembed></figure>'
    assert body.clean(old) == (
        '<p>نص</p><figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
    )


def test_an_old_embed_that_has_no_id_stays_as_a_link():
    old = '<figure class="media"><oembed url="https://x.com/oman"></oembed></figure>'
    assert body.clean(old) == '<p><a href="https://x.com/oman">https://x.com/oman</a></p>'


@pytest.mark.parametrize(
    "provider, embed_id",
    [
        ("youtube", "short"), ("youtube", '"><script>'), ("nobody", "dQw4w9WgXcQ"), ("youtube", "../../../aa"),
        ("", ""), ("map", "99.5,58.5,15"), ("map", "23.5,58.5,30"), ("x", "12345/../67890"),
        ("tiktok", "@a/../video/12345678901"),
        ("facebook", "watch/?v=1&x=2"), ("youtube", "dQw4w9WgXc٣"),
    ],
)  # fmt: skip
def test_an_embed_with_another_provider_or_id_is_refused_and_its_words_stay(provider, embed_id):
    about = f"class='embed' data-provider='{provider}' data-id='{embed_id}'"
    markup = f"<figure {about}><figcaption>الكلمة</figcaption></figure>"
    assert body.clean(markup) == "<p>الكلمة</p>"
    assert body.clean(markup.replace("الكلمة", "")) == ""


def test_an_embed_keeps_its_caption_and_nothing_else():
    markup = (
        '<figure class="embed image" data-provider="vimeo" data-id="12345678">x<iframe src="//evil.example"></iframe>'
        "<p>y</p><figcaption>تعليق</figcaption></figure>"
    )
    assert body.clean(markup) == (
        '<figure class="embed" data-provider="vimeo" data-id="12345678"><figcaption>تعليق</figcaption></figure>'
    )


def test_a_gallery_keeps_its_pictures_and_puts_other_words_after_it():
    markup = f'<div class="gallery">كلام {FIGURE}<p>فقرة</p>{FIGURE} آخر</div><p>بعده</p>'
    assert body.clean(markup) == (
        f'<div class="gallery">{FIGURE}{FIGURE}</div><p>فقرة</p><p>كلام آخر</p><p>بعده</p>'
    )


def test_a_gallery_without_pictures_is_its_words():
    assert body.clean('<div class="gallery"><p>فقرة</p></div>') == "<p>فقرة</p>"


def test_a_fact_box_is_brought_into_its_shape():
    markup = '<aside class="factbox">كلام<h2>عنوان</h2><p>فقرة</p><ul><li>بند</li></ul></aside>'
    assert body.clean(markup) == (
        '<aside class="factbox"><h3>عنوان</h3><div class="factbox-body"><p>فقرة</p><ul><li>بند</li></ul>'
        "<p>كلام</p></div></aside>"
    )


@pytest.mark.parametrize("empty", ["", '<h3> </h3><div class="factbox-body"><p></p></div>'])
def test_an_empty_fact_box_is_none(empty):
    assert body.clean(f'<aside class="factbox">{empty}</aside>') == ""


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/a/2b3c4d5f/", "/admin/", "", "/a/2b3c4d5f/x/", "//evil.example/a/2b3c4d5f/"],
)
def test_a_related_box_leads_to_a_story_of_ours_or_is_words(link):
    assert body.clean(f'<aside class="related"><a href="{link}">عنوان</a></aside>') == "<p>عنوان</p>"


def test_a_box_within_a_box_is_opened():
    inner = '<aside class="related"><a href="/a/2b3c4d5f/">عنوان</a></aside>'
    markup = f'<aside class="factbox"><h3>ح</h3><div class="factbox-body"><p>ن</p>{inner}</div></aside>'
    assert body.clean(markup) == (
        '<aside class="factbox"><h3>ح</h3><div class="factbox-body"><p>ن</p>'
        '<a href="/a/2b3c4d5f/">عنوان</a></div></aside>'
    )


def test_a_div_without_a_shape_of_ours_is_opened():
    assert body.clean('<div class="share"><p>نص</p></div><div><div><p>آخر</p></div></div>') == "<p>نص</p><p>آخر</p>"


def test_the_stories_and_pictures_of_a_body_are_known():
    box = '<aside class="related"><a href="/a/2b3c4d5f/">ع</a></aside>'
    markup = f'<p><a href="/a/aaaaaaaa/">رابط</a></p>{box}{FIGURE}'
    assert body.related_stories(markup) == {"2b3c4d5f"}
    assert body.picture_keys(markup) == {"23456789bcdf"}


def test_the_words_of_every_box_are_counted_and_searched():
    markup = (
        '<aside class="factbox"><h3>عنوان</h3><div class="factbox-body"><p>فقرة</p></div></aside>'
        '<aside class="related"><a href="/a/2b3c4d5f/">مادة</a></aside><p>نص</p>'
    )
    assert body.plain_text(markup) == "عنوان\nفقرة\nمادة\nنص"
