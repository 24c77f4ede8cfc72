"""A shop's file: looked at first, entered on demand, stopped and gone on with, its refused rows sent back."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason, RefusedRow
from desk_app.domain.verdicts import Tone
from desk_app.i18n import Texts
from desk_app.ui import save_as
from desk_app.ui.pages import arrivages_import
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.pages.arrivages_import import Stage
from desk_app.ui.pages.arrivages_keys import Mode
from desk_app.ui.pages.arrivages_reading import save_refused
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]
TITLES = ["N° commande", "Client", "E-mail", "Produits", "Reste à payer"]


def sheet(file: Path, *rows: list[str]) -> Path:
    """A shop's sheet."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([TITLES, *rows])
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two good orders, one without a customer, one without a number, one with a bad address."""
    return sheet(
        tmp_path / "commandes.csv",
        ["I-1", "Éloïse Lefèvre", "eloise@exemple.fr", "Coffret", "12,50"],
        ["I-2", "", "x@exemple.fr", "Savon", ""],
        ["", "Paul Garnier", "paul@exemple.fr", "Savon", ""],
        ["I-4", "Anne Moreau", "pas une adresse", "Savon", "0"],
    )


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """More orders than one transaction enters."""
    rows = [[f"I-{n}", f"Client {n}", f"c{n}@exemple.fr", "Savon", "0"] for n in range(400)]
    return sheet(tmp_path / "long.csv", *rows)


def choose(page: Arrivages, keys: Keys, file: Path) -> None:
    """F9, the shop, the file, Enter."""
    keys.press(Key.Key_F9)
    keys.type("iris")
    page.importer.file.set_text(str(file))
    page.importer.file.setFocus()
    keys.press(Key.Key_Return)


def stage(page: Arrivages) -> Stage:
    """How far the file is."""
    return page.importer.stage


def counts(page: Arrivages) -> dict[str, str]:
    """The numbers of the report."""
    return {name: number.text() for name, number in page.importer.report.numbers.items()}


def band(page: Arrivages) -> tuple[Tone, str]:
    """What the band says."""
    assert page.band.isVisible()
    return page.band.tone, page.band.title


def test_a_file_is_looked_at_and_nothing_is_written_before_enter(
    arrivages: Arrivages, keys: Keys, file: Path, settled: Settled
) -> None:
    choose(arrivages, keys, file)
    settled()
    assert stage(arrivages) is Stage.PREVIEW
    assert counts(arrivages) == {
        "new": "2", "changed": "0", "identical": "0", "cancelled": "0", "refused": "2", "warnings": "1"
    }  # fmt: skip
    model = arrivages.importer.report.issues
    issues = [model.issue(place) for place in range(model.rowCount())]
    assert [(issue.place, issue.tone) for issue in issues] == [
        ("ligne 3", "red"),
        ("ligne 4", "red"),
        ("ligne 5", "amber"),
    ]
    assert "I-2" in issues[0].why
    arrivages.refresh()
    settled()
    assert arrivages.list.table.rows == []


def test_enter_writes_the_orders_and_shows_them_in_the_list(
    arrivages: Arrivages, keys: Keys, file: Path, settled: Settled
) -> None:
    choose(arrivages, keys, file)
    settled()
    keys.press(Key.Key_Return)
    settled()
    assert stage(arrivages) is Stage.DONE
    assert band(arrivages) == (Tone.YES, "Fichier repris")
    assert counts(arrivages)["new"] == "2"
    assert counts(arrivages)["refused"] == "2"
    keys.press(Key.Key_Return)
    settled()
    assert arrivages.mode is Mode.LIST
    assert {row.parcel.order for row in arrivages.list.table.rows} == {"I-1", "I-4"}


def test_the_same_file_again_is_identical(arrivages: Arrivages, keys: Keys, file: Path, settled: Settled) -> None:
    for _ in range(2):
        choose(arrivages, keys, file)
        settled()
        keys.press(Key.Key_Return)
        settled()
        keys.press(Key.Key_Return)
    assert arrivages.band.isVisible()
    assert "identiques\u00a0: 2" in arrivages.band.sentence


def test_escape_leaves_a_file_that_was_only_looked_at_unwritten(
    arrivages: Arrivages, keys: Keys, file: Path, settled: Settled
) -> None:
    choose(arrivages, keys, file)
    settled()
    keys.press(Key.Key_Escape)
    assert stage(arrivages) is Stage.CHOOSE
    assert arrivages.importer.file.text() == str(file)
    keys.press(Key.Key_Escape)
    settled()
    assert arrivages.mode is Mode.LIST
    assert arrivages.list.table.rows == []


def test_stopping_keeps_what_is_in_and_going_on_finishes(
    arrivages: Arrivages, keys: Keys, long_file: Path, settled: Settled, qtbot: QtBot
) -> None:
    choose(arrivages, keys, long_file)
    settled()
    assert arrivages.importer.preview is not None
    keys.press(Key.Key_Return)
    assert stage(arrivages) is Stage.ENTERING
    keys.press(Key.Key_Escape)
    settled()
    assert stage(arrivages) is Stage.STOPPED
    assert band(arrivages) == (Tone.LOOK, "Import arrêté")
    entered = arrivages.list.page.total if arrivages.list.page else 0
    assert 0 < entered < 400
    keys.press(Key.Key_Return)
    settled()
    assert stage(arrivages) is Stage.DONE
    assert counts(arrivages)["identical"] == str(entered)
    assert arrivages.list.page is not None
    assert arrivages.list.page.total == 400


def test_reading_can_be_stopped_and_the_file_is_asked_about_again(
    arrivages: Arrivages, keys: Keys, long_file: Path, settled: Settled
) -> None:
    choose(arrivages, keys, long_file)
    assert stage(arrivages) is Stage.READING
    keys.press(Key.Key_F9)  # means nothing while it is read
    arrivages.importer.open()
    assert stage(arrivages) is Stage.READING
    keys.press(Key.Key_Escape)
    settled()
    assert stage(arrivages) is Stage.CHOOSE
    assert arrivages.importer.file.text() == str(long_file)
    assert arrivages.list.table.rows == []


def test_progress_is_shown_while_orders_are_entered(
    arrivages: Arrivages, keys: Keys, long_file: Path, settled: Settled, qtbot: QtBot
) -> None:
    choose(arrivages, keys, long_file)
    settled()
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: arrivages.importer.bar.value() > 0)
    assert arrivages.importer.bar.maximum() == 400
    assert arrivages.importer.bar.isVisible()
    settled()
    assert not arrivages.importer.bar.isVisible()


def test_scans_are_answered_while_a_file_is_entered(
    arrivages: Arrivages, hub: Hub, keys: Keys, long_file: Path, settled: Settled, answered: Settled
) -> None:
    parcel = hub.announce("Éloïse Lefèvre")
    choose(arrivages, keys, long_file)
    settled()
    keys.press(Key.Key_Return)
    keys.scan(parcel.id)
    answered()
    assert hub.parcel(parcel.id).shelf is not None
    settled()
    assert stage(arrivages) is Stage.DONE


def test_a_database_that_goes_away_stops_the_import_and_it_goes_on_later(
    arrivages: Arrivages, hub: Hub, keys: Keys, long_file: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(arrivages, keys, long_file)
    settled()
    hub.go_away(monkeypatch)
    keys.press(Key.Key_Return)
    settled()
    assert stage(arrivages) is Stage.STOPPED
    assert band(arrivages) == (Tone.NO, "Base de données injoignable")
    hub.come_back()
    keys.press(Key.Key_Return)
    settled()
    assert stage(arrivages) is Stage.DONE
    assert counts(arrivages)["new"] == "400"


@pytest.mark.parametrize(
    ("name", "content"),
    [("vide.csv", b""), ("classeur.xlsx", b"PK\x03\x04rest"), ("sans-titres.csv", b"bonjour\nle monde\n")],
)
def test_a_file_that_is_no_order_file_is_refused_with_the_reason(
    arrivages: Arrivages, keys: Keys, settled: Settled, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    choose(arrivages, keys, file)
    settled()
    assert band(arrivages) == (Tone.NO, "Fichier non repris")
    assert len(arrivages.band.sentence) > 40
    assert stage(arrivages) is Stage.CHOOSE
    assert QApplication.focusWidget() is arrivages.importer.file.line


def test_a_file_that_is_not_there_is_said(arrivages: Arrivages, keys: Keys, settled: Settled, tmp_path: Path) -> None:
    choose(arrivages, keys, tmp_path / "perdu.csv")
    settled()
    assert band(arrivages) == (Tone.NO, "Fichier non repris")
    assert "perdu.csv" in arrivages.band.sentence


def test_without_a_shop_the_file_is_not_read(arrivages: Arrivages, keys: Keys, file: Path, settled: Settled) -> None:
    keys.press(Key.Key_F9)
    keys.type("inconnue")
    arrivages.importer.file.set_text(str(file))
    keys.press(Key.Key_Return)
    settled()
    assert arrivages.importer.shop.wrong
    assert stage(arrivages) is Stage.CHOOSE


def test_f6_saves_the_refused_rows_beside_the_file_for_the_shop(
    window: Window, arrivages: Arrivages, keys: Keys, file: Path, settled: Settled
) -> None:
    choose(arrivages, keys, file)
    settled()
    keys.press(Key.Key_F6)
    settled()
    saved = file.with_name("commandes-refus.csv")
    with saved.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    assert rows[0] == ["Ligne", "Motif"]
    assert [row[0] for row in rows[1:]] == ["3", "4"]
    assert saved.name in window.status.note.text()


def test_the_refused_rows_of_a_whole_file_have_no_number(tmp_path: Path) -> None:
    row = RefusedRow(0, Reason("intake.empty"))
    saved = save_refused([row], Texts("en"), tmp_path / "refused.csv")
    lines = saved.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Row,Reason"
    assert lines[1].startswith(",")


def test_refused_rows_that_cannot_be_saved_are_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as raised:
        save_refused([], Texts("fr"), tmp_path / "no such folder" / "refused.csv")
    assert raised.value.reason.key == "devices.file_no_folder"


def drop(page: Arrivages, *files: Path) -> QDropEvent:
    """Files dropped onto the page; the event says whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    nothing = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), copy, data, *nothing))
    event = QDropEvent(QPoint(50, 50), copy, data, *nothing)
    QApplication.sendEvent(page, event)
    return event


def test_a_file_dropped_on_the_page_is_asked_about(
    arrivages: Arrivages, keys: Keys, file: Path, settled: Settled
) -> None:
    assert drop(arrivages, file).isAccepted()
    assert arrivages.mode is Mode.IMPORT
    assert arrivages.importer.file.text() == str(file)
    keys.type("iris")
    keys.press(Key.Key_Return)
    settled()
    assert stage(arrivages) is Stage.PREVIEW


def test_the_button_opens_the_same(arrivages: Arrivages) -> None:
    QTest.mouseClick(arrivages.list.bar.load_file, Qt.MouseButton.LeftButton)
    assert arrivages.mode is Mode.IMPORT


def test_the_report_is_said_again_in_english(
    window: Window, arrivages: Arrivages, keys: Keys, file: Path, settled: Settled
) -> None:
    choose(arrivages, keys, file)
    settled()
    window.words.switch("en")
    assert arrivages.importer.report.issues.issue(0).place == "row 3"
    assert arrivages.importer.report.issues.issue(0).kind == "refused"


def dialog(page: Arrivages) -> QFileDialog:
    """The file dialog that is open."""
    (found,) = page.importer.findChildren(QFileDialog)
    return found


def test_with_a_window_system_f9_again_opens_the_systems_dialog(
    arrivages: Arrivages, keys: Keys, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(arrivages_import, "has_screen", lambda: True)
    keys.press(Key.Key_F9)
    keys.type("iris")
    keys.press(Key.Key_F9)
    chooser = dialog(arrivages)
    qtbot.waitUntil(chooser.isVisible)
    chooser.selectFile(str(file))
    chooser.accept()
    assert arrivages.importer.file.text() == str(file)
    assert arrivages.importer.shop.text() == "iris"
    qtbot.waitUntil(lambda: not arrivages.importer.findChildren(QFileDialog))


def test_with_a_window_system_the_clerk_says_where_the_refused_rows_go(
    arrivages: Arrivages, keys: Keys, file: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(arrivages, keys, file)
    settled()
    monkeypatch.setattr(save_as, "has_screen", lambda: True)
    keys.press(Key.Key_F6)
    chooser = dialog(arrivages)
    qtbot.waitUntil(chooser.isVisible)
    assert Path(chooser.selectedFiles()[0]).name == "commandes-refus.csv"
    chooser.selectFile(str(file.with_name("pour-iris.csv")))
    chooser.accept()
    settled()
    assert file.with_name("pour-iris.csv").exists()
