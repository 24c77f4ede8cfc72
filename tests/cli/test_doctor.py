"""The doctor looks at the scanner that the settings name, and says what to do about it."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from desk_app.cli import main
from desk_app.devices.serial_scanner import SerialScanner
from tests.devices.films import Shot, film
from tests.devices.listening import Heard
from tests.devices.ptys import Cable

Look = Callable[..., dict[str, Any]]


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    """A scanner's cable, plugged in."""
    with Cable(tmp_path / "scanner") as made:
        yield made


@pytest.fixture
def look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Look:
    """Names scanners in the settings and gives the doctor's line about them."""

    def look(**named: str) -> dict[str, Any]:
        common = ["--profile", str(tmp_path / "profile"), "--json"]
        for name, value in named.items():
            assert main([*common, "settings", f"scanner.{name}", value]) == 0
        capsys.readouterr()
        status = main([*common, "doctor"])
        checks = json.loads(capsys.readouterr().out)["checks"]
        assert status == (0 if all(check["ok"] for check in checks) else 3)
        (line,) = [check for check in checks if check["name"] == "scanner"]
        assert isinstance(line, dict)
        return line

    return look


def test_a_scanner_that_types_needs_no_port(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_ports, "comports", list)
    assert look() == {"name": "scanner", "ok": True, "message": "clavier"}


def test_ports_that_are_there_are_named(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [ListPortInfo("/dev/ttyACM0"), ListPortInfo("/dev/ttyS4")]
    found[0].description = "Barcode Scanner"
    monkeypatch.setattr(list_ports, "comports", lambda: found)
    expected = "clavier\u00a0; ports série\u00a0: /dev/ttyACM0 (Barcode Scanner), /dev/ttyS4"
    assert look()["message"] == expected


def test_a_port_that_opens_is_well(look: Look, cable: Cable) -> None:
    line = look(port=str(cable.path))
    assert (line["ok"], line["message"]) == (True, str(cable.path))


def test_a_port_that_is_not_there(look: Look, cable: Cable) -> None:
    cable.unplug()
    line = look(port=str(cable.path))
    assert not line["ok"]
    assert "branchez-le" in line["message"]


def test_a_port_that_is_taken(look: Look, cable: Cable) -> None:
    heard = Heard()
    scanner = SerialScanner(str(cable.path), heard.on_scan, heard.on_state)
    scanner.start()
    heard.state()
    line = look(port=str(cable.path))
    scanner.close()
    assert not line["ok"]
    assert "autre programme" in line["message"]


def test_a_camera_is_tried(look: Look, tmp_path: Path) -> None:
    well = look(camera=film(tmp_path / "film.avi", [Shot(2)]))
    assert well["ok"]
    assert "caméra" in well["message"]
    missing = look(camera="99")
    assert not missing["ok"]
    assert "ne donne pas d’image" in missing["message"]


def test_a_camera_without_its_extra(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    line = look(camera="0")
    assert not line["ok"]
    assert "pip install opencv-python-headless zxing-cpp" in line["message"]
