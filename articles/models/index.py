"""What a search looks into: analysed words beside their rows, and what each database needs to find them fast.

The words are written by `articles.search` alone. SQLite holds them in an FTS5 table that reads from ours (external
content, because Debian 12's SQLite cannot delete from a contentless one); PostgreSQL in a generated tsvector with a
GIN index. Both see the same tokens, which `articles.arabic.terms` has made plain, and so find the same rows.
"""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import models

from .article import Article
from .picture import Picture
from .publication import Publication

SECONDS_FROM = 62_135_596_800  # from the year 1 to 1970, so that no moment is negative
TIE_BITS = 20
# Entries whose places agree but for so many bits appeared within twelve days, or within half a year: slices of time.
# A frequent word is found in a few small ones; one of few stories is looked for in all, so those of old are large.
SLICE_BITS, LARGE_SLICE_BITS = TIE_BITS + 20, TIE_BITS + 24


def place_of(published_at, pk):
    """Return where a publication stands in time as one number: newest first is greatest first.

    Both databases walk their index in this order, so the newest hits come without sorting all of them.
    """
    seconds = int(published_at.timestamp() // 1) + SECONDS_FROM
    return seconds << TIE_BITS | pk & (1 << TIE_BITS) - 1


def moment_of(place):
    """Return the second of which `place_of` made `place`."""
    return datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=place >> TIE_BITS)


class PublicationEntry(models.Model):
    """A publication in the index. Whether readers may find it is decided when they ask, by its interval."""

    place = models.BigAutoField(primary_key=True)
    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="entry")
    facets = models.TextField(help_text="What the publication can be narrowed by, as tokens.")
    analysis = models.CharField(max_length=60, help_text="The version of the analysis that cut the words.")
    text = models.TextField()


class ArticleEntry(models.Model):
    """A story of the desk in the desk's index. Who may find it is decided by `Article.objects.visible_to`."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="entry")
    analysis = models.CharField(max_length=60)
    text = models.TextField()


class PictureEntry(models.Model):
    """A picture in the index of the library, which is the desk's alone."""

    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="entry")
    analysis = models.CharField(max_length=60)
    text = models.TextField()


INDEXED = (PublicationEntry, ArticleEntry, PictureEntry)
# For SQLite: what is asked of each hit before it is shown stands together, not in rows as long as their texts.
COVERING = {
    "publicationentry_marks": "articles_publicationentry (place, publication_id, facets)",
    "publication_interval": "articles_publication (id, live_from, live_until)",
}


def words_table(model):
    """Name the FTS5 table of `model` on SQLite."""
    return f"{model._meta.db_table}_words"


def slices_of(place):
    """The slices in which a place stands, in SQL; the large ones have the negative numbers."""
    return f"ARRAY[{place} >> {SLICE_BITS}, -({place} >> {LARGE_SLICE_BITS})]"


def words_index(model):
    """Name the GIN index of `model` on PostgreSQL, and what it holds.

    Publications are asked for newest first. GIN knows no order, but finds what two of its columns agree on without
    reading all of either: the words of a question, and the slices of time in which they are looked for.
    """
    if model is PublicationEntry:
        return f"{words_table(model)}_by_slice", f"(vector, ({slices_of('place')}))"
    return words_table(model), "(vector)"


def install(connection):
    """Give the index of `connection` what migrations cannot say; nothing when its tables are not there yet."""
    there = set(connection.introspection.table_names())
    statements = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for model in INDEXED:
            table = model._meta.db_table
            if table in there:
                for statement in statements(model, table, words_table(model)):
                    cursor.execute(statement)


@contextmanager
def filled_at_once(connection):
    """Within, rows of the index are written without being found; afterwards all of them are.

    Many times faster for thousands of rows than one by one. Belongs into a transaction: on the way out every row
    that is not in the index yet is looked for, on PostgreSQL the whole index is made anew.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL statement_timeout = 0")  # for this transaction: nobody's page waits for it
        for model in INDEXED:
            cursor.execute(
                f"DROP INDEX IF EXISTS {words_index(model)[0]}" if connection.vendor == "postgresql"
                else f"DROP TRIGGER IF EXISTS {words_table(model)}_insert"
            )  # fmt: skip
        yield
        if connection.vendor == "postgresql":
            connection.check_constraints()  # while rows wait for theirs, no index can be made
        else:
            for model in INDEXED:
                cursor.execute(_gaps(model._meta.db_table, model._meta.pk.column, words_table(model)))
    install(connection)


def _gaps(table, key, words):
    return f"""INSERT INTO {words} (rowid, text)
        SELECT {key}, text FROM {table} WHERE {key} NOT IN (SELECT id FROM {words}_docsize) ORDER BY {key}"""


def _postgresql(model, table, words):
    name, columns = words_index(model)
    yield f"""ALTER TABLE {table} ADD COLUMN IF NOT EXISTS vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED"""
    # Read at every question and packed for none: unpacking costs more than the disk it saves.
    yield f"ALTER TABLE {table} ALTER COLUMN vector SET STORAGE EXTERNAL"
    yield f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin {columns}"
    if name != words:
        for before in (words, f"{words}_in_time"):  # what stood in its place
            yield f"DROP INDEX IF EXISTS {before}"


def _sqlite(model, table, words):
    key = model._meta.pk.column
    row = f"INSERT INTO {words} ({words}, rowid, text) VALUES ('delete', OLD.{key}, OLD.text);"
    new = f"INSERT INTO {words} (rowid, text) VALUES (NEW.{key}, NEW.text);"
    # `ascii` takes every letter that is not Latin as it is; terms are plain already.
    yield f"""CREATE VIRTUAL TABLE IF NOT EXISTS {words}
        USING fts5(text, content='{table}', content_rowid='{key}', tokenize='ascii')"""
    if model is PublicationEntry:
        yield from (f"CREATE INDEX IF NOT EXISTS {name} ON {on}" for name, on in COVERING.items())
    for name, when, does in (
        ("insert", "INSERT", new),
        ("delete", "DELETE", row),
        ("update", "UPDATE OF text", row + new),
    ):
        yield f"DROP TRIGGER IF EXISTS {words}_{name}"
        yield f"CREATE TRIGGER {words}_{name} AFTER {when} ON {table} BEGIN {does} END"
