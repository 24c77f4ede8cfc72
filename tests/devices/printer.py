"""A raw printer on the network that can be switched on and off, and keeps what it is sent."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from tests.databases import free_port


class RawPrinter:
    """Listens on a port of its own while it is on. ``jobs`` are what each connection brought."""

    def __init__(self, on_job: Callable[[int], object] = lambda _count: None) -> None:
        """``on_job`` is told how many jobs have come, before the sender hears the printer hang up."""
        self.port = free_port()
        self.jobs: list[bytes] = []
        self.on_job = on_job
        self.server: socket.socket | None = None
        self._thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        """As the settings write it."""
        return f"socket://127.0.0.1:{self.port}"

    def switch_on(self) -> None:
        """Take jobs from now on."""
        self.server = socket.create_server(("127.0.0.1", self.port))
        self._thread = threading.Thread(target=self._serve, args=(self.server,))
        self._thread.start()

    def switch_off(self) -> None:
        """Refuse whoever calls."""
        if self.server is not None and self._thread is not None:
            with suppress(OSError):
                self.server.shutdown(socket.SHUT_RDWR)
            self.server.close()
            self._thread.join()
            self.server = None

    def _serve(self, server: socket.socket) -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as sent:
                self.jobs.append(sent.read())
                self.on_job(len(self.jobs))
