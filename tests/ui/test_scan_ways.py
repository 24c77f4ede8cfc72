"""The ways scanners have of sending a code, each as key events into the window: none is lost, none presses a button."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)
from pytestqt.qtbot import QtBot

from desk_app.domain import codes
from desk_app.settings import Settings
from desk_app.ui.session import Change, Session
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.recording import ENTRIES, Recording

Key, Modifier = Qt.Key, Qt.KeyboardModifier
PICKUP, PARCEL, OTHER = "LVNLVHNCK", "VLTHDHDDFPKP", "GVDVVFKKG"  # valid ones; always the same, for parallel runs
_KEYPAD = {"7": Key.Key_Home, "8": Key.Key_Up, "1": Key.Key_End, "2": Key.Key_Down, "4": Key.Key_Left}


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


@pytest.fixture
def field(page: Recording, qtbot: QtBot) -> QLineEdit:
    """The page's text field, with a name in it and the keys."""
    page.field.setText("Lefèvre")
    page.field.setCursorPosition(3)
    page.field.setFocus()
    qtbot.waitUntil(page.field.hasFocus)
    return page.field


def values(page: Recording) -> list[str]:
    """What reached the page."""
    return [scan.value for scan in page.scans]


def alt(keys: Keys, letter: str) -> None:
    """A letter as Alt and its number on the keypad."""
    handle = keys.window.windowHandle()
    send(handle, QEvent.Type.KeyPress, Key.Key_Alt, Modifier.NoModifier, keys.now)
    for digit in f"0{ord(letter)}":
        keys.now += 2
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            send(handle, kind, Key(ord(digit)), Modifier.AltModifier | Modifier.KeypadModifier, keys.now)
    keys.now += 2
    send(handle, QEvent.Type.KeyRelease, Key.Key_Alt, Modifier.NoModifier, keys.now)


def send(window: QWindow, kind: QEvent.Type, key: Qt.Key, modifiers: Qt.KeyboardModifier, at: int) -> None:
    """One event of a key that writes nothing."""
    event = QKeyEvent(kind, key, modifiers)
    event.setTimestamp(at)
    QCoreApplication.sendEvent(window, event)


def shifted(keys: Keys, code: str) -> None:
    """A scanner that holds Shift for each capital, as they do."""
    keys.now += 5_000
    for letter in code:
        keys.press(Key.Key_Shift, 2, Modifier.ShiftModifier)
        keys.send(Key(ord(letter)), letter, 2, Modifier.ShiftModifier)
    keys.press(Key.Key_Return, 5)


def test_capitals_come_with_shift(page: Recording, keys: Keys) -> None:
    shifted(keys, PARCEL)
    assert values(page) == [PARCEL]


def test_capitals_come_with_shift_into_a_field_too(page: Recording, keys: Keys, field: QLineEdit) -> None:
    shifted(keys, PARCEL)
    assert values(page) == [PARCEL]
    assert (field.text(), field.cursorPosition()) == ("Lefèvre", 3)


@pytest.mark.parametrize("pause", [250, 900, 1_450])
def test_two_pieces_are_one_code(page: Recording, keys: Keys, pause: int) -> None:
    keys.scan(PARCEL[:5], suffix=None)
    keys.now += pause - 5_010
    keys.scan(PARCEL[5:])
    assert values(page) == [PARCEL]


def test_two_pieces_leave_the_field_as_it_was(page: Recording, keys: Keys, field: QLineEdit) -> None:
    keys.scan(PARCEL[:5], suffix=None)
    keys.now += 600 - 5_010
    keys.scan(PARCEL[5:])
    assert values(page) == [PARCEL]
    assert (field.text(), field.cursorPosition()) == ("Lefèvre", 3)


def test_what_was_just_typed_into_the_field_stays(page: Recording, keys: Keys, field: QLineEdit) -> None:
    keys.type("é", 130)
    keys.now += 300 - 5_010
    keys.scan(PARCEL)
    assert values(page) == [PARCEL]
    assert field.text() == "Leféèvre"


def test_a_long_note_gets_its_words_and_cursor_back(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    note = QPlainTextEdit("deux lignes\net la suite")
    page.main.addWidget(note)
    note.show()
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    cursor = note.textCursor()
    cursor.setPosition(4)
    note.setTextCursor(cursor)
    keys.scan(PARCEL)
    assert (note.toPlainText(), note.textCursor().position()) == ("deux lignes\net la suite", 4)
    assert values(page) == [PARCEL]


@pytest.mark.parametrize("suffix", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_an_aim_id_is_no_part_of_the_code(page: Recording, keys: Keys, suffix: Qt.Key) -> None:
    keys.scan(f"]C0{PARCEL}", suffix)
    keys.scan(f"]Q1{PICKUP}", suffix)
    assert values(page) == [PARCEL, PICKUP]


def test_a_line_feed_after_the_return_is_no_enter(page: Recording, keys: Keys) -> None:
    keys.scan(PARCEL)
    keys.press(Key.Key_J, 5, Modifier.ControlModifier)
    keys.press(Key.Key_Return, 5)
    assert (values(page), page.done) == ([PARCEL], [])


def test_digits_of_the_keypad_without_numlock(page: Recording, keys: Keys) -> None:
    if sys.platform == "darwin":
        pytest.skip("a Mac has no NumLock")
    for digit in "41278":
        keys.press(_KEYPAD[digit], 8, Modifier.KeypadModifier)
    keys.press(Key.Key_Enter, 8)
    assert values(page) == ["41278"]


def test_letters_as_their_numbers_on_the_keypad(page: Recording, keys: Keys) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows writes the letters itself")
    for letter in PARCEL:
        alt(keys, letter)
    keys.press(Key.Key_Return, 5)
    assert values(page) == [PARCEL]


def test_alt_alone_writes_nothing(window: Window, page: Recording, keys: Keys) -> None:
    keys.press(Key.Key_Alt, 5)
    assert window.scan_bar.text == ""


@pytest.mark.parametrize("gap", [1, 40])
def test_a_stutter_is_one_scan(window: Window, page: Recording, keys: Keys, gap: int) -> None:
    for start in (5_000, gap):
        keys.now += start - 1
        for letter in PARCEL:
            keys.letter(letter, 1)
        keys.press(Key.Key_Return, 1)
    assert values(page) == [PARCEL]
    assert window.scan_bar.text == codes.spell(PARCEL)


def test_the_same_code_scanned_again_is_answered_again(page: Recording, keys: Keys) -> None:
    keys.scan(PARCEL)
    keys.scan(PARCEL)
    assert values(page) == [PARCEL, PARCEL]


def test_codes_that_run_together_are_taken_apart(page: Recording, keys: Keys) -> None:
    keys.scan(PICKUP + PARCEL + OTHER)
    assert values(page) == [PICKUP, PARCEL, OTHER]


def test_ten_a_second_for_a_minute(page: Recording, keys: Keys) -> None:
    every = [codes.new_parcel_id() for _ in range(600)]
    for code in every:
        for letter in code:
            keys.letter(letter, 5)
        keys.press(Key.Key_Return, 5)
        keys.now += 35
    assert values(page) == every


def test_ten_a_second_without_a_suffix(page: Recording, keys: Keys, qtbot: QtBot) -> None:
    """The pause between them is shorter than what ends a line: their check letters tell them apart."""
    every = [PARCEL, PICKUP, OTHER, PICKUP]
    for code in every:
        for letter in code:
            keys.letter(letter, 4)
        keys.now += 50
    qtbot.waitUntil(lambda: bool(page.scans))
    assert values(page) == every


def test_a_prefix_takes_any_number_out_of_a_field(
    page: Recording, keys: Keys, field: QLineEdit, settings: Settings, session: Session
) -> None:
    settings.set("scanner.prefix", "~")
    session.tell_changed(Change.SETTINGS)
    keys.scan("~CMD-4127")
    assert (field.text(), values(page)) == ("Lefèvre", ["CMD-4127"])


def test_a_scanner_known_to_end_with_nothing_ends_any_number(
    page: Recording, keys: Keys, qtbot: QtBot, settings: Settings, session: Session
) -> None:
    settings.set("scanner.suffix", "none")
    session.tell_changed(Change.SETTINGS)
    keys.scan("CMD-4127", suffix=None)
    qtbot.waitUntil(lambda: bool(page.scans))
    assert values(page) == ["CMD-4127"]


@pytest.fixture
def combo(page: Recording, qtbot: QtBot) -> QComboBox:
    """A list that is open."""
    made = QComboBox()
    made.addItems(["Poste 1", "Poste 2", "Vide"])  # a V marks the last
    page.main.addWidget(made)
    made.show()
    made.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return made


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_open_list_does_not_take_the_enter_of_a_code(page: Recording, keys: Keys, combo: QComboBox) -> None:
    for key in (*map(ord, PARCEL), Key.Key_Return):
        keys.click(Key(key))
    assert (values(page), combo.currentText(), QApplication.activePopupWidget()) == ([PARCEL], "Poste 1", None)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_open_list_does_not_take_the_enter_of_a_number(page: Recording, keys: Keys, combo: QComboBox) -> None:
    for key in (*map(ord, "V4127"), Key.Key_Return):
        keys.click(Key(key))
    assert combo.currentText() == "Poste 1"
    combo.hidePopup()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_enter_by_hand_chooses_in_an_open_list(keys: Keys, combo: QComboBox) -> None:
    keys.click(Key.Key_V)
    keys.click(Key.Key_Return)
    assert (combo.currentText(), QApplication.activePopupWidget()) == ("Vide", None)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_scan_chooses_nothing_in_a_menu(window: Window, page: Recording, keys: Keys, qtbot: QtBot) -> None:
    menu = QMenu(window)
    chosen: list[bool] = []
    menu.addAction("&Vider").triggered.connect(lambda: chosen.append(True))
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is menu)
    keys.scan(PARCEL)
    assert (values(page), chosen, menu.isVisible()) == ([PARCEL], [], False)


@pytest.mark.parametrize(("scanned", "is_ours"), [(PARCEL, True), ("CMD 41 27", False)])
def test_no_scan_presses_the_buttons_of_a_dialog(
    window: Window, page: Recording, qtbot: QtBot, scanned: str, is_ours: bool
) -> None:
    dialog = QDialog(window)
    dialog.setModal(True)
    box = QVBoxLayout(dialog)
    pressed: list[bool] = []
    button = QPushButton("Tout effacer")
    button.clicked.connect(lambda: pressed.append(True))
    box.addWidget(button)
    dialog.show()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog and button.hasFocus())
    keys = Keys(dialog)  # type: ignore[arg-type]
    keys.scan(scanned)
    assert pressed == []
    assert (values(page), dialog.isVisible()) == ([PARCEL] if is_ours else [], not is_ours)
    keys.press(Key.Key_Return, 2_000)
    assert pressed == ([] if is_ours else [True])
    dialog.close()
