"""What the window says of itself: the banner of a trouble, the dots of the status bar, who stands where, the time."""

from PySide6.QtCore import QObject

from desk_app.ui.scanners import Scanners
from desk_app.ui.session import Session
from desk_app.ui.widgets.banner import Banner
from desk_app.ui.widgets.scan_bar import ScanBar
from desk_app.ui.widgets.status_bar import StatusBar


class Signs(QObject):
    """Writes them anew whenever what they say has changed."""

    def __init__(
        self, session: Session, scanners: Scanners, banner: Banner, scan_bar: ScanBar, status: StatusBar
    ) -> None:
        super().__init__(banner)
        self._session, self._words = session, session.words
        self._banner, self._scan_bar, self._status = banner, scan_bar, status
        self._trouble, self._has_failed = "", False
        banner.clicked.connect(self.help_out)
        session.opened.connect(self._on_opened)
        session.open_failed.connect(self._on_open_failed)
        session.online_changed.connect(self.write)
        session.alone_changed.connect(self.write)
        session.troubled.connect(self.tell_trouble)
        session.noted.connect(status.show_note)
        session.printer_changed.connect(status.printer.set)
        scanners.state_changed.connect(status.scanner.set)

    def tell_trouble(self, sentence: str) -> None:
        """A sentence that stays until it is put away."""
        self._trouble = sentence
        self.write()

    def help_out(self) -> bool:
        """The banner's key: try the database again, or put the trouble away; whether there was a banner."""
        if not self._banner.isVisible():
            return False
        self._trouble = ""
        if not self._session.is_open or not self._session.is_online:
            self._has_failed = False
            self._session.retry()
        self.write()
        return True

    def write(self) -> None:
        """Banner, database dot, who stands where."""
        session, words = self._session, self._words
        state = "ok" if session.is_open else "offline" if self._has_failed else "opening"
        state = "alone" if session.alone_since is not None else state
        state = state if session.is_online else "offline"
        self._status.database.set(words(f"ui.database_{state}"), {"offline": False, "alone": None}.get(state, True))
        self._scan_bar.set_listening(session.is_open and session.is_online)
        self._status.place.setText(self._who())
        if not session.is_online:
            self._banner.tell(words("ui.offline_title"), words("ui.offline_text"), words("ui.retry"), "F12")
        elif self._trouble:
            key = words("ui.understood" if session.is_open else "ui.retry")
            self._banner.tell(words("ui.trouble_title"), self._trouble, key, "F12")
        else:
            self._banner.hide()

    def write_clock(self) -> None:
        """The status bar's day and time, as the desk has them."""
        now = self._session.now().astimezone()
        texts = self._words.texts
        day = f"{texts(f'words.weekday_{now.weekday()}')} {texts.date(now)}"
        self._status.set_clock(day, texts.time(now))

    def _on_opened(self) -> None:
        self._trouble, self._has_failed = "", False
        self.write()

    def _on_open_failed(self) -> None:
        self._has_failed = True
        self.write()

    def _who(self) -> str:
        if not self._session.is_open:
            return ""
        desk = self._session.desk()
        return " · ".join(filter(None, (desk.counter, desk.clerk)))
