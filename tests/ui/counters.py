"""A second counter at a test's hub: its own store, session and window, in the same process."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desk_app.counter.desk import Desk
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.store.engine import Store
from desk_app.ui.live import Live
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from desk_app.ui.words import Words
from tests.ui.conftest import Keys
from tests.ui.hub import Hub


class Counter:
    """Poste 1, where Léa stands; it listens."""

    def __init__(self, hub: Hub, folder: Path, qtbot: QtBot) -> None:
        self.hub = hub
        self.store = Store(hub.store.url)
        self.session = Session(Words(Texts("fr")), Settings(folder), self.open_desk)
        self.window = Window(self.session)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        with qtbot.waitSignal(self.session.totals_changed):
            self.session.open()
        self.keys = Keys(self.window)
        listen(self.session, qtbot)

    @property
    def page(self) -> Comptoir:
        """The page in front."""
        assert isinstance(self.window.page, Comptoir)
        return self.window.page

    def open_desk(self) -> Desk:
        """Its place in the hub."""
        return Desk(self.store, self.hub.desk.hub_id, "Poste 1", "Léa", lambda: self.hub.now)

    def close(self) -> None:
        """Close its window, then its store."""
        self.session.close()
        self.store.close()


def listen(session: Session, qtbot: QtBot) -> None:
    """From now on what others do is known."""
    with qtbot.waitSignal(session.changed, timeout=20_000):
        Live.of(session)
