"""Keys and scans as they reach the window: real key events, with times of our own where time decides."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desk_app.domain import codes
from desk_app.ui.background import Ticket
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.recording import ENTRIES, Recording

Key = Qt.Key
PICKUP, PARCEL, SHELF = "LVNLVHNCK", "VLTHDHDDFPKP", "NHCXTNP"  # valid ones; always the same, for parallel runs


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Window:
    """A window with recording pages, its store open."""
    made = Window(session, ENTRIES)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    with qtbot.waitSignal(session.opened):
        session.open()
    return made


@pytest.fixture
def page(window: Window) -> Recording:
    """The page in front."""
    assert isinstance(window.page, Recording)
    return window.page


def focus(widget: object, qtbot: QtBot) -> None:
    """Give a widget the focus, really."""
    widget.setFocus()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)


def test_a_scan_needs_no_field(page: Recording, keys: Keys) -> None:
    keys.scan(PARCEL)
    assert [scan.value for scan in page.scans] == [PARCEL]


def test_qts_own_test_keys_pass_the_same_way(page: Recording, keys: Keys) -> None:
    for letter in PARCEL:
        keys.click(Key(ord(letter)))
    keys.click(Key.Key_Return)
    assert [scan.value for scan in page.scans] == [PARCEL]


def test_the_bar_shows_what_was_scanned_and_what_it_is(window: Window, page: Recording, keys: Keys) -> None:
    keys.scan(PARCEL)
    assert window.scan_bar.text == codes.spell(PARCEL)
    assert window.scan_bar.hint == "étiquette de colis"


def test_a_misread_code_is_called_so(window: Window, page: Recording, keys: Keys) -> None:
    wrong = PICKUP[:-1] + next(c for c in codes.ALPHABET if c != PICKUP[-1])
    keys.scan(wrong)
    assert window.scan_bar.hint == "code mal lu"


def test_no_scan_presses_a_button(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    focus(page.button, qtbot)
    keys.scan("V 552 " + PARCEL[:3])
    assert page.done == []
    assert len(page.scans) == 1


def test_escape_clears_what_was_typed_before_it_reaches_the_page(window: Window, page: Recording, keys: Keys) -> None:
    keys.type("BKD")
    assert window.scan_bar.text == "BKD"
    keys.press(Key.Key_Escape)
    assert (window.scan_bar.text, page.done) == ("", [])
    keys.press(Key.Key_Escape)
    assert page.done == ["escape"]


def test_backspace_mends_a_typed_code(window: Window, page: Recording, keys: Keys) -> None:
    keys.type(PARCEL + "X")
    keys.press(Key.Key_Backspace, 200)
    keys.press(Key.Key_Return, 200)
    assert [scan.value for scan in page.scans] == [PARCEL]


def test_a_code_can_be_pasted(page: Recording, keys: Keys) -> None:
    data = QMimeData()
    data.setText(f" {PARCEL}\n")
    QGuiApplication.clipboard().setMimeData(data)
    keys.press(Key.Key_V, modifiers=Qt.KeyboardModifier.ControlModifier)
    keys.press(Key.Key_Return)
    assert [scan.value for scan in page.scans] == [PARCEL]


def test_enter_on_the_empty_bar_is_the_pages(page: Recording, keys: Keys) -> None:
    keys.press(Key.Key_Return)
    assert page.done == ["enter"]


@pytest.mark.parametrize("after_ms", [0, 15, 399])
def test_the_second_enter_of_a_scanner_never_hands_over(page: Recording, keys: Keys, after_ms: int) -> None:
    keys.scan(PARCEL)
    keys.press(Key.Key_Enter, after_ms)
    assert page.done == []
    keys.press(Key.Key_Return, 500)
    assert page.done == ["enter"]


def test_an_enter_held_down_counts_once(page: Recording, keys: Keys) -> None:
    keys.press(Key.Key_Return)
    for _ in range(20):
        keys.send(Key.Key_Return, "\r", 30, repeat=True)
    assert page.done == ["enter"]


def test_enter_does_nothing_while_a_scan_waits_for_its_answer(page: Recording, keys: Keys) -> None:
    page.answer = Ticket()
    keys.scan(PARCEL)
    keys.press(Key.Key_Return, 5_000)
    assert page.done == []
    page.answer.cancel()
    keys.press(Key.Key_Return, 5_000)
    assert page.done == ["enter"]


def test_tab_ends_a_scan_too(page: Recording, keys: Keys) -> None:
    keys.scan(PARCEL, Key.Key_Tab)
    assert [scan.value for scan in page.scans] == [PARCEL]


def test_scans_without_suffix_are_told_apart_by_their_own_times(page: Recording, keys: Keys) -> None:
    """The thread was blocked: all keys are waiting when it looks."""
    keys.scan(PARCEL, None)
    keys.scan(SHELF, None)
    keys.press(Key.Key_Return, 300)
    assert [scan.value for scan in page.scans] == [PARCEL, SHELF]
    assert page.done == []


def test_a_scanner_without_suffix_is_understood(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    keys.scan(PARCEL, None)
    qtbot.waitUntil(lambda: bool(page.scans))
    assert [scan.value for scan in page.scans] == [PARCEL]
    keys.press(Key.Key_Return, 300)
    assert page.done == []


def test_ten_scans_a_second_are_answered_in_order(page: Recording, keys: Keys) -> None:
    ids = [codes.new_parcel_id() for _ in range(30)]
    for code in ids:
        keys.scan(code)
    assert [scan.value for scan in page.scans] == ids


def test_keys_go_to_a_text_field_that_has_the_focus(window: Window, page: Recording, keys: Keys, qtbot: QtBot) -> None:
    focus(page.field, qtbot)
    entered: list[str] = []
    page.field.returnPressed.connect(lambda: entered.append(page.field.text()))
    keys.type("Lefèvre")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    assert entered == ["Lefèvre", "Lefèvre"]
    assert (page.scans, page.done, window.scan_bar.text) == ([], [], "")


@pytest.mark.parametrize("code", [PICKUP, PARCEL, SHELF])
def test_a_scan_into_a_text_field_is_taken_out_again(page: Recording, keys: Keys, qtbot: QtBot, code: str) -> None:
    page.field.setText("Lefèvre")
    page.field.setCursorPosition(3)
    focus(page.field, qtbot)
    keys.scan(code)
    assert page.field.text() == "Lefèvre"
    assert page.field.cursorPosition() == 3
    assert [scan.value for scan in page.scans] == [code]


def test_a_bluetooth_scanner_is_slow_and_still_a_scanner(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    focus(page.field, qtbot)
    keys.type(PARCEL, 64)
    keys.press(Key.Key_Return, 64)
    assert page.field.text() == ""
    assert [scan.value for scan in page.scans] == [PARCEL]


def test_a_shops_order_number_scanned_into_a_field_stays_there(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    focus(page.field, qtbot)
    keys.scan("CMD4127")
    assert page.field.text() == "CMD4127"
    assert page.scans == []


def test_the_second_enter_of_a_scan_into_a_field_is_dropped(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    submitted: list[str] = []
    page.field.returnPressed.connect(lambda: submitted.append(page.field.text()))
    focus(page.field, qtbot)
    keys.scan(PARCEL)
    keys.press(Key.Key_Return, 20)
    assert submitted == []


def test_an_editable_list_is_a_text_field_too(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    combo = QComboBox()
    combo.setEditable(True)
    page.main.addWidget(combo)
    combo.show()
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    keys.scan(PARCEL)
    assert combo.currentText() == ""
    assert [scan.value for scan in page.scans] == [PARCEL]


def test_function_keys_are_the_pages(page: Recording, keys: Keys) -> None:
    keys.press(Key.Key_F6)
    keys.press(Key.Key_F7)
    assert page.done == ["f6"]


def test_a_function_key_works_from_a_text_field(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    focus(page.field, qtbot)
    keys.press(Key.Key_F6)
    assert page.done == ["f6"]


def test_buttons_of_the_action_bar_do_the_same_and_take_no_focus(page: Recording, qtbot: QtBot) -> None:
    button = page.action_bar.button("F6")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.done == ["f6"]
    assert not button.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_2, Key.Key_Eacute])
def test_ctrl_and_a_digit_changes_the_page(window: Window, keys: Keys, key: Key) -> None:
    keys.press(key, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert window.entries[1].name == "arrivages"
    assert window.stack.currentIndex() == 1
    assert window.rail.buttons[1].isChecked()


def test_a_pickup_code_goes_to_the_counter_whatever_page_is_in_front(window: Window, keys: Keys) -> None:
    counter = window.page
    assert isinstance(counter, Recording)
    window.show_page(1)
    keys.scan(PARCEL)
    assert window.page is not counter
    keys.scan(PICKUP)
    assert window.page is counter
    assert [scan.value for scan in counter.scans] == [PICKUP]


def test_f1_lists_the_keys_and_a_scan_puts_the_list_away(window: Window, keys: Keys) -> None:
    keys.press(Key.Key_F1)
    assert ("F6", "Réessayer") in window.help.rows
    assert ("Ctrl 2", "Arrivages") in window.help.rows
    keys.press(Key.Key_Return)
    assert not window.help.isVisible()
    keys.press(Key.Key_F1)
    keys.scan(PARCEL)
    assert not window.help.isVisible()


def test_a_raising_listener_does_not_take_the_keyboard_away(
    window: Window,
    page: Recording,
    keys: Keys,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_text: str) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(window, "on_typing", broken)
    keys.letter("B", 100)
    assert "turns itself off" in caplog.text
    assert "rouvrez" in window.banner.words.sentence
    focus(page.field, qtbot)
    keys.click(Key.Key_B)
    assert page.field.text().upper() == "B"
