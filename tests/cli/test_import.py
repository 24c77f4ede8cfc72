"""Importing files from the command line: counts are orders, reasons are for shopkeepers."""

from pathlib import Path

import pytest

from tests.cli.conftest import Desk

SHEET = """N° commande;Client;Email;Téléphone;Reste à payer
4127;Éloïse Lefèvre;eloise@exemple.fr;05 36 49 11 78;0,00 €
4128;Paul Garnier;paul@exemple.fr;;12,50 €
4129;;personne@exemple.fr;;
"""
COUNTS = ("new", "changed", "identical", "cancelled")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A shop's sheet as a French spreadsheet saves it; its last row names nobody."""
    file = tmp_path / "commandes.csv"
    file.write_bytes(SHEET.encode("cp1252"))
    return file


def imported(hub: Desk, *words: object, want: int = 0) -> tuple[int, ...]:
    """The counts an import answers."""
    answer = hub("import", "--shop", "La Belle Plume", *words, want=want)
    return tuple(answer[name] for name in COUNTS)


def test_the_same_file_twice_changes_nothing(hub: Desk, sheet: Path) -> None:
    assert imported(hub, sheet) == (2, 0, 0, 0)
    before = hub("parcels")["parcels"]
    assert imported(hub, sheet) == (0, 0, 2, 0)
    assert hub("parcels")["parcels"] == before


def test_a_dry_run_counts_and_writes_nothing(hub: Desk, sheet: Path) -> None:
    assert imported(hub, sheet, "--dry-run") == (2, 0, 0, 0)
    assert hub("parcels")["parcels"] == []
    assert hub("journal")["entries"] == []


def test_a_refused_row_says_where_it_is_and_why(hub: Desk, sheet: Path) -> None:
    (refused,) = hub("import", "--shop", "La Belle Plume", sheet)["refused"]
    assert (refused["row"], refused["file"], "4129" in refused["reason"]) == (4, "commandes.csv", True)


def test_a_changed_order_is_changed_and_an_empty_cell_erases_nothing(hub: Desk, sheet: Path) -> None:
    imported(hub, sheet)
    changed = SHEET.replace("12,50", "10,00").replace("05 36 49 11 78", "")
    sheet.write_bytes(changed.encode("utf-8-sig"))
    assert imported(hub, sheet) == (0, 1, 1, 0)
    by_order = {p["order"]: p for p in hub("parcels")["parcels"]}
    assert by_order["4128"]["amount_due_cents"] == 1000
    assert by_order["4127"]["phone"] == "+33536491178"


def test_several_files_are_one_import(hub: Desk, sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "suite.csv"
    other.write_text("Order;Customer\n77;Zoé Rousseau\n", encoding="utf-8")
    assert imported(hub, sheet, other) == (3, 0, 0, 0)


def test_a_file_that_is_no_list_of_orders_is_refused_whole(hub: Desk, tmp_path: Path) -> None:
    rubbish = tmp_path / "photo.csv"
    rubbish.write_bytes(bytes(range(256)) * 40)
    answer = hub("import", "--shop", "La Belle Plume", rubbish, want=1)
    assert (answer["verdict"], answer["refused"][0]["row"]) == ("import_refused", 0)
    assert answer["message"]


def test_a_file_that_is_not_there_is_an_environment_trouble(hub: Desk, sheet: Path, tmp_path: Path) -> None:
    answer = hub("import", "--shop", "La Belle Plume", sheet, tmp_path / "absent.csv", want=3)
    assert "absent.csv" in answer["message"]
    assert hub("parcels")["parcels"] == []
