"""The doctor looks at the printers that the settings name, prints nothing, and says what to do about them."""

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.cli import main
from tests.databases import free_port
from tests.devices.far_ends import posix
from tests.devices.printer import RawPrinter

Look = Callable[..., dict[str, Any]]


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    """A raw printer on the network, switched on."""
    made = RawPrinter()
    made.switch_on()
    yield made
    made.switch_off()


@pytest.fixture
def look(tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: QApplication) -> Look:
    """Names printers in the settings and gives the doctor's line about them."""

    def look(**named: str) -> dict[str, Any]:
        common = ["--profile", str(tmp_path / "profile"), "--json"]
        for name, value in named.items():
            assert main([*common, "settings", name.replace("_", "."), value]) == 0
        capsys.readouterr()
        status = main([*common, "doctor"])
        checks = json.loads(capsys.readouterr().out)["checks"]
        assert status == (0 if all(check["ok"] for check in checks) else 3)
        (line,) = [check for check in checks if check["name"] == "printers"]
        assert isinstance(line, dict)
        return line

    return look


def test_without_a_printer_it_says_where_paper_goes(look: Look) -> None:
    expected = "Étiquettes\u00a0: Fichier PDF · Bons\u00a0: Fichier PDF"
    assert look() == {"name": "printers", "ok": True, "message": expected}


def test_printers_that_answer_are_well_and_get_nothing(look: Look, printer: RawPrinter) -> None:
    line = look(label_wire=printer.address, label_language="zpl", receipt_wire=printer.address)
    assert line["ok"], line
    assert line["message"].count(printer.address) == 2
    printer.switch_off()
    assert not any(printer.jobs)


def test_each_printer_that_is_off_is_told(look: Look, printer: RawPrinter) -> None:
    line = look(label_wire=printer.address, label_language="zpl", receipt_wire=f"127.0.0.1:{free_port()}")
    assert not line["ok"]
    labels, receipts = line["message"].split(" · ")
    assert labels == f"Étiquettes\u00a0: {printer.address}"
    assert receipts.startswith("Bons\u00a0: L’imprimante 127.0.0.1:")
    assert "refuse la connexion" in receipts


def test_an_address_without_a_language_is_told(look: Look, printer: RawPrinter) -> None:
    line = look(label_wire=printer.address)
    assert not line["ok"]
    assert "langage" in line["message"]


def test_an_address_that_is_none_is_told(look: Look) -> None:
    line = look(receipt_wire="tickets")
    assert not line["ok"]
    assert "n’est pas comprise" in line["message"]


@posix
def test_a_device_has_to_be_there_and_is_left_as_it_is(look: Look, tmp_path: Path) -> None:
    port = tmp_path / "lp0"
    line = look(label_wire=f"device://{port}", label_language="tspl")
    assert not line["ok"]
    assert str(port) in line["message"]
    assert not port.exists()
    port.write_bytes(b"as it was")
    assert look()["ok"]
    assert port.read_bytes() == b"as it was"


def test_a_printer_of_the_system_that_is_gone_is_told(look: Look) -> None:
    line = look(label_printer="Zebra au fond du placard")
    assert not line["ok"]
    assert "imprimante" in line["message"]


def test_a_printer_that_takes_no_more_calls_is_waited_for_two_seconds(look: Look) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server, socket.socket() as first, socket.socket() as more:
        place = server.getsockname()
        first.connect(place)  # the only one that is kept for a printer that answers none
        more.setblocking(False)
        more.connect_ex(place)
        line = look(receipt_wire=f"127.0.0.1:{place[1]}")
    assert not line["ok"]
    assert "ne répond pas" in line["message"]
