"""Printers and print jobs from the command line."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desk_app.cli import main
from desk_app.counter import prints
from desk_app.counter.desk import open_desk
from desk_app.domain.prints import PrintKind
from desk_app.domain.values import Reason
from desk_app.settings import RAW_LANGUAGES
from desk_app.store.engine import Store
from tests.devices.printer import RawPrinter

Desk = Callable[..., dict[str, Any]]


@pytest.fixture
def parcel(hub: Desk) -> str:
    """A parcel on its shelf."""
    hub(
        "announce",
        "--shop",
        "La Belle Plume",
        "--order",
        "4127",
        "--name",
        "Éloïse Lefèvre",
        "--email",
        "e@example.com",
    )
    return str(hub("receive", "4127")["parcels"][0]["id"])


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    """A raw printer, switched on."""
    made = RawPrinter()
    made.switch_on()
    yield made
    made.switch_off()


def test_printers_says_where_labels_go(hub: Desk) -> None:
    hub("settings", "label.wire", "socket://192.168.1.50:9100")
    hub("settings", "label.language", "zpl")
    answer = hub("printers")
    assert answer["labels"] == {
        "printer": "",
        "wire": "socket://192.168.1.50:9100",
        "language": "zpl",
        "size": "62x29",
        "dpi": 203,
    }
    assert all(set(found) == {"name", "description", "default", "sizes", "resolutions"} for found in answer["printers"])


@pytest.mark.parametrize("language", RAW_LANGUAGES)
def test_a_label_is_sent_as_it_is_written(
    hub: Desk, parcel: str, printer: RawPrinter, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "label.raw"
    written = hub("label", parcel, "--out", file, "--language", language)
    assert (written["verdict"], written["files"]) == ("printed", [str(file)])
    hub("settings", "label.language", language)
    assert hub("label", parcel, "--socket", f"127.0.0.1:{printer.port}")["files"] == []
    assert printer.jobs == [file.read_bytes()]


def test_what_is_in_the_way_of_a_raw_printer_is_said(
    hub: Desk, parcel: str, printer: RawPrinter, tmp_path: Path
) -> None:
    printer.switch_off()
    place = f"127.0.0.1:{printer.port}"
    assert hub("label", parcel, "--socket", place, want=2)["verdict"] == "usage"
    assert place in hub("label", parcel, "--socket", place, "--language", "epl", want=3)["message"]
    missing = tmp_path / "none" / "label.raw"
    assert str(missing.parent) in hub("label", parcel, "--out", missing, "--language", "epl", want=3)["message"]
    assert hub("label", parcel, "--out", missing, want=2)["verdict"] == "usage"


def test_prints_are_listed_tried_again_and_dropped(hub: Desk, parcel: str, prepared_url: str) -> None:
    assert hub("prints")["prints"] == []
    with closing(Store(prepared_url)) as store:
        counter = open_desk(store, "Poste 1", "Camille")
        asked = prints.queue(counter, PrintKind.PARCEL_LABEL, [parcel, parcel])
        job = prints.begin(counter, asked)
        assert job is not None
        reason = Reason("devices.wire_cut", {"address": "10.0.0.9:9100"})
        prints.failed(counter, replace(job, printed=1), reason, heals=False)
    (listed,) = hub("prints")["prints"]
    told = {key: listed[key] for key in ("id", "kind", "subjects", "printed", "state", "attempts", "counter", "clerk")}
    assert told == {
        "id": asked.id,
        "kind": "parcel_label",
        "subjects": [parcel, parcel],
        "printed": 1,
        "state": "failed",
        "attempts": 1,
        "counter": "Poste 1",
        "clerk": "Camille",
    }
    assert "10.0.0.9:9100" in listed["reason"]
    assert hub("prints", "retry", asked.id)["verdict"] == "print_waits"
    assert hub("prints")["prints"][0]["state"] == "waiting"
    assert hub("prints", "cancel", asked.id)["verdict"] == "print_dropped"
    assert hub("prints")["prints"] == []
    for change in ("retry", "cancel"):
        assert hub("prints", change, asked.id, want=1)["verdict"] == "unknown_print"


def test_a_person_reads_what_is_not_out_and_why(
    hub: Desk, parcel: str, prepared_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Store(prepared_url)) as store:
        counter = open_desk(store, "Poste 1")
        job = prints.begin(counter, prints.queue(counter, PrintKind.PARCEL_LABEL, [parcel]))
        assert job is not None
        prints.stopped(counter, job)
    capsys.readouterr()
    common = ["--profile", str(tmp_path / "profile"), "--database", prepared_url, "--lang", "fr"]
    assert main([*common, "prints"]) == 0
    line = capsys.readouterr().out
    assert job.id in line
    assert "1 étiquette de colis" in line
    assert "0 sur 1" in line
    assert main([*common, "printers"]) == 0
    assert "Fichier PDF" in capsys.readouterr().out
