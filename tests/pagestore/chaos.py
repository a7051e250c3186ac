"""A proxy between the newsroom and PostgreSQL that goes wrong when it is told to."""

import select
import socket
import struct
import threading
import time
from contextlib import suppress


class ChaosProxy:
    """Passes bytes both ways until it is told otherwise.

    `go("hang")`: nothing moves any more; `go("reset")`: connections break, and so do new ones; `go("refuse")`: the
    same, from the first byte on; `go("pass")`: as if nothing had been.
    """

    def __init__(self, host, port):
        self.target, self.mode, self.broken = (host, port), "pass", 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def go(self, mode):
        self.mode = mode
        self.broken += mode in ("reset", "refuse")

    def close(self):
        self.go("reset")
        self.listener.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _address = self.listener.accept()
                if self.mode in ("reset", "refuse"):
                    _break(client)
                    continue
                server = socket.create_connection(self.target)
                threading.Thread(target=self._pass, args=(client, server), daemon=True).start()

    def _pass(self, client, server):
        whole = self.broken
        with suppress(OSError):
            while self.broken == whole:
                ready, _, _ = select.select([client, server], [], [], 0.05) if self.mode == "pass" else ([], [], [])
                if self.mode != "pass":
                    time.sleep(0.05)
                for source in ready:
                    data = source.recv(65536)
                    if not data:
                        return _close(client, server)
                    (server if source is client else client).sendall(data)
        _break(client)
        _close(server)
        return None


def _break(end):
    # Lingering for no time at all is what makes a close a reset.
    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    end.close()


def _close(*ends):
    for end in ends:
        end.close()
