"""The wire that other tests cut: each way of cutting it does what it says."""

import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from threading import Thread
from time import monotonic

import pytest

from tests.end_to_end.relay import Relay, Way, relay
from tests.end_to_end.waiting import until

SILENCE = 0.1  # seconds in which nothing comes


class Echo:
    """A server that says again what it hears, and keeps it."""

    def __init__(self, listener: socket.socket) -> None:
        self.port = int(listener.getsockname()[1])
        self.heard = b""
        self._listener = listener

    def serve(self) -> None:
        """One connection after the other is answered, until the listener is closed."""
        with suppress(OSError):
            while True:
                connection, _address = self._listener.accept()
                Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            while data := connection.recv(1000):
                self.heard += data
                connection.sendall(data)


@pytest.fixture
def echo() -> Iterator[Echo]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Echo(listener)
        Thread(target=server.serve, daemon=True).start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire(echo: Echo) -> Iterator[Relay]:
    with relay(echo.port) as made:
        yield made


def call(wire: Relay) -> socket.socket:
    """A connection through the wire that has been heard already."""
    line = socket.create_connection(("127.0.0.1", wire.port), timeout=10)
    assert said(line, b"first") == b"first"
    return line


def said(line: socket.socket, data: bytes) -> bytes:
    """What comes back."""
    line.sendall(data)
    return line.recv(1000)


def is_silent(line: socket.socket) -> bool:
    """Nothing comes for a moment."""
    line.settimeout(SILENCE)
    try:
        line.recv(1000)
    except TimeoutError:
        return True
    finally:
        line.settimeout(10)
    return False


def test_blocked_it_takes_everything_and_passes_it_on_later(wire: Relay, echo: Echo) -> None:
    with closing(call(wire)) as line:
        wire.block()
        line.sendall(b"second")
        with closing(socket.create_connection(("127.0.0.1", wire.port), timeout=10)) as newcomer:
            newcomer.sendall(b"third")
            assert is_silent(line)
            assert is_silent(newcomer)
            assert echo.heard == b"first"
            wire.mend()
            assert (line.recv(1000), newcomer.recv(1000)) == (b"second", b"third")


def test_half_open_one_side_hears_the_other(wire: Relay, echo: Echo) -> None:
    with closing(call(wire)) as line:
        wire.block(Way.BACK)
        line.sendall(b"second")
        until(lambda: echo.heard == b"firstsecond", "the server to hear")
        assert is_silent(line)
        wire.unblock()
        assert line.recv(1000) == b"second"
        wire.block(Way.THERE)
        line.sendall(b"third")
        assert is_silent(line)
        assert echo.heard == b"firstsecond"


def test_a_reset_is_told_at_once(wire: Relay) -> None:
    with closing(call(wire)) as line, closing(call(wire)) as other:
        assert len(wire.lines) == 2
        wire.lines[0].reset()
        with pytest.raises(ConnectionResetError):
            line.recv(1000)
        assert said(other, b"second") == b"second"
        wire.reset()
        with pytest.raises(ConnectionResetError):
            other.recv(1000)
        assert not wire.lines
        with closing(call(wire)):
            pass


def test_a_blocked_line_is_reset_too(wire: Relay) -> None:
    with closing(call(wire)) as line:
        wire.block()
        line.sendall(b"second")
        wire.reset()
        with pytest.raises(ConnectionResetError):
            line.recv(1000)


def test_one_line_is_blocked_alone(wire: Relay) -> None:
    with closing(call(wire)) as line, closing(call(wire)) as other:
        wire.lines[0].block()
        line.sendall(b"second")
        assert is_silent(line)
        assert said(other, b"second") == b"second"


def test_slow_it_is_late(wire: Relay) -> None:
    with closing(call(wire)) as line:
        wire.slow_down(0.1)
        started = monotonic()
        assert said(line, b"second") == b"second"
        assert monotonic() - started >= 0.2  # there, and back
        wire.mend()
        assert said(line, b"third") == b"third"


def test_refusing_nobody_listens(wire: Relay) -> None:
    with closing(call(wire)) as line:
        wire.refuse()
        with pytest.raises(ConnectionResetError):
            line.recv(1000)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", wire.port), timeout=10)
    wire.mend()
    with closing(call(wire)):
        pass


def test_a_server_that_is_away_ends_the_call_and_not_the_wire(echo: Echo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = int(nobody.getsockname()[1])
    with relay(port) as wire:
        assert hangs_up(wire)
        assert hangs_up(wire)


def hangs_up(wire: Relay) -> bool:
    """The connection ends at once, if it is made at all."""
    try:
        with closing(socket.create_connection(("127.0.0.1", wire.port), timeout=10)) as line:
            return line.recv(1000) == b""
    except ConnectionResetError:
        return True
