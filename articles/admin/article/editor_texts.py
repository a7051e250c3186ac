"""What the editor in the browser is told: addresses, providers of embeds, and the words that it says."""

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles import body
from articles.arabic.counting import WORDS_PER_MINUTE

# One number for each of the six plural forms of Arabic, by the names that browsers give the forms.
SAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


def word_forms():
    """Return «%(n)s words» in every plural form, for the counter in the browser to choose from."""
    return {name: ngettext("%(n)s word", "%(n)s words", n) for name, n in SAMPLES.items()}


def minute_forms():
    """Return «%(n)s minutes to read» in every plural form."""
    return {name: ngettext("%(n)s minute to read", "%(n)s minutes to read", n) for name, n in SAMPLES.items()}


def editor_settings():
    return {
        "language": get_language(),
        "uploadUrl": reverse("admin:article_upload"),
        "picturesUrl": reverse("admin:article_library"),
        "storiesUrl": reverse("admin:article_published"),
        "providers": {
            key: {"name": str(provider.name), "patterns": provider.patterns_for_browsers}
            for key, provider in body.PROVIDERS.items()
        },
        "words": word_forms(),
        "minutes": minute_forms(),
        "wordsPerMinute": WORDS_PER_MINUTE,
        "labels": editor_labels(),
        "keys": keys(),
    }


def editor_labels():
    """The words that the editor says and its own translation does not have."""
    return {
        "editor": _("Body of the story"),
        "paragraph": _("Paragraph"),
        "heading": _("Heading"),
        "subheading": _("Subheading"),
        "pullquote": _("Pull quote"),
        "question": _("Question"),
        "foreign": _("Pictures of other sites were left out. Upload them here instead."),
        "tooLong": _("The body is too long to be one story. Make two of it."),
        **_box_labels(),
        **_picture_labels(),
        **_window_labels(),
    }


def _box_labels():
    return {
        "related": _("Related story"),
        "readAlso": _("Read also"),
        "searchStories": _("Search in published stories"),
        "factBox": _("Fact box"),
        "factBoxTitle": _("Title of the fact box"),
        "embed": _("Embed a post, a video or a map"),
        "embedLink": _("Link"),
        "embedHelp": _("YouTube, X, Instagram, Facebook, TikTok, Vimeo, Google Maps or OpenStreetMap."),
        "embedRefused": _(
            "This link cannot be embedded. Open it, and copy the whole address of the post, the video or the map;"
            " shortened links do not say where they lead."
        ),
    }


def _picture_labels():
    return {
        "describePicture": _("What does the picture show?"),
        "alt": _("Alternative text"),
        "altHelp": _("What the picture shows, for someone who cannot see it. Not the caption again."),
        "caption": _("Caption"),
        "library": _("Picture from the library"),
        "searchPictures": _("Search in pictures"),
        "narrowPictures": _("By photographer, rights, use, section, event and date"),
        "gallery": _("Gallery"),
        "uploadHere": _("or upload pictures:"),
        "uploadFailed": _("The picture did not arrive. Try again."),
        "moveUp": _("Move up"),
        "remove": _("Remove"),
    }


def _window_labels():
    return {
        "insert": _("Insert"),
        "done": _("Done"),
        "next": _("Next"),
        "cancel": _("Cancel"),
        "close": _("Close"),
        "nothingFound": _("Nothing was found."),
        "more": _("Show more"),
        "wholeScreen": _("Write on the whole screen"),
        "keys": _("Keyboard shortcuts"),
    }


def keys():
    """The keys that help while writing, with what each does; the list that the editor shows."""
    return [
        ("Ctrl+S", _("Save the story")),
        ("Ctrl+Shift+F", _("Write on the whole screen, and back")),
        ("Ctrl+B", _("Bold")),
        ("Ctrl+I", _("Italic")),
        ("Ctrl+K", _("Link")),
        ("Ctrl+Alt+Q", _("Question")),
        ("Ctrl+Alt+P", _("Pull quote")),
        ("## + Space", _("Heading")),
        ("* + Space", _("List with points")),
        ("1. + Space", _("List with numbers")),
        ("> + Space", _("Quote")),
        ("Ctrl+F", _("Find and replace")),
        ("Ctrl+Z", _("Undo")),
        ("Ctrl+Y", _("Redo")),
        ("Ctrl+Shift+V", _("Paste as plain text")),
        ("Alt+0", _("This list")),
    ]
