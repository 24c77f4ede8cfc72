"""Labels of selected parcels: of a few, of a whole list, again after a failure."""

from collections.abc import Callable
from pathlib import Path

from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out
from desk_app.domain.lists import Group, Sort
from desk_app.settings import Settings
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def chosen(page: Arrivages) -> list[str]:
    """The order numbers of the selected rows."""
    return [parcel.order for parcel in page.list.selected()]


def by_order(page: Arrivages, settled: Settled) -> None:
    """Sort by the order's number, the smallest first."""
    page.list.sort_by(Sort.ORDER)
    settled()


def test_the_selection_stays_when_the_list_is_read_again(
    arrivages: Arrivages, hub: Hub, crowd: list[str], keys: Keys, settled: Settled
) -> None:
    by_order(arrivages, settled)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Down, modifiers=SHIFT)
    assert chosen(arrivages) == crowd[:2]
    arrivages.refresh()
    settled()
    assert chosen(arrivages) == crowd[:2]


def test_f5_prints_the_labels_of_the_selected_rows(
    arrivages: Arrivages, crowd: list[str], keys: Keys, settled: Settled, settings: Settings
) -> None:
    by_order(arrivages, settled)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Down, modifiers=SHIFT)
    keys.press(Key.Key_Down, modifiers=SHIFT)
    assert arrivages.list.footer.text() == "3 sélectionnés sur 101"
    keys.press(Key.Key_F5)
    settled()
    assert label_counts(settings) == [3]


def test_everything_is_selected_by_ctrl_a_and_printed_once_it_is_confirmed(
    arrivages: Arrivages, crowd: list[str], keys: Keys, settled: Settled, settings: Settings
) -> None:
    arrivages.refresh()
    settled()
    keys.press(Key.Key_A, modifiers=CTRL)
    assert arrivages.list.footer.text().endswith("101")
    keys.press(Key.Key_F5)
    assert "101" in arrivages.questions.title
    assert label_counts(settings) == []
    keys.press(Key.Key_Return)
    settled()
    assert label_counts(settings) == [101]
    assert arrivages.printing.isHidden()


def test_a_confirmation_that_is_not_given_prints_nothing(
    arrivages: Arrivages, crowd: list[str], keys: Keys, settled: Settled, settings: Settings
) -> None:
    arrivages.refresh()
    settled()
    keys.press(Key.Key_A, modifiers=CTRL)
    keys.press(Key.Key_F5)
    keys.press(Key.Key_Escape)
    settled()
    assert label_counts(settings) == []


def test_parcels_that_have_left_need_no_label(
    window: Window, arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    check_out.hand_over(hub.desk, parcel.pickup_code)
    arrivages.list.show_group(Group.COLLECTED)
    settled()
    keys.press(Key.Key_Down)
    keys.press(Key.Key_F5)
    settled()
    assert label_counts(settings) == []
    assert "plus besoin" in window.status.note.text()


def test_f5_tries_labels_again_that_could_not_be_printed(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings
) -> None:
    settings.set("label.printer", "Zebra au fond du placard")
    hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    assert arrivages.waiting.isVisible()
    settings.set("label.printer", "")
    keys.press(Key.Key_F5)
    settled()
    assert arrivages.waiting.isHidden()
    assert label_counts(settings) == [1]


def label_counts(settings: Settings) -> list[int]:
    """How many labels each PDF has."""
    return [pages(file) for file in sorted((settings.profile / "labels").glob("*.pdf"))]


def pages(file: Path) -> int:
    """How many pages a PDF has."""
    document = PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def test_escape_stops_many_labels(
    window: Window, arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings, qtbot: QtBot
) -> None:
    arrivages.labels.parcels([hub.announce("Éloïse Lefèvre")] * 400)
    qtbot.waitUntil(lambda: arrivages.labels.is_long)
    keys.press(Key.Key_Escape)
    settled()
    assert label_counts(settings) == []
    assert "arrêtée" in window.status.note.text()
    assert arrivages.printing.isHidden()
    assert arrivages.waiting.isHidden()
