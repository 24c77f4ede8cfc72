"""A wire between the counter and its server that a test can cut or block."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class Relay:
    """Passes bytes to and from a server. Blocked, it still accepts and takes bytes, but passes nothing on."""

    def __init__(self, listener: socket.socket, server_port: int) -> None:
        self.port = int(listener.getsockname()[1])
        self._listener = listener
        self._server_port = server_port
        self._flowing = Event()
        self._flowing.set()

    def block(self) -> None:
        """From now on nobody hears anything; what is sent waits."""
        self._flowing.clear()

    def unblock(self) -> None:
        """Pass on what has waited, and what comes."""
        self._flowing.set()

    def serve(self) -> None:
        """Take connections until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._server_port))
                for source, sink in ((client, server), (server, client)):
                    Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError), sink:
            while data := source.recv(65536):
                self._flowing.wait()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_RDWR)


@contextmanager
def relay(server_port: int) -> Iterator[Relay]:
    """A relay before the server at ``server_port`` of the loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Relay(listener, server_port)
        Thread(target=made.serve, daemon=True).start()
        try:
            yield made
        finally:
            made.unblock()
            listener.shutdown(socket.SHUT_RDWR)
