"""The keys and the picture of the private X server are real ones."""

import sys
from collections.abc import Iterator

import pytest

from tests.end_to_end.xserver import SCREEN, TIMEOUT, XServer, x_server

WINDOW = """
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
field = QLineEdit()
field.setWindowTitle("Keys arrive here")
field.setStyleSheet("background: #204060; border: none")
field.setGeometry(100, 100, 400, 300)
def typed():
    field.repaint()
    application.sync()
    print(field.text(), flush=True)
field.textChanged.connect(typed)
field.returnPressed.connect(application.quit)
field.show()
application.exec()
"""
Q_W_E_ENTER = (24, 25, "shift+26", 36)


@pytest.fixture
def server() -> Iterator[XServer]:
    with x_server() as server:
        yield server


@pytest.mark.parametrize(("layout", "text"), [("us", "qwE"), ("fr", "azE")])
def test_keycodes_arrive_as_the_layout_says(server: XServer, layout: str, text: str) -> None:
    server.setxkbmap(layout)
    with server.program(sys.executable, "-c", WINDOW) as program:
        server.focus("Keys arrive here")
        server.keycodes(*Q_W_E_ENTER)
        assert program.communicate(timeout=TIMEOUT)[0].split()[-1] == text


def test_screenshot_shows_the_window(server: XServer) -> None:
    server.setxkbmap("us")
    with server.program(sys.executable, "-c", WINDOW) as program:
        server.focus("Keys arrive here")
        server.keycodes(24)
        assert program.stdout is not None
        assert program.stdout.readline() == "q\n"  # the window is painted by then
        picture = server.screenshot()
    assert picture.size == SCREEN
    assert picture.getpixel((480, 380)) == (0x20, 0x40, 0x60)


def test_a_key_that_would_be_a_character_is_refused(server: XServer) -> None:
    with pytest.raises(ValueError, match="from 10 up"):
        server.keycodes(9)
