"""One application, a real store, real windows."""

import gc
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.counter import announce
from desk_app.domain.values import Announcement, Parcel
from desk_app.domain.verdicts import Tone
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from desk_app.ui.words import Words
from tests.ui.hub import Hub
from tests.ui.team import Team


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """Windows of tests before are put away here and now: on a worker's thread Qt may wait for this one for ever."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """The file of a hub with its shops and shelves, to be copied."""
    file = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("furnished")))
    Hub(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def hub(tmp_path: Path, furnished: Path) -> Iterator[Hub]:
    """A real SQLite hub with a few shops, shelves and parcels."""
    made = Hub(f"sqlite:///{shutil.copy(furnished, tmp_path)}")
    yield made
    made.close()


@pytest.fixture
def sounds() -> list[Tone]:
    """The sounds that were played."""
    return []


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a profile of its own."""
    return Settings(tmp_path / "profile")


@pytest.fixture
def session(
    hub: Hub, settings: Settings, sounds: list[Tone], qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """A session at the hub's first counter; bugs in jobs and slots fail the test."""
    bugs: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: bugs.append(error))
    made = Session(Words(Texts("fr")), settings, hub.open_desk, play=sounds.append)
    yield made
    made.close()
    assert bugs == []


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Window:
    """The window, open, its store too."""
    made = Window(session)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(session.totals_changed):
        session.open()
    return made


@pytest.fixture
def keys(window: Window) -> "Keys":
    """A keyboard before the window."""
    return Keys(window)


class Keys:
    """Real key events to the native window; :meth:`at` sends them with times of our own."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.now = 1_000_000

    def scan(self, code: str, suffix: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """A scanner types ``code``, 10 ms a letter."""
        self.now += 5_000
        for letter in code:
            self.letter(letter, 10)
        if suffix is not None:
            self.press(suffix, 10)

    def type(self, text: str, gap_ms: int = 130) -> None:
        """Somebody types."""
        self.now += 5_000
        for letter in text:
            self.letter(letter, gap_ms)

    def letter(self, letter: str, after_ms: int) -> None:
        """One key that writes."""
        code = ord(letter.upper())
        self.send(Qt.Key(code) if code < 0x80 else Qt.Key.Key_unknown, letter, after_ms)

    def press(self, key: Qt.Key, after_ms: int = 2_000, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """One key that does not."""
        self.send(key, "\r" if key == Qt.Key.Key_Return else "", after_ms, modifiers)

    def send(
        self,
        key: Qt.Key,
        text: str,
        after_ms: int,
        modifiers: Any = Qt.KeyboardModifier.NoModifier,
        repeat: bool = False,
    ) -> None:
        """A press and a release at a time of our own."""
        self.now += after_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text, repeat)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(self.window.windowHandle(), event)

    def click(self, key: Qt.Key) -> None:
        """A key through Qt's own test door."""
        QTest.keyClick(self.window.windowHandle(), key)


ELOISE = "Éloïse Lefèvre"
Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def answered(window: Window, qtbot: QtBot) -> Callable[[], None]:
    """Waits until every scan is answered."""
    return lambda: qtbot.waitUntil(lambda: not window.scans.is_busy)


@pytest.fixture
def settled(window: Window, session: Session, qtbot: QtBot) -> Callable[[], None]:
    """Waits until every scan is answered and nothing is under way behind the screen."""
    return lambda: qtbot.waitUntil(lambda: not window.scans.is_busy and not session.door.is_busy, timeout=20_000)


@pytest.fixture
def team(hub: Hub) -> Team:
    """Who works here, named before the window opens."""
    return Team(hub)


@pytest.fixture
def locked(team: Team, window: Window, settled: Callable[[], None]) -> Window:
    """The window, where nobody has signed in."""
    settled()
    assert window.lock.is_locked
    return window


@pytest.fixture
def mine(locked: Window, keys: Keys, team: Team, settled: Callable[[], None]) -> Window:
    """The window, where Basile stands."""
    keys.scan(team.basiles_badge)
    settled()
    assert not locked.lock.is_locked
    return locked


@pytest.fixture
def arrivages(window: Window, settled: Callable[[], None]) -> Arrivages:
    """The drop-off's page in front, its list read."""
    page = window.open_page("arrivages")
    assert isinstance(page, Arrivages)
    settled()
    return page


@pytest.fixture
def crowd(hub: Hub) -> list[str]:
    """One more parcel than two pages of a list hold, in the order of their numbers."""
    orders = [Announcement(f"I-{n:03d}", f"Client {n:03d}", email=f"c{n}@exemple.fr") for n in range(101)]
    announce.import_orders(hub.desk, hub.shops["Maison Iris"].id, orders)
    return [order.reference for order in orders]


@pytest.fixture
def wine(hub: Hub) -> Parcel:
    """Something for adults."""
    return hub.ready(ELOISE, "Maison Iris", "B-03", age_check=True)


@pytest.fixture
def cheese(hub: Hub) -> Parcel:
    """Something to be paid."""
    return hub.ready(ELOISE, "Fromagerie du Marché", "A-12", due_cents=1250)


@pytest.fixture
def book(hub: Hub) -> Parcel:
    """Something that asks for nothing."""
    return hub.ready(ELOISE, "La Belle Plume", "A-02")
