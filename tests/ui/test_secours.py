"""A damaged file when the counter opens: the choices, each by its key, and nothing by itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.counter import backups
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.ui.pages.secours import Secours
from desk_app.ui.program import Opener
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from desk_app.ui.words import Words
from tests.store.test_backups import damage
from tests.ui.conftest import Keys
from tests.ui.hub import Hub


@pytest.fixture
def broken(hub: Hub) -> Path:
    """The hub's file, damaged; yesterday's copy has one parcel, and today's is as damaged as the file."""
    hub.ready("Éloïse Lefèvre")
    for _day in range(2):
        assert backups.copy_of_today(hub.desk) is not None
        hub.later(days=1)
        hub.ready("Paul Garnier")
    file = hub.store.file
    assert file is not None
    hub.close()
    damage(file)
    damage(sorted((file.parent / "backups").iterdir())[-1])
    return file


@pytest.fixture
def session(broken: Path, settings: Settings, qapp: QApplication) -> Iterator[Session]:
    """A session that opens what the program opens."""
    made = Session(Words(Texts("fr")), settings, Opener(settings, f"sqlite:///{broken}"))
    yield made
    made.close()
    if made.is_open:
        made.desk().store.close()


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Window:
    """The window, in which the file did not open."""
    made = Window(session)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(session.open_failed):
        session.open()
    return made


def page_of(window: Window, qtbot: QtBot) -> Secours:
    """The page in front, once the last good copy was looked for."""
    page = window.page
    assert isinstance(page, Secours)
    qtbot.waitUntil(lambda: bool(page.page_actions()))
    return page


def test_the_last_good_copy_is_taken(window: Window, keys: Keys, broken: Path, qtbot: QtBot) -> None:
    before = broken.read_bytes()
    page = page_of(window, qtbot)
    assert "lundi 23\u00a0novembre" in page.box.accessibleDescription()
    assert "1\u00a0colis" in page.box.accessibleDescription()
    with qtbot.waitSignal(window.session.totals_changed):
        keys.press(Qt.Key.Key_F5)
    assert window.page.NAME == "comptoir"
    assert "reprise de la copie du lundi 23" in window.banner.words.sentence
    assert window.session.totals is not None
    assert window.session.totals.open == 1
    (aside,) = broken.parent.glob("*.damaged-*")
    assert aside.read_bytes() == before
    assert str(aside) in window.banner.words.sentence


def test_an_empty_one_is_begun_once_the_clerk_is_sure(window: Window, keys: Keys, broken: Path, qtbot: QtBot) -> None:
    before = broken.read_bytes()
    page = page_of(window, qtbot)
    keys.press(Qt.Key.Key_F8)
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_F8)
    assert [action.key for action in page.page_actions()] == ["Enter", "Esc"]
    assert broken.read_bytes() == before
    with qtbot.waitSignal(window.session.totals_changed):
        keys.press(Qt.Key.Key_Return)
    (aside,) = broken.parent.glob("*.damaged-*")
    assert aside.read_bytes() == before
    assert window.session.totals is not None
    assert window.session.totals.open == 0
    assert str(aside) in window.banner.words.sentence


def test_without_a_good_copy_it_says_what_to_do(window: Window, broken: Path, qtbot: QtBot) -> None:
    shutil.rmtree(broken.parent / "backups")
    window.session.retry()
    page = page_of(window, qtbot)
    qtbot.waitUntil(lambda: "restore" in page.box.accessibleDescription())
    assert [action.key for action in page.page_actions()] == ["F8", "F12"]


def test_what_fails_is_said_and_the_choice_is_there_again(
    window: Window, keys: Keys, broken: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window, qtbot)
    folder = sorted((broken.parent / "backups").iterdir())[0]
    folder.unlink()  # between the look and the key
    keys.press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "ne peut pas être lu" in window.banner.words.sentence)
    assert [action.key for action in page.page_actions()] == ["F5", "F8", "F12"]
    assert broken.exists()
