"""Printers that are not there. Those that are there are in ``tests/end_to_end/test_cups.py``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.devices.label import SMALL, ParcelLabel, draw
from desk_app.devices.printers import print_pictures
from desk_app.i18n import load
from tests.devices.samples import TEXTS, parcel


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a printer: the one to PDF")
def test_without_any_printer_it_says_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.end_to_end.print_labels", "Zebra", "62x29"]
    environment = os.environ | {"CUPS_SERVER": str(tmp_path / "nobody")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "devices.printer_none"


def test_what_stops_the_drawing_stops_before_any_printer_is_asked() -> None:
    class StopError(Exception):
        pass

    def stop(_done: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        print_pictures("no such printer", [draw(ParcelLabel.of(parcel(), TEXTS["fr"]), SMALL)], SMALL, stop)


def test_nothing_to_print_needs_no_printer() -> None:
    assert print_pictures("no such printer", [], SMALL) == 0


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("key", [key for key in load("fr") if key.startswith("devices.printer_")])
def test_every_trouble_names_the_printer_or_the_way_to_one(language: str, key: str) -> None:
    sentence = TEXTS[language](key, printer="Zebra ZD421", known="100x50, 62x29", size="70x40")
    assert "Zebra ZD421" in sentence or key == "devices.printer_none"
    assert sentence.endswith(".")
