"""A page that writes down what reaches it, to test the window with."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPushButton

from desk_app.domain.scan import Scan
from desk_app.ui.background import Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages import Entry
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action


class Recording(Page):
    """Has a text field and a button that takes the focus."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.scans: list[Scan] = []
        self.done: list[str] = []
        self.field = QLineEdit()
        self.button = QPushButton("Remettre")
        self.button.clicked.connect(lambda: self.done.append("pressed"))
        self.main.addWidget(self.field)
        self.main.addWidget(self.button)
        self.answer: Ticket | None = None
        self.refreshed = 0

    def on_scan(self, scan: Scan) -> Ticket | None:
        """Write it down."""
        self.scans.append(scan)
        return self.answer

    def page_actions(self) -> Sequence[Action]:
        """One of each sort."""
        return [
            Action(ENTER, "ui.retry", lambda: self.done.append("enter"), primary=True),
            Action(ESCAPE, "ui.understood", lambda: self.done.append("escape")),
            Action("F6", "ui.retry", lambda: self.done.append("f6")),
            Action("F7", "ui.retry", lambda: self.done.append("f7"), enabled=False),
        ]

    def refresh(self) -> None:
        """Count."""
        self.refreshed += 1


@dataclass(frozen=True, slots=True)
class RecordingEntry(Entry):
    """A place on the rail for a recording page, under the name of a real one."""

    def make(self, session: Session) -> Page:
        """A recording page."""
        return Recording(session)


ENTRIES = (RecordingEntry("comptoir"), RecordingEntry("arrivages", badge="expected"))
