"""A serial scanner at the end of a real terminal line: scans, unplugging, refusals."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from serial import SerialException
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from desk_app.devices import serial_scanner
from desk_app.devices.reader import Absent, Refused, State
from desk_app.devices.serial_scanner import Port, SerialScanner, find, ports, probe
from desk_app.domain.trouble import EnvironmentTrouble
from tests.devices.listening import Heard
from tests.devices.ptys import Cable

LISTENING = (State.LISTENING, "")
Plug = Callable[..., SerialScanner]


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    """A cable, plugged in."""
    with Cable(tmp_path / "scanner") as made:
        yield made


@pytest.fixture
def heard() -> Heard:
    """What the scanner tells."""
    return Heard()


@pytest.fixture
def start(heard: Heard) -> Iterator[Plug]:
    """Starts scanners; none of their threads is left at the end."""
    made: list[SerialScanner] = []

    def start(port: Path | str, told: Heard = heard, baud: int = 9600) -> SerialScanner:
        made.append(SerialScanner(str(port), told.on_scan, told.on_state, baud))
        made[-1].start()
        return made[-1]

    yield start
    for scanner in made:
        scanner.close()
    assert [thread.name for thread in threading.enumerate() if thread.name == "comptoir-serial"] == []


@pytest.fixture
def listening(start: Plug, cable: Cable, heard: Heard) -> SerialScanner:
    """A scanner that listens at the cable."""
    scanner = start(cable.path)
    assert heard.state() == LISTENING
    return scanner


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b"\x03"])
def test_a_scan_is_heard(listening: SerialScanner, cable: Cable, heard: Heard, end: bytes) -> None:
    cable.send(b"GVDVVFKKG" + end)
    assert heard.scan() == "GVDVVFKKG"


def test_a_scan_without_suffix_ends_by_itself(listening: SerialScanner, cable: Cable, heard: Heard) -> None:
    cable.send(b"GVDVVFKKG")
    assert heard.scan() == "GVDVVFKKG"
    cable.send(b"4127")
    assert heard.scan() == "4127"


def test_a_thousand_scans_are_a_thousand_in_their_order(listening: SerialScanner, cable: Cable, heard: Heard) -> None:
    sent = [f"{number:07d}-Éloïse" for number in range(1000)]
    cable.send("".join(f"{text}\r\n" for text in sent).encode())
    assert [heard.scan() for _ in sent] == sent
    assert heard.scans.empty()


@pytest.mark.parametrize("baud", [300, 115_200])
def test_other_speeds(start: Plug, cable: Cable, heard: Heard, baud: int) -> None:
    start(cable.path, baud=baud)
    assert heard.state() == LISTENING
    cable.send(b"4127\r")
    assert heard.scan() == "4127"


# unplugged


def test_it_is_unplugged_and_plugged_in_again(listening: SerialScanner, cable: Cable, heard: Heard) -> None:
    for number in range(2):
        cable.unplug()
        assert heard.state() == (State.GONE, "scanners.unplugged")
        cable.plug()
        assert heard.state() == LISTENING
        cable.send(b"scan %d\r" % number)
        assert heard.scan() == f"scan {number}"


def test_half_a_scan_is_no_scan(listening: SerialScanner, cable: Cable, heard: Heard) -> None:
    cable.send(b"one\r")
    assert heard.scan() == "one"
    cable.send(b"two\rthr")
    assert heard.scan() == "two"
    cable.unplug()
    assert heard.state() == (State.GONE, "scanners.unplugged_midway")
    cable.plug()
    assert heard.state() == LISTENING
    cable.send(b"four\r")
    assert heard.scan() == "four"


def test_it_may_come_later(start: Plug, cable: Cable, heard: Heard) -> None:
    cable.unplug()
    start(cable.path)
    assert heard.state() == (State.SEARCHING, "scanners.missing")
    cable.plug()
    assert heard.state() == LISTENING


def test_what_stays_away_is_said_once(heard: Heard, tmp_path: Path) -> None:
    tries: list[str] = []
    tried = threading.Event()

    class Counting(SerialScanner):
        def _listen(self) -> None:
            tries.append(self._port)
            if len(tries) == 3:
                tried.set()
            super()._listen()

    scanner = Counting(str(tmp_path / "nothing"), heard.on_scan, heard.on_state)
    scanner.start()
    assert tried.wait(20)
    scanner.close()
    assert heard.state() == (State.SEARCHING, "scanners.missing")
    assert heard.states.empty()


# refused


def test_a_port_that_is_taken(start: Plug, listening: SerialScanner, cable: Cable) -> None:
    other = Heard()
    start(cable.path, other)
    assert other.state() == (State.REFUSED, "scanners.busy")
    listening.close()
    assert other.state() == LISTENING
    cable.send(b"4127\r")
    assert other.scan() == "4127"


def test_a_port_that_is_not_allowed(start: Plug, cable: Cable, heard: Heard) -> None:
    with cable.forbidden() as device:
        start(device)
        assert heard.state() == (State.REFUSED, "scanners.not_allowed")
    assert heard.state() == LISTENING


def test_whom_to_ask(cable: Cable) -> None:
    with cable.forbidden() as device, pytest.raises(Refused) as refused:
        probe(str(device))
    assert refused.value.reason.args["group"] == device.group()


def test_a_file_is_no_scanner(start: Plug, heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path):
        start(path)
        assert heard.state() == (State.REFUSED, "scanners.failed")


def test_a_port_can_be_tried(cable: Cable) -> None:
    assert probe(str(cable.path)) == str(cable.path)
    cable.unplug()
    with pytest.raises(EnvironmentTrouble) as missing:
        probe(str(cable.path))
    assert missing.value.reason.key == "scanners.missing"


@pytest.mark.parametrize(
    ("words", "kind", "key"),
    [
        ("could not open port 'COM7': FileNotFoundError(2, 'Not found.', None, 2)", Absent, "scanners.missing"),
        ("could not open port 'COM7': PermissionError(13, 'Denied.', None, 5)", Refused, "scanners.busy"),
    ],
)
def test_the_words_of_windows(monkeypatch: pytest.MonkeyPatch, words: str, kind: type[Exception], key: str) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    trouble = serial_scanner._why(SerialException(words), "COM7", "COM7")
    assert type(trouble) is kind
    assert trouble.reason.key == key


# closed


def test_it_closes_while_it_reads(listening: SerialScanner, cable: Cable, heard: Heard) -> None:
    cable.send(b"one\rhalf a sc")
    assert heard.scan() == "one"
    listening.close()
    assert not listening._thread.is_alive()
    assert heard.scans.empty()


def test_it_closes_while_it_looks(start: Plug, heard: Heard, tmp_path: Path) -> None:
    scanner = start(tmp_path / "nothing")
    heard.state()
    scanner.close()
    assert not scanner._thread.is_alive()


def test_it_closes_while_scans_rain(listening: SerialScanner, cable: Cable, heard: Heard) -> None:
    cable.send(b"4127\r" * 800)
    assert heard.scan() == "4127"
    listening.close()
    assert not listening._thread.is_alive()


# found


def listed(path: Path, serial_number: str | None, description: str) -> ListPortInfo:
    """A port as pyserial lists it."""
    port = ListPortInfo(str(path))
    port.serial_number, port.description = serial_number, description
    return port


@pytest.fixture
def usb(cable: Cable, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """What the system lists: a scanner at the cable, under a path that can change, and a modem."""
    places = {"scanner": cable.path}

    def comports() -> list[ListPortInfo]:
        scanner = listed(places["scanner"], "S19-00042", "Barcode Scanner")
        return [scanner, listed(Path("/dev/modem"), None, "n/a")]

    monkeypatch.setattr(list_ports, "comports", comports)
    return places


def test_ports_are_listed(usb: dict[str, Path], cable: Cable) -> None:
    modem, scanner = ports()
    assert modem == Port("/dev/modem", "", "")
    assert (modem.name, scanner.name) == ("/dev/modem", "S19-00042")
    assert scanner == Port(str(cable.path), "Barcode Scanner", "S19-00042")


@pytest.mark.parametrize("name", ["S19-00042", "Barcode Scanner"])
def test_a_scanner_is_found_under_its_new_path(
    usb: dict[str, Path], cable: Cable, start: Plug, heard: Heard, name: str
) -> None:
    assert find(name) == str(cable.path)
    start(name)
    assert heard.state() == LISTENING
    cable.unplug()
    assert heard.state() == (State.GONE, "scanners.unplugged")
    cable.path = usb["scanner"] = cable.path.with_name("elsewhere")
    cable.plug()
    assert heard.state() == LISTENING
    cable.send(b"4127\r")
    assert heard.scan() == "4127"


def test_the_real_list_can_be_asked() -> None:
    assert all(port.path and port.name for port in ports())
    assert find("no such scanner") == "no such scanner"
