"""What is not out of the printer yet: why, what to do, and the keys that do it. It is not on the rail: F11 opens it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex

from desk_app.domain.prints import TO_FILE, TO_PRINTER, PrintJob, PrintState
from desk_app.domain.scan import Scan
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages.arrivages_choices import Choices
from desk_app.ui.pages.arrivages_strips import PrintStrip
from desk_app.ui.pages.impressions_list import job_list, standing, what, where, why
from desk_app.ui.printing import Labels
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.chip import Chip
from desk_app.ui.widgets.choice_list import Choice
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.widgets.scrolling import Deck
from desk_app.ui.words import Words


class Impressions(Page):
    """The print jobs of this counter."""

    NAME = "impressions"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._reading: Ticket | None = None
        self._asking: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_jobs(())

    def _init_widgets(self) -> None:
        self.labels = Labels.of(self.session)
        self.printing = PrintStrip(self.labels, self.words)
        self.list = job_list(self.words)
        self.list_card = Card()
        self.nothing = EmptyState("printer")
        self.choices = Choices()
        self.card = JobCard(self.words)
        self.stack = Deck()

    def _add_widgets(self) -> None:
        self.words.bind(self.list_card.set_heading, "ui_impressions.heading")
        self.list_card.body.setContentsMargins(14, 14, 14, 14)
        self.list_card.body.addWidget(self.list, 1)
        self.main.addWidget(self.printing)
        self.main.addWidget(self.stack, 1)
        for widget in (self.nothing, self.list_card, self.choices):
            self.stack.addWidget(widget)
        self.side.addWidget(self.card)
        self.side.addStretch(1)

    def _connect_signals(self) -> None:
        self.labels.changed.connect(self.refresh)
        self.list.selectionModel().currentChanged.connect(self._on_marked)
        self.choices.picked.connect(self._show_list)

    # what is shown

    def refresh(self) -> None:
        """Read the jobs anew, while they are seen."""
        if not self.session.is_open or not self.isVisible():
            return
        if self._reading is not None:
            self._reading.cancel()
        desk = self.session.desk()
        self._reading = self.session.door.ask(lambda: rooms.prints.unfinished(desk), self._show_jobs)

    def _show_jobs(self, jobs: Sequence[PrintJob]) -> None:
        self.list.show_items(jobs)
        if self.stack.currentWidget() is not self.choices or not jobs:
            self._show_list()
        self._on_marked()

    def _show_list(self) -> None:
        has_jobs = bool(self.list.items.rows)
        self.stack.setCurrentWidget(self.list_card if has_jobs else self.nothing)
        self.setFocusProxy(self.list if has_jobs else None)  # type: ignore[arg-type]
        if has_jobs and self.isVisible():
            self.list.setFocus()
        self.show_actions()

    def _on_marked(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        self.card.show_job(self.list.current())
        self.show_actions()

    def resized(self) -> None:
        """Narrow windows have room for short words only."""
        self.show_actions()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.nothing.set_title(self.words("ui_impressions.nothing"))
        self.nothing.set_sentence(self.words("ui_impressions.nothing_text"))
        self.printing.write()
        self.card.show_job(self.list.current())
        self.list.viewport().update()

    # what the keys do

    def page_actions(self) -> list[Action]:
        """By what is marked."""
        if self.stack.currentWidget() is self.choices:
            return [
                Action(ENTER, "ui_impressions.choose", self.choices.list.pick, primary=True),
                Action(ESCAPE, "ui_impressions.back", self._show_list),
            ]
        close = Action(ESCAPE, "ui_impressions.close", self.closed.emit)
        job = self.list.current()
        if job is None:
            return [close]
        if job.state is PrintState.SENDING:
            return [Action("F8", "ui_impressions.stop", self.labels.stop, primary=True), close]
        short = "_short" if self.narrow else ""
        again = "rest" if job.printed else "again"
        return [
            Action(
                "F5",
                f"ui_impressions.{again}{short}",
                partial(self.labels.retry, job),
                primary=True,
                args={"n": len(job.left)},
            ),
            Action("F4", f"ui_impressions.elsewhere{short}", partial(self._ask_where, job)),
            Action("F8", "ui_impressions.drop", partial(self.labels.cancel, job)),
            close,
        ]

    def keeps_scan(self, scan: Scan) -> bool:
        """A number or a name among the choices; all else is for the page before."""
        return self.stack.currentWidget() is self.choices and self.choices.answer(scan)

    def _ask_where(self, job: PrintJob) -> None:
        """A PDF at once; the system's printers as soon as it has told which there are."""
        self._offer(job, ())
        self.stack.setCurrentWidget(self.choices)
        self.setFocusProxy(self.choices.list)
        self.choices.list.setFocus()
        self.show_actions()
        self._asking = self.session.door.ask(_printers, partial(self._add_printers, job), lane=Lane.PRINT)

    def _add_printers(self, job: PrintJob, printers: Sequence[str]) -> None:
        if self.stack.currentWidget() is self.choices:
            self._offer(job, printers)

    def _offer(self, job: PrintJob, printers: Sequence[str]) -> None:
        own = [Choice(self.words("ui_impressions.to_own"), "")] if job.destination else []
        rows = [Choice(self.words("prints.to_file"), TO_FILE), *own]
        rows += [Choice(name, f"{TO_PRINTER}{name}") for name in printers]
        heading = self.words("ui_impressions.where", what=what(self.words, job))
        self.choices.offer(heading, rows, lambda place: self.labels.redirect(job, str(place)))


class JobCard(Card):
    """The job that is marked, with all that is to be known of it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.title, self.where = label(role="strong", wraps=True), LineLabel()
        self.state = Chip()
        self.why = label(wraps=True)
        words.bind(self.set_heading, "ui_impressions.card")
        for widget in (self.title, self.state, self.where, self.why):
            self.body.addWidget(widget)
        self.hide()

    def show_job(self, job: PrintJob | None) -> None:
        """Another job, or none."""
        self.setVisible(job is not None)
        if job is None:
            return
        self.title.setText(what(self._words, job))
        self.state.set(*standing(self._words, job))
        self.where.setText(where(self._words, job))
        self.why.setText(why(self._words, job))
        self.why.setVisible(job.reason is not None)


def _printers() -> Sequence[str]:
    from desk_app.devices.printers import available  # noqa: PLC0415 - behind the painted window

    return [printer.name for printer in available()]
