"""What stands in the way of publishing a picture, in words and as small marks."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.arabic import dates
from articles.models import Picture, Rights

from .rows import mark


class PicturesMayBeShown:
    """For forms of what readers see as soon as it is saved: no picture is newly chosen that may not be published."""

    def clean(self):
        cleaned = super().clean()
        for name in self.changed_data:
            chosen = self.cleaned_data.get(name)
            if isinstance(chosen, Picture) and chosen.rights_today in (Rights.EXPIRED, Rights.RESTRICTED):
                self.add_error(name, rights_in_words(chosen))
        return cleaned


def marks_of(picture):
    """Return what an editor should know before the picture is chosen."""
    rights = picture.rights_today
    found = [] if rights == Rights.USABLE else [mark(rights.label, warning=True)]
    return found if picture.alt else [*found, mark(_("no alternative text"), warning=True)]


def rights_in_words(picture):
    """Say what stands in the way of publishing the picture, or will soon; an empty text when nothing does."""
    rights = picture.rights_today
    if rights == Rights.USABLE:
        return ""
    if rights == Rights.RESTRICTED:
        return gettext("Not to be published: {reason}").format(reason=picture.restriction)
    day = dates.written(picture.usable_until)
    if rights == Rights.SOON:
        return gettext("It may be used until {day}.").format(day=day)
    return gettext("Its rights ended on {day}.").format(day=day)
