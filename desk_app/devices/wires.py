"""Where a raw printer's bytes go: a network socket, a device, a queue of the system.

Everything here waits for printers: call it from a worker, never from the screen's thread.
"""

import errno
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from ipaddress import IPv6Address
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired, run

from desk_app.devices.printers import PrinterError
from desk_app.domain.values import Reason

PORT = 9100
"""Where label printers listen, unless they were told otherwise."""

_PIECE = 8192  # bytes at a time
_PARTING = 1.0  # seconds that a printer has to hang up when it has read all; many never do
_QUEUE = re.compile(r"queue:([^-/#\s][^/#]*)")
_DEVICE = re.compile(r"device://(.+)")
_SOCKET = re.compile(r"(socket://)?(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?", re.ASCII | re.IGNORECASE)
_HOST = re.compile(r"(?!-|.{254})[\w-]{1,63}(\.(?!-)[\w-]{1,63})*", re.ASCII)
_REASONS = {
    errno.ECONNREFUSED: "devices.wire_refused",
    errno.EHOSTUNREACH: "devices.wire_no_answer",
    errno.ENETUNREACH: "devices.wire_no_answer",
    errno.EHOSTDOWN: "devices.wire_no_answer",
    errno.ENOENT: "devices.wire_no_device",
    errno.ENOTDIR: "devices.wire_no_device",
    errno.EISDIR: "devices.wire_no_device",
    errno.ENODEV: "devices.wire_no_device",
    errno.ENXIO: "devices.wire_no_device",
    errno.EBUSY: "devices.wire_busy",
    errno.EACCES: "devices.wire_not_allowed",
    errno.EPERM: "devices.wire_not_allowed",
}


class HalfSentError(PrinterError):
    """A part was sent and may be on paper: somebody has to look before it is sent again."""


@dataclass(frozen=True, slots=True)
class Socket:
    """A printer on the network."""

    host: str
    port: int = PORT

    @property
    def name(self) -> str:
        """What people call it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"socket://{self.name}"


@dataclass(frozen=True, slots=True)
class Device:
    """A path that can be written to: a USB or serial port, a pipe, a file that is there."""

    name: str

    def __str__(self) -> str:
        return f"device://{self.name}"


@dataclass(frozen=True, slots=True)
class Queue:
    """A printer of the system, which passes the bytes on as they are."""

    name: str

    def __str__(self) -> str:
        return f"queue:{self.name}"


Wire = Socket | Device | Queue


def parse(text: str) -> Wire:
    """``socket://HOST:PORT``, ``socket://HOST``, ``HOST:PORT``, ``device:///dev/usb/lp0`` or ``queue:NAME``.

    Its ``str`` is an address again. Raises ValueError.
    """
    text = text.strip()
    if text.isprintable():
        if found := _QUEUE.fullmatch(text):
            return Queue(found[1])
        if found := _DEVICE.fullmatch(text):
            return Device(found[1])
        if (found := _SOCKET.fullmatch(text)) and (found[1] or found[4]):
            host, port = found[2] or found[3], int(found[4] or PORT)
            if _is_host(host) and 0 < port < 65536:
                return Socket(host, port)
    raise ValueError(f"{text!r} is no printer's address: write 192.168.1.50:9100, device:///dev/usb/lp0 or queue:NAME")


def _is_host(name: str) -> bool:
    """Whether it can be looked up: a number, or names between dots."""
    try:
        return bool(_HOST.fullmatch(name) or IPv6Address(name))
    except ValueError:
        return False


def send(address: str, data: bytes, *, timeout: float = 5.0) -> None:
    """Sends all of ``data`` to ``address``, see :func:`parse`. Whether it gets on paper is known to the printer only.

    ``timeout`` is how many seconds it may take to connect, and how long the printer may take nothing at all; as long
    as it goes on reading it may be slow. Raises PrinterError when nothing was printed, HalfSentError when something
    may have been, and ValueError for an address that is none.
    """
    match parse(address):
        case Socket() as wire:
            _to_socket(wire, data, timeout)
        case Device() as wire:
            _to_device(wire, data, timeout)
        case Queue() as wire:
            _to_queue(wire, data, timeout)


def probe(address: str, *, timeout: float = 2.0) -> None:
    """Looks whether ``address`` is there and can be sent to, within ``timeout`` seconds, and prints nothing.

    Raises as :func:`send`.
    """
    match parse(address):
        case Socket() as wire:
            _connect(wire, timeout).close()
        case Device() as wire:
            with _reporting(wire):
                _open_device(wire).close()
        case Queue() as wire:
            _look_at_queue(wire, timeout)


def _connect(wire: Socket, timeout: float) -> socket.socket:
    with _reporting(wire):
        return socket.create_connection((wire.host, wire.port), timeout)


def _to_socket(wire: Socket, data: bytes, timeout: float) -> None:
    with _connect(wire, timeout) as connection:
        _pour(connection.send, lambda: _part(connection), data, wire)


def _part(connection: socket.socket) -> None:
    """Says that this was all and hears the printer out: to hang up on its answer takes back what it has not read."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(_PARTING)
    with suppress(TimeoutError):
        for _ in range(100):  # there are printers that never stop talking
            if not connection.recv(4096):
                return


def _open_device(wire: Device) -> FileIO:
    """Never made: a printer that is not there must not become a file."""
    if sys.platform == "win32":
        return FileIO(rf"\\.\{wire.name}", "wb")
    return FileIO(os.open(wire.name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_APPEND), "wb")


def _to_device(wire: Device, data: bytes, timeout: float) -> None:
    with _reporting(wire):
        device = _open_device(wire)
    with device:
        if sys.platform == "win32":
            _pour(device.write, device.flush, data, wire)
            return
        _leave_bytes_alone(device.fileno())
        take, ready = _taker(device.fileno(), timeout)
        _pour(take, ready, data, wire)


def _leave_bytes_alone(device: int) -> None:
    """A serial port is a terminal to the system, which would change line ends on the way."""
    if os.isatty(device):
        import termios  # noqa: PLC0415 - Windows has none
        import tty  # noqa: PLC0415

        tty.setraw(device, termios.TCSANOW)


def _taker(device: int, timeout: float) -> tuple[Callable[[memoryview], int], Callable[[], None]]:
    """What writes as much as the device takes, and what waits until it can take more: it has the last piece then."""
    import select  # noqa: PLC0415 - on Windows it knows no poll

    poll = select.poll()
    poll.register(device, select.POLLOUT)

    def ready() -> None:
        if not poll.poll(timeout * 1000):
            raise TimeoutError

    def take(piece: memoryview) -> int:
        ready()
        try:
            return os.write(device, piece)
        except BlockingIOError as error:  # the USB port of a printer without paper: ready, and not
            raise TimeoutError from error

    return take, ready


def _pour(take: Callable[[memoryview], int], finish: Callable[[], object], data: bytes, wire: Wire) -> None:
    """Gives piece after piece to ``take``, which says how much of it was taken, then waits for the end."""
    rest = memoryview(data)
    while rest:
        with _reporting(wire, is_begun=len(rest) < len(data)):
            rest = rest[take(rest[:_PIECE]) :]
    with _reporting(wire, is_begun=True):
        finish()


def _to_queue(wire: Queue, data: bytes, timeout: float) -> None:
    if sys.platform == "win32":
        from desk_app.devices import winspool  # noqa: PLC0415 - loads what only Windows has

        with _reporting(wire):
            winspool.send(wire.name, data)
        return
    _look_at_queue(wire, timeout)
    if _cups(wire, timeout, "lp", "-d", wire.name, "-o", "raw", "-t", "Comptoir", data=data).returncode:
        raise _queue_trouble(wire, "devices.printer_failed")


def _look_at_queue(wire: Queue, timeout: float) -> None:
    """Whether it is there and takes jobs."""
    if sys.platform == "win32":
        from desk_app.devices import winspool  # noqa: PLC0415 - loads what only Windows has

        with _reporting(wire):
            winspool.probe(wire.name)
        return
    state = _cups(wire, timeout, "lpstat", "-p", wire.name, "-a", wire.name)
    if state.returncode:
        known = _cups(wire, timeout, "lpstat", "-e").stdout.decode().split()
        raise _queue_trouble(wire, "devices.printer_unknown" if known else "devices.printer_none", known)
    if f"printer {wire.name} disabled".encode() in state.stdout:
        raise _queue_trouble(wire, "devices.printer_stopped")
    if f"{wire.name} not accepting".encode() in state.stdout:
        raise _queue_trouble(wire, "devices.printer_refuses")


def _cups(wire: Queue, timeout: float, program: str, *words: str, data: bytes = b"") -> CompletedProcess[bytes]:
    """Asks the print system, in English."""
    path = shutil.which(program)
    if not path:
        raise _queue_trouble(wire, "devices.printer_none")
    english = {**os.environ, "LC_ALL": "C"}
    with _reporting(wire, is_begun=bool(data)):
        try:
            return run([path, *words], env=english, input=data, capture_output=True, timeout=timeout, check=False)
        except TimeoutExpired as error:
            raise TimeoutError from error


def _queue_trouble(wire: Queue, key: str, known: Sequence[str] = ()) -> PrinterError:
    return PrinterError(Reason(key, {"printer": wire.name, "known": ", ".join(known)}))


@contextmanager
def _reporting(wire: Wire, *, is_begun: bool = False) -> Iterator[None]:
    """Turns what the system says into what the clerk can do."""
    try:
        yield
    except OSError as error:
        args = {"address": wire.name, "error": error.strerror or str(error), "group": _group(wire.name)}
        kind, key = (HalfSentError, _broken(error)) if is_begun else (PrinterError, _missing(error))
        raise kind(Reason(key, args)) from error


def _missing(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "devices.wire_no_answer"
    if isinstance(error, socket.gaierror):
        return "devices.wire_no_host"
    return _REASONS.get(error.errno or 0, "devices.wire_failed")


def _broken(error: OSError) -> str:
    return "devices.wire_stuck" if isinstance(error, TimeoutError) else "devices.wire_cut"


def _group(path: str) -> str:
    """Who may write to the device; ``lp`` is the group of most printers."""
    try:
        return Path(path).group()
    except (OSError, KeyError, NotImplementedError):
        return "lp"
