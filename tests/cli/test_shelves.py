"""A sweep from the command line: what was scanned comes from a file, and mends the hub only when that is asked for."""

from pathlib import Path

from desk_app.domain.codes import new_parcel_id
from tests.cli.conftest import Desk


def shelved(hub: Desk, order: str, *, zone: str = "ambient") -> tuple[str, str]:
    """A parcel on its shelf: its id, and the shelf."""
    hub("announce", "--shop", "La Belle Plume", "--order", order, "--name", "Éloïse Lefèvre",
        "--email", "e@exemple.fr", "--zone", zone)  # fmt: skip
    parcel = hub("receive", order)["parcels"][0]
    return parcel["id"], parcel["shelf"]


def scans(folder: Path, *codes: str) -> Path:
    """A file as a scanner with a memory leaves it."""
    file = folder / "scans.txt"
    file.write_text("\ufeff" + "\r\n".join(codes), encoding="utf-8")
    return file


def test_a_sweep_lists_what_is_where_and_changes_nothing(hub: Desk, tmp_path: Path) -> None:
    seen, shelf = shelved(hub, "4127")
    missing, _shelf = shelved(hub, "4128")
    nobody = new_parcel_id()
    answer = hub("sweep", shelf, scans(tmp_path, seen, nobody, seen))
    assert (answer["verdict"], answer["shelf"]) == ("swept", shelf)
    assert (answer["standing"], answer["missing"], answer["unknown"]) == ([seen], [missing], [nobody])
    assert (answer["misplaced"], answer["gone"], answer["mended"]) == ([], [], 0)
    assert hub("sweep", shelf, scans(tmp_path, seen, missing))["missing"] == []


def test_a_sweep_mends_when_it_is_told_to(hub: Desk, tmp_path: Path) -> None:
    lost, shelf = shelved(hub, "4127")
    assert hub("sweep", shelf, scans(tmp_path), "--mend")["mended"] == 1
    assert hub("sweep", shelf, scans(tmp_path, lost))["misplaced"] == [lost]
    assert hub("sweep", shelf, scans(tmp_path, lost), "--mend")["mended"] == 1
    assert hub("sweep", shelf, scans(tmp_path, lost))["standing"] == [lost]


def test_goods_of_another_zone_are_refused(hub: Desk, tmp_path: Path) -> None:
    plain, shelf = shelved(hub, "4127")
    cheese, _fridge = shelved(hub, "2301", zone="chilled")
    answer = hub("sweep", shelf, scans(tmp_path, plain, cheese), "--mend", want=1)
    assert (answer["misplaced"], answer["mended"]) == ([cheese], 0)


def test_a_shelf_or_a_file_that_is_not_there_is_said(hub: Desk, tmp_path: Path) -> None:
    assert hub("sweep", "Z-99", scans(tmp_path), want=1)["verdict"] == "unknown_shelf"
    _parcel, shelf = shelved(hub, "4127")
    assert hub("sweep", shelf, tmp_path / "nowhere.txt", want=3)["message"]
