"""The wiring: settings, addresses, the WSGI entry. Everything that the newsroom *does* is in `articles`."""
