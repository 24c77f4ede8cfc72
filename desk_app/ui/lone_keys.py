"""A digit or an Enter pressed as an answer, told from those of a scan and from a second press in haste."""

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.ui.scan_keys import BURST_GAP_MS, IDLE_GAP_MS, Key
from desk_app.ui.widgets.choices import DIGITS

CALM_MS = 500  # an Enter this soon after another key was pressed before anybody has read what it would confirm


class LoneKeys(QObject):
    """``picked`` gives the place of a digit after which nothing came at a scanner's speed."""

    picked = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._place = 0
        self._last_at: int | None = None
        self._is_line = False  # letters wait in the scan bar: the next Enter ends them
        self._wait = QTimer(self, singleShot=True, interval=IDLE_GAP_MS)
        self._wait.timeout.connect(self._pick)

    def take(self, key: Key, *, is_asked: bool) -> bool:
        """Whether a key goes no further; ``is_asked`` while a question is on the screen."""
        gap = CALM_MS if self._last_at is None else key.at - self._last_at
        self._last_at = key.at
        self._wait.stop()
        if key.text in "\r\t":
            ends_line, self._is_line = self._is_line, False
            return is_asked and not ends_line and gap < CALM_MS
        place = DIGITS.get(key.text) if is_asked and gap > BURST_GAP_MS and not self._is_line else None
        if place is None:
            self._is_line = True
            return False
        self._place = place
        self._wait.start()
        return True

    def _pick(self) -> None:
        self.picked.emit(self._place)
