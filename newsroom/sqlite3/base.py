import os

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that notices when a backup was put in the place of its file, and opens that."""

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        return connection

    def is_usable(self):
        return super().is_usable() and self._file() == self.opened

    def _file(self):
        """What tells the database's file from any other of the same name; None for one in memory."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
