"""What the database itself refuses, whoever asks: overlapping intervals, and rewriting what was public or recorded.

Installed after every `migrate`, because SQLite loses a table's triggers when a migration remakes the table.
PostgreSQL refuses deletion as well; on SQLite, where emptying a test database deletes row by row, the models do.
"""

PUBLICATION = "articles_publication"
TRANSITION = "articles_transition"
FROZEN_PUBLICATION = (
    "article_id, revision_id, public_id, fingerprint, change, live_from, published_at,"
    " headline, body, body_source, translation_of_id"
)

POSTGRESQL = [
    # A one-article range stands in for "=": GiST knows ranges without the btree_gist extension.
    # Made once: over a long archive it takes minutes. Another definition needs another name.
    f"""DO $$ BEGIN IF NOT EXISTS (
            SELECT FROM pg_constraint
            WHERE conrelid = '{PUBLICATION}'::regclass AND conname = 'publication_intervals_never_overlap')
        THEN ALTER TABLE {PUBLICATION} ADD CONSTRAINT publication_intervals_never_overlap EXCLUDE USING gist (
            int8range(article_id, article_id, '[]') WITH &&, tstzrange(live_from, live_until) WITH &&);
        END IF; END $$""",
    """CREATE OR REPLACE FUNCTION articles_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"DROP TRIGGER IF EXISTS append_only ON {TRANSITION}",
    f"""CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {TRANSITION}
        FOR EACH ROW EXECUTE FUNCTION articles_refuse()""",
    f"DROP TRIGGER IF EXISTS append_only ON {PUBLICATION}",
    f"""CREATE TRIGGER append_only BEFORE UPDATE OF {FROZEN_PUBLICATION} ON {PUBLICATION}
        FOR EACH ROW EXECUTE FUNCTION articles_refuse()""",
    f"DROP TRIGGER IF EXISTS never_deleted ON {PUBLICATION}",
    f"""CREATE TRIGGER never_deleted BEFORE DELETE ON {PUBLICATION}
        FOR EACH ROW EXECUTE FUNCTION articles_refuse()""",
]

_OVERLAP = f"""WHEN (NEW.live_until IS NULL OR NEW.live_until > NEW.live_from) AND EXISTS (
    SELECT 1 FROM {PUBLICATION} AS other
    WHERE other.article_id = NEW.article_id AND other.id IS NOT NEW.id
      AND (other.live_until IS NULL OR other.live_until > other.live_from)
      AND (other.live_until IS NULL OR other.live_until > NEW.live_from)
      AND (NEW.live_until IS NULL OR NEW.live_until > other.live_from))
    BEGIN SELECT RAISE(ABORT, 'publication_intervals_never_overlap'); END"""

SQLITE = [
    "DROP TRIGGER IF EXISTS publication_overlap_insert",
    f"CREATE TRIGGER publication_overlap_insert BEFORE INSERT ON {PUBLICATION} {_OVERLAP}",
    "DROP TRIGGER IF EXISTS publication_overlap_update",
    f"CREATE TRIGGER publication_overlap_update BEFORE UPDATE ON {PUBLICATION} {_OVERLAP}",
    "DROP TRIGGER IF EXISTS transition_append_only",
    f"""CREATE TRIGGER transition_append_only BEFORE UPDATE ON {TRANSITION}
        BEGIN SELECT RAISE(ABORT, '{TRANSITION} is append-only'); END""",
    "DROP TRIGGER IF EXISTS publication_append_only",
    f"""CREATE TRIGGER publication_append_only BEFORE UPDATE OF {FROZEN_PUBLICATION} ON {PUBLICATION}
        BEGIN SELECT RAISE(ABORT, '{PUBLICATION} is append-only'); END""",
]


def install(connection):
    """Put the guards on the tables of `connection`, replacing what is there; nothing when the tables are not."""
    if PUBLICATION not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)
