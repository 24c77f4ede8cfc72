"""Adding shelves one by one and a row at a time, changing them, and their labels."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.counter import setup
from desk_app.domain.values import Shelf
from desk_app.domain.zones import Zone
from desk_app.settings import Settings
from desk_app.ui.pages.etageres import Etageres
from desk_app.ui.pages.etageres_range import MOST, span
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import SHELVES, Hub

Key = Qt.Key


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> Etageres:
    """The shelves, in front; keys arrive at what has the focus."""
    window.activateWindow()
    page = window.open_page("etageres")
    assert isinstance(page, Etageres)
    qtbot.waitUntil(lambda: page.overview is not None)
    qtbot.waitUntil(page.grid.hasFocus)
    return page


def type_into(widget: QWidget, text: str, keys: Keys, qtbot: QtBot) -> None:
    """Type into a field that has the focus."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)
    keys.type(text)


def shelves(hub: Hub) -> dict[str, Shelf]:
    """The hub's shelves by code."""
    return {shelf.code: shelf for shelf in setup.shelves(hub.desk)}


def begin(page: Etageres, keys: Keys, key: Key, qtbot: QtBot) -> None:
    """Open the form."""
    keys.press(key)
    qtbot.waitUntil(page.form.first.line.hasFocus)


def saved(page: Etageres, qtbot: QtBot) -> None:
    """Wait for the form to close by itself."""
    qtbot.waitUntil(lambda: not page.form.isVisibleTo(page))


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        ("a-1", "", ["A-1"]),
        ("A-01", "A-03", ["A-01", "A-02", "A-03"]),
        ("A-8", "11", ["A-8", "A-9", "A-10", "A-11"]),
        ("B2-09G", "b2-10g", ["B2-09G", "B2-10G"]),
        ("C-5", "C-5", ["C-5"]),
    ],
)
def test_a_row_of_shelves_differs_in_the_last_number(first: str, last: str, codes: list[str]) -> None:
    assert list(span(first, last)) == codes


@pytest.mark.parametrize(
    ("first", "last"), [("A-05", "A-01"), ("A-01", "B-05"), ("A", "A-05"), ("A-01", "x"), ("A-1", f"A-{MOST + 1}")]
)
def test_what_is_no_row_is_refused(first: str, last: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        span(first, last)


def test_one_shelf_is_added_by_keys_alone(hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot) -> None:
    begin(page, keys, Key.Key_F3, qtbot)
    keys.type("d-01")
    keys.press(Key.Key_Return)
    saved(page, qtbot)
    assert shelves(hub)["D-01"].zone is Zone.AMBIENT
    assert shelves(hub)["D-01"].capacity is None
    assert page.band.title == "Enregistré"
    qtbot.waitUntil(lambda: page.grid.current is not None and page.grid.current.shelf.code == "D-01")


def test_a_row_is_added_at_once_with_zone_and_capacity(
    hub: Hub, page: Etageres, window: Window, keys: Keys, qtbot: QtBot
) -> None:
    begin(page, keys, Key.Key_F3, qtbot)
    keys.type("F-10")
    QTest.keyClick(window.windowHandle(), Key.Key_Tab)
    type_into(page.form.last.line, "F-13", keys, qtbot)
    assert page.form.preview.text() == "4 emplacements\u00a0: F-10, F-11 … F-13"
    QTest.keyClick(window.windowHandle(), Key.Key_Tab)
    QTest.keyClick(window.windowHandle(), Key.Key_Right)
    QTest.keyClick(window.windowHandle(), Key.Key_Tab)
    type_into(page.form.capacity.line, "6", keys, qtbot)
    keys.press(Key.Key_Return)
    saved(page, qtbot)
    added = [shelf for code, shelf in shelves(hub).items() if code in {"F-10", "F-11", "F-12", "F-13"}]
    assert {(shelf.zone, shelf.capacity) for shelf in added} == {(Zone.CHILLED, 6)}
    assert len(added) == 4


def test_shelves_of_a_row_that_are_there_already_stay_as_they_are(
    hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot
) -> None:
    tag = shelves(hub)["A-02"].tag
    begin(page, keys, Key.Key_F3, qtbot)
    page.form.first.set_text("A-01")
    page.form.last.set_text("A-03")
    keys.press(Key.Key_Return)
    saved(page, qtbot)
    assert shelves(hub)["A-02"].tag == tag
    assert "tels quels\u00a0: 1" in page.band.sentence
    assert {"A-01", "A-03"} <= set(shelves(hub))


def test_a_code_that_is_taken_is_said_beside_its_field_and_nothing_typed_is_lost(
    hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot
) -> None:
    begin(page, keys, Key.Key_F3, qtbot)
    keys.type("A-2")
    page.form.capacity.set_text("9")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: "A-02 existe déjà" in page.form.first.wrong)
    assert (page.form.first.text(), page.form.capacity.text()) == ("A-2", "9")
    assert len(shelves(hub)) == len(SHELVES) + 2


@pytest.mark.parametrize(
    ("first", "last", "capacity", "wrong"),
    [("", "", "", "first"), ("---", "", "", "first"), ("A-01", "B-02", "", "last"), ("A-01", "", "x", "capacity")],
)
def test_what_cannot_be_read_is_said_beside_its_field(
    page: Etageres, keys: Keys, qtbot: QtBot, first: str, last: str, capacity: str, wrong: str
) -> None:
    begin(page, keys, Key.Key_F3, qtbot)
    for field, text in ((page.form.first, first), (page.form.last, last), (page.form.capacity, capacity)):
        field.set_text(text)
    keys.press(Key.Key_Return)
    fields = page.form.form.fields
    qtbot.waitUntil(lambda: bool(fields[wrong].wrong))
    assert [name for name, field in fields.items() if field.wrong] == [wrong]
    assert page.form.isVisibleTo(page)


def test_a_shelf_changes_its_code_and_keeps_its_label(hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot) -> None:
    tag = shelves(hub)["A-02"].tag
    begin(page, keys, Key.Key_F4, qtbot)
    keys.type("A-99")
    keys.press(Key.Key_Return)
    saved(page, qtbot)
    assert shelves(hub)["A-99"].tag == tag
    assert "A-02" not in shelves(hub)


def test_escape_leaves_everything_as_it_was(hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot) -> None:
    begin(page, keys, Key.Key_F4, qtbot)
    keys.type("A-99")
    keys.press(Key.Key_Escape)
    saved(page, qtbot)
    assert "A-99" not in shelves(hub)
    qtbot.waitUntil(page.grid.hasFocus)


def test_a_scan_while_the_form_is_open_leaves_what_was_typed(
    hub: Hub, page: Etageres, keys: Keys, qtbot: QtBot
) -> None:
    tag = shelves(hub)["B-03"].tag
    begin(page, keys, Key.Key_F3, qtbot)
    keys.type("D-0")
    keys.scan(tag)
    qtbot.waitUntil(lambda: page.shelf is not None)
    assert page.form.first.text() == "D-0"
    assert page.form.isVisibleTo(page)


def test_labels_of_several_shelves_are_printed(
    page: Etageres, window: Window, keys: Keys, settings: Settings, qtbot: QtBot
) -> None:
    QTest.keyClick(window.windowHandle(), Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    button = page.action_bar.button("F5")
    assert button is not None
    assert button.text() == "Imprimer (2)"
    keys.press(Key.Key_F5)
    qtbot.waitUntil(lambda: bool(pages_of(settings.profile)))
    assert pages_of(settings.profile) == [2]


def test_labels_of_all_shelves_are_printed(page: Etageres, keys: Keys, settings: Settings, qtbot: QtBot) -> None:
    keys.press(Key.Key_F6)
    qtbot.waitUntil(lambda: bool(pages_of(settings.profile)))
    assert pages_of(settings.profile) == [len(SHELVES) + 2]


def pages_of(profile: Path) -> list[int]:
    """How many pages each PDF has that was written instead of printing."""
    import pypdfium2  # noqa: PLC0415 - only here

    found = []
    for file in sorted((profile / "labels").glob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        found.append(len(document))
        document.close()
    return found


def test_a_hub_without_shelves_says_how_to_begin(page: Etageres, window: Window) -> None:
    assert page.overview is not None
    page._show_overview(type(page.overview)((), {}, page.overview.to_shelve))
    assert page.nothing.isVisibleTo(page)
    assert page.nothing.accessibleName() == "Aucun emplacement"
    button = page.action_bar.button("F3")
    assert button is not None
    assert page.action_bar.button("F5") is None
