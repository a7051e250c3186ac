"""A newsroom full of secrets: one token in every place that no reader may ever see."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import pictures
from articles.models import Article, Participant
from articles.workflow import perform
from tests import factories as make

TOKEN = "canary7f3k"


def secret(what):
    return f"{TOKEN} {what}"


def secret_picture(by, texts=secret):
    """A picture whose name, metadata and texts are secret; its pixels are not."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x9286] = secret("description"), secret("artist"), secret("comment")
    exif.get_ifd(0x8825).update({1: "N", 2: (23.0, 35.0, 0.0), 29: TOKEN})
    file = io.BytesIO()
    Image.new("RGB", (900, 600), "#2a6f7f").save(file, "JPEG", exif=exif, comment=secret("jpeg").encode())
    upload = SimpleUploadedFile(f"{TOKEN}-file.jpg", file.getvalue(), "image/jpeg")
    return pictures.accept(
        upload,
        by=by,
        alt=texts("alt"),
        caption=texts("caption"),
        credit=texts("credit"),
        rights=secret("rights"),
    )


def fill_with_secrets(article, by):
    """Put the token into every field of `article`, and into everything that hangs on it."""
    for field in (
        "kicker",
        "headline",
        "standfirst",
        "place",
        "source",
        "notes",
        "seo_headline",
        "social_headline",
    ):
        setattr(article, field, secret(field))
    picture = secret_picture(by)
    inline = secret_picture(by)
    article.lead_picture, article.lead_alt, article.lead_caption = (
        picture,
        secret("lead alt"),
        secret("lead caption"),
    )
    article.body = (
        f"<h2>{TOKEN}</h2><p>{secret('body')}</p><figure class='image'>"
        f"<img src='{inline.desk_url}' alt='{TOKEN}'><figcaption>{TOKEN}</figcaption></figure>"
    )
    article.event = secret_event()
    article.session = article.event.sessions.get()
    article.save()
    article.bylines.create(author=make.make_author(name=secret("author"), biography=secret("bio")), order=5)
    article.tags.add(secret(f"tag {article.pk}"))
    return article


def secret_event():
    event = make.make_event(
        is_public=False, title=secret("event"), motto=secret("motto"), organiser=secret("organiser"),
        venue=secret("venue"), city="مسقط", description=secret("description"), closing_statement=secret("closing"),
    )  # fmt: skip
    session = make.make_session(
        event, title=secret("session"), hall=secret("hall"), abstract=secret("abstract")
    )
    Participant.objects.create(
        event=event, session=session, name=secret("speaker"), position=secret("position")
    )
    event.outcomes.create(text=secret("outcome"))
    return event


def build():
    """Make stories in every hidden state; return the addresses that a spy would try first."""
    writer = make.make_user("journalist", name=secret("writer"), email=f"{TOKEN}@example.com")
    editor = make.make_user("editor", name=secret("editor"))
    open_story = make.publish(make.make_article(writer), editor)
    stories = {}

    def story(state):
        article = make.make_article(writer)
        fill_with_secrets(article, writer)
        from articles.workflow import record_edit

        record_edit(article, by=writer)
        stories[state] = Article.objects.get(pk=article.pk)
        return stories[state]

    story("draft")
    make.submit(story("submitted"))
    returned = make.submit(story("returned"))
    perform(returned, "return", by=editor, note=secret("note"))
    make.approve(story("approved"), editor)
    make.schedule(story("scheduled"), editor)
    make.withdraw(make.publish(story("withdrawn"), editor), editor, notice="سُحبت المادة.")
    merged = make.publish(story("merged"), editor)
    make.withdraw(merged, editor, kind="merged", merged_into=open_story.public_id)
    perform(story("spiked"), "spike", by=editor)
    changed = make.publish(make.make_article(writer), editor)
    related = make.publish(make.make_article(writer, related=list(stories.values())), editor)
    translated = [*translations_of_secrets(stories, writer, editor), *secret_translations(writer, editor)]
    fill_with_secrets(changed, writer)
    from articles.workflow import record_edit

    record_edit(changed, by=writer)
    publish_with_a_picture(writer, editor)
    make.make_section(name="قسم بلا مواد منشورة", slug="empty-section")
    return addresses_to_try([*stories.values(), open_story, changed, related, *translated])


def translations_of_secrets(stories, writer, editor):
    """Live stories, each the translation of a hidden one."""
    in_english = {"language": "en", "direction": "ltr", "headline": "Open words"}
    for hidden in stories.values():
        yield make.publish(make.make_article(writer, translation_of=hidden, **in_english), editor)


def secret_translations(writer, editor):
    """Live stories, each with a translation that no reader may see yet, or any more."""
    hide = {
        "draft": lambda hidden: None,
        "approved": lambda hidden: make.approve(hidden, editor),
        "scheduled": lambda hidden: make.schedule(hidden, editor),
        "withdrawn": lambda hidden: make.withdraw(make.publish(hidden, editor), editor, notice="سُحبت المادة."),
    }
    for state, do in hide.items():
        original = make.publish(make.make_article(writer), editor)
        hidden = make.make_article(
            writer, translation_of=original, language="en", headline=secret(f"{state} translation")
        )
        do(hidden)
        yield original


def publish_with_a_picture(writer, editor):
    """A live story with pictures: their words are public, their files' names and metadata are not."""
    picture = secret_picture(writer, texts=lambda what: f"نص عام {what}")
    body = f'<p>نص</p><figure class="image"><img src="{picture.desk_url}" alt="ميناء"></figure>'
    make.publish(make.make_article(writer, lead_picture=picture, body=body), editor)


def addresses_to_try(stories):
    yield from (
        "/",
        "/events/",
        "/search/",
        "/search/?q=" + TOKEN,
        "/search/?q=مسقط",
        "/robots.txt",
        "/empty-section/",
    )
    for article in stories:
        event = article.event
        yield f"/a/{article.public_id}/"
        yield f"/{article.section.slug}/{article.public_id}/x/"
        yield article.section.get_absolute_url()
        for author in article.authors.all():
            yield author.get_absolute_url()
        for tag in article.tags.all():
            yield tag.get_absolute_url()
        if event:
            yield event.get_absolute_url()
        for picture in filter(None, [article.lead_picture]):
            yield picture.desk_url
            for name in ("w400.jpg", "w800.avif", "w900.webp", "c400.jpg", "s200.jpg", "share.jpg"):
                yield f"/pictures/{picture.address}/{name}"
                yield f"/pictures/{picture.key}/{name}"
            yield f"/media/{picture.original.name}"
            yield f"/static/{picture.original.name}"
