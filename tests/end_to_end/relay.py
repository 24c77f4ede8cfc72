"""A wire between a counter and its server that a test can cut in all the ways in which wires are cut."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from threading import Event, Lock, Thread

_HARD = struct.pack("ii", 1, 0)  # SO_LINGER: closed at once, the other side gets a reset


class Way(Enum):
    """Which of the two directions of a wire."""

    THERE = "to the server"
    BACK = "to the counter"


BOTH = (Way.THERE, Way.BACK)


class Line:
    """One connection: whatever happens to it happens to it alone."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self._ends = {Way.THERE: (client, server), Way.BACK: (server, client)}
        self._flowing = {way: Event() for way in BOTH}
        self._gone = Event()
        self.delay = 0.0
        """Seconds that each piece is on its way."""
        self.unblock()

    def start(self) -> None:
        """Pass on what comes, both ways."""
        for way in BOTH:
            Thread(target=self._pump, args=(way,), daemon=True).start()

    def block(self, *ways: Way) -> None:
        """From now on nothing arrives that way (none named: both); what is sent is taken, and waits."""
        for way in ways or BOTH:
            self._flowing[way].clear()

    def unblock(self) -> None:
        """Pass on what has waited, and what comes."""
        for way in BOTH:
            self._flowing[way].set()

    def reset(self) -> None:
        """Both ends are told that the connection is no more; what was on its way is lost."""
        self._gone.set()
        for end, _ in self._ends.values():
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _HARD)
                end.shutdown(socket.SHUT_RD)  # wakes the pump; says nothing to the other side
            end.close()
        self.unblock()

    @property
    def is_gone(self) -> bool:
        """Whether it has ended."""
        return self._gone.is_set()

    def _pump(self, way: Way) -> None:
        source, sink = self._ends[way]
        with suppress(OSError), sink:
            while data := source.recv(65536):
                self._gone.wait(self.delay)
                self._flowing[way].wait()
                sink.sendall(data)
            if not self.is_gone:  # one end has hung up; a reset says no such thing
                sink.shutdown(socket.SHUT_RDWR)
        self._gone.set()


class Relay:
    """Passes bytes to and from a server. What is done to it is done to each of its lines, and to those that come."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._lines: list[Line] = []
        self._blocked: tuple[Way, ...] = ()
        self._delay = 0.0
        self._lock = Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._serve()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The connections there are now, the oldest first."""
        with self._lock:
            self._lines = [line for line in self._lines if not line.is_gone]
            return tuple(self._lines)

    def block(self, *ways: Way) -> None:
        """Nobody hears anything that way (none named: both); connections are still taken. One way: half-open."""
        with self._lock:
            self._blocked = ways or BOTH
        for line in self.lines:
            line.block(*ways)

    def unblock(self) -> None:
        """Pass on what has waited, and what comes."""
        with self._lock:
            self._blocked = ()
        for line in self.lines:
            line.unblock()

    def slow_down(self, seconds: float) -> None:
        """Each piece is on its way for so long; 0 is as before."""
        with self._lock:
            self._delay = seconds
        for line in self.lines:
            line.delay = seconds

    def reset(self) -> None:
        """All connections break; new ones are taken."""
        for line in self.lines:
            line.reset()

    def refuse(self) -> None:
        """Nobody listens any more, and all connections break."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.reset()

    def mend(self) -> None:
        """Whatever was done to it: from now on it is as new."""
        self.slow_down(0)
        self.unblock()
        if self._listener.fileno() < 0:
            self._listener = socket.create_server(("127.0.0.1", self.port))
            self._serve()

    def _serve(self) -> None:
        Thread(target=self._take, args=(self._listener,), daemon=True).start()

    def _take(self, listener: socket.socket) -> None:
        """Take connections until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _address = listener.accept()
                self._connect(client)

    def _connect(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._server_port))
        except OSError:  # the server is away: so is the wire, for whoever asks
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _HARD)
            client.close()
            return
        line = Line(client, server)
        with self._lock:
            line.delay = self._delay
            if self._blocked:
                line.block(*self._blocked)
            self._lines.append(line)
        line.start()


@contextmanager
def relay(server_port: int) -> Iterator[Relay]:
    """A relay before the server at ``server_port`` of the loopback."""
    made = Relay(server_port)
    try:
        yield made
    finally:
        made.refuse()
