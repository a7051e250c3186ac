import os
from functools import lru_cache

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that notices when a backup was put in the place of its file, and opens that."""

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        return connection

    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)

    def is_usable(self):
        return super().is_usable() and self._file() == self.opened

    def _file(self):
        """What tells the database's file from any other of the same name; None for one in memory."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino


class Cursor(base.SQLiteCursorWrapper):
    """Writes a statement's places for values as SQLite has them once, and not each time that it is asked."""

    def convert_query(self, query, *, param_names=None):
        if param_names is None:
            return _with_places(query)
        return super().convert_query(query, param_names=param_names)


# So many statements, some of them 10 kB long.
@lru_cache(maxsize=256)
def _with_places(query):
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
