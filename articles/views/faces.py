from articles.models import Author, Kind
from articles.models.prepared import Prepared


def writers_of(stories):
    """Return {key: author}, with portraits, of who wrote the opinions among `stories`: in one query for all."""
    keys = {story.bylines[0]["id"] for story in stories if story.kind == Kind.OPINION and story.bylines}
    return {writer.pk: writer for writer in _with_portraits(sorted(keys))} if keys else {}


@Prepared
def _with_portraits(keys, *, at):
    return Author.objects.select_related("portrait").filter(pk__in=keys)
