"""Scanners on a serial port, most of them behind USB: what they read needs no keyboard and no layout."""

import errno
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.devices.reader import Absent, OnState, Reader, Refused, State
from desk_app.devices.serial_lines import IDLE_S, Lines
from desk_app.domain.values import Reason

if TYPE_CHECKING:
    from serial import Serial

BAUD = 9600

_UNABLE: tuple[type[Exception], ...] = (OSError, ValueError)  # pyserial's own; a baud rate that cannot be set
if sys.platform != "win32":
    import termios

    _UNABLE += (termios.error,)  # a port that is unplugged while it is set up

_ABSENT = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO}
_BUSY = {errno.EBUSY, errno.EAGAIN}
_FORBIDDEN = {errno.EACCES, errno.EPERM}
_NUMBER = re.compile(r"(?:\(|\[Errno )(\d+)")


@dataclass(frozen=True, slots=True)
class Port:
    """A serial port that the system lists. ``serial_number`` and ``description`` are empty where it has none."""

    path: str
    description: str
    serial_number: str

    @property
    def name(self) -> str:
        """What the settings keep: it stays the same in another socket, where the device can be told by it."""
        return self.serial_number or self.path

    @property
    def shown(self) -> str:
        """Its path, and what it is where that is known."""
        return f"{self.path} ({self.description})" if self.description else self.path


def ports() -> tuple[Port, ...]:
    """The ports there are now, by path. May take a moment: for a worker."""
    from serial.tools.list_ports import comports  # noqa: PLC0415 - only for those who have such a scanner

    found = (Port(p.device, _said(p.description), p.serial_number or "") for p in comports())
    return tuple(sorted(found, key=lambda port: port.path))


def find(name: str) -> str:
    """The path of a port by its serial number, its description or its path, which need not be listed."""
    if Path(name).is_absolute():
        return name
    return next((port.path for port in ports() if name in {port.serial_number, port.description}), name)


def probe(name: str, baud: int = BAUD) -> str:
    """The path of a port that can be opened. Raises EnvironmentTrouble, which says why it cannot."""
    path = find(name)
    with _opened(path, name, baud):
        return path


class SerialScanner(Reader):
    """Hands each scan of one port to ``on_scan``. Plugged in again, it is found by itself."""

    def __init__(self, port: str, on_scan: Callable[[str], None], on_state: OnState, baud: int = BAUD) -> None:
        """``port`` is a path, a serial number or a description; ``baud`` is ignored by most USB scanners."""
        super().__init__("serial", on_state)
        self._port, self._baud, self._on_scan = port, baud, on_scan

    def _listen(self) -> None:
        with _opened(find(self._port), self._port, self._baud) as port:
            self._tell(State.LISTENING)
            lines = Lines()
            while not self._stop.is_set():
                for text in lines.feed(self._read(port, lines), time.monotonic()):
                    self._on_scan(text)

    def _read(self, port: "Serial", lines: Lines) -> bytes:
        """What has arrived, nothing after a tenth of a second. A scan that the unplugging cut is no scan."""
        try:
            return bytes(port.read(port.in_waiting or 1))
        except _UNABLE as error:
            why = "scanners.unplugged_midway" if lines.has_begun else "scanners.unplugged"
            raise Absent(Reason(why, {"port": self._port})) from error


@contextmanager
def _opened(path: str, name: str, baud: int) -> Iterator["Serial"]:
    """The port, ours alone. Raises Absent or Refused."""
    from serial import Serial  # noqa: PLC0415 - only for those who have such a scanner

    try:
        port = Serial(path, baud, timeout=IDLE_S, exclusive=True)
    except _UNABLE as error:
        raise _why(error, path, name) from error
    try:
        yield port
    finally:
        with suppress(OSError):  # it has been unplugged
            port.close()


def _why(error: Exception, path: str, name: str) -> Absent | Refused:
    found = _NUMBER.search(str(error))  # pyserial has the number in its words only, on Windows and when it sets up
    number = int(found[1]) if found else 0
    if number in _ABSENT:
        return Absent(Reason("scanners.missing", {"port": name}))
    if number in _BUSY or (number in _FORBIDDEN and sys.platform == "win32"):
        return Refused(Reason("scanners.busy", {"port": name}))
    if number in _FORBIDDEN:
        return Refused(Reason("scanners.not_allowed", {"port": name, "group": _group(path)}))
    return Refused(Reason("scanners.failed", {"port": name, "error": str(error)}))


def _group(path: str) -> str:
    """Whose members may open it."""
    try:
        return Path(path).group()
    except (OSError, KeyError):
        return "dialout"


def _said(description: str) -> str:
    return "" if description == "n/a" else description
