"""A damaged file, met when the counter opens: what can be done is offered, and nothing happens by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.ui.window import Window

PAGE = "secours"
_DAMAGED = "errors.database_damaged"


class Rescue(QObject):
    """Brings the page of the choices to the front, and puts it away once a database is open."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window)
        self._window = window
        session.open_failed.connect(self._on_open_failed)
        session.opened.connect(self._on_opened)

    def _on_open_failed(self, error: Exception) -> None:
        if isinstance(error, EnvironmentTrouble) and error.reason.key == _DAMAGED:
            from desk_app.ui.pages.secours import Secours  # noqa: PLC0415 - hardly ever needed

            self._window.signs.tell_trouble("")  # the page itself says it
            page = self._window.open_page(PAGE)
            assert isinstance(page, Secours)
            page.offer(Path(str(error.reason.args["database"])))

    def _on_opened(self) -> None:
        if self._window.page.NAME == PAGE:
            self._window.page.closed.emit()
