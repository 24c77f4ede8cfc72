"""The session's prints: asked for in one short write each, sent one after the other behind the screen.

Every job is a row of the database until it is out (see counter/prints.py); what failed because a printer was off is
tried again by itself, and before the next label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.prints import PrintJob, PrintKind, PrintState
from desk_app.domain.till import Till
from desk_app.domain.values import Parcel, Pickup, Shelf
from desk_app.store.errors import DatabaseOffline
from desk_app.store.keys import new_key
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.print_lane import Place, Sender, Step
from desk_app.ui.session import Change, Session
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

FEW = 20
"""Up to so many labels are printed at once and to the end; more show their progress and can be stopped."""
LOOK_EVERY = timedelta(seconds=30)  # the command line may have asked for something
_KEYS = (
    *("label.printer", "label.wire", "label.language", "label.size", "label.dpi"),
    *("receipt.printer", "receipt.wire", "receipt.width"),
)
_LABELS = (PrintKind.PARCEL_LABEL, PrintKind.SHELF_LABEL)


class Labels(QObject):
    """The session's one way to paper. Signals come on the screen's thread."""

    changed = Signal()  # what is not out yet, or why, has changed
    progressed = Signal(int, int)  # a long job: labels out (of a PDF: drawn), labels in all
    finished = Signal()  # a long job is over, however

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.unfinished: tuple[PrintJob, ...] = ()
        self.is_long = False  # whether a long job is under way
        self._stop = Event()
        self._sender = Sender(self._stop)
        self._sending: Ticket | None = None
        self._is_asked = False  # something may be due that the step under way has not seen
        self._unsaved: list[Callable[[Desk], object]] = []
        self._files = 0
        self._timer = QTimer(self, singleShot=True)
        self._connect_signals()
        if session.is_open:
            self.look()

    def _connect_signals(self) -> None:
        session = self._session
        self._timer.timeout.connect(self.look)
        session.opened.connect(self._on_opened)
        session.online_changed.connect(self._on_online)
        session.changed.connect(self._on_changed)
        session.words.changed.connect(self._tell_printer)

    @classmethod
    def of(cls, session: Session) -> Labels:
        """The labels of that session, made when they are first asked for; its slips are printed here from then on."""
        found = session.findChild(cls)
        if found is None:
            found = cls(session)
            session.print_slip = found.slip
        return found

    # what is asked

    def parcels(self, parcels: Sequence[Parcel]) -> None:
        """Print a label for each of these parcels."""
        self._queue(PrintKind.PARCEL_LABEL, [parcel.id for parcel in parcels])

    def shelves(self, shelves: Sequence[Shelf]) -> None:
        """Print a label for each of these shelves."""
        self._queue(PrintKind.SHELF_LABEL, [shelf.id for shelf in shelves])

    def slip(self, pickup: Pickup) -> None:
        """Print a customer's pickup slip."""
        self._queue(PrintKind.SLIP, [pickup.id])

    def handover(self, parcels: Sequence[Parcel]) -> None:
        """Print the slip of what one customer was given."""
        self._queue(PrintKind.HANDOVER, [" ".join(parcel.id for parcel in parcels)])

    def drop_off(self, parcels: Sequence[Parcel]) -> None:
        """Print the slip of what one shop has brought."""
        self._queue(PrintKind.DROP_OFF, [" ".join(parcel.id for parcel in parcels)])

    def till(self, till: Till) -> None:
        """Print a day's till."""
        self._queue(PrintKind.TILL, [" ".join(filter(None, (till.day.isoformat(), till.counter)))])

    def retry(self, *jobs: PrintJob) -> None:
        """Print what is left of these now; without any, all that failed and need not be looked at first."""
        wanted = [job.id for job in jobs or self.in_trouble]
        self._change(lambda desk: [rooms.prints.retry(desk, job_id) for job_id in wanted])

    def redirect(self, job: PrintJob, destination: str) -> None:
        """Print what is left of a job elsewhere, now."""
        self._change(lambda desk: rooms.prints.redirect(desk, job.id, destination))

    def cancel(self, job: PrintJob) -> None:
        """Drop what is left of a job."""
        self._change(lambda desk: rooms.prints.cancel(desk, job.id))

    def stop(self) -> None:
        """Stop the job that is being sent before its next label; what is left waits for the clerk."""
        self._stop.set()

    # what is known

    @property
    def in_trouble(self) -> list[PrintJob]:
        """What did not go out and may simply be tried again."""
        return [job for job in self.unfinished if job.is_in_trouble]

    @property
    def to_look_at(self) -> list[PrintJob]:
        """What was stopped, or may be on paper."""
        return [job for job in self.unfinished if job.needs_look]

    @property
    def waiting(self) -> int:
        """How many labels could not be printed yet, those included that are held up behind others."""
        held = [job for job in self.unfinished if job.state is not PrintState.SENDING and not job.needs_look]
        return sum(len(job.left) for job in held) if self.in_trouble else 0

    @property
    def trouble(self) -> str:
        """Why, and what to do; empty while all is well."""
        why = next((job.reason for job in self.in_trouble if job.reason), None)
        return reason(self._session.words.texts, why) if why else ""

    # rows are written on the clerk's own lane

    def _queue(self, kind: PrintKind, subjects: Sequence[str]) -> None:
        if subjects:
            key = new_key()
            self._change(lambda desk: rooms.prints.queue(desk, kind, subjects, key=key))

    def _change(self, change: Callable[[Desk], object]) -> None:
        """Write something, and look what is due then. While the database is away it is kept, and written after."""

        def failed(error: Exception) -> None:
            if isinstance(error, DatabaseOffline):
                self._unsaved.append(change)

        if not self._session.is_open:
            self._unsaved.append(change)
            return
        desk = self._session.desk()
        self._session.door.ask(lambda: change(desk), lambda _done: self.look(), failed)

    def _on_online(self, online: bool) -> None:
        if online:
            self._on_opened()

    def _on_opened(self) -> None:
        unsaved, self._unsaved = self._unsaved, []
        for change in unsaved:
            self._change(change)
        self.look()

    # jobs are sent on the print lane

    def look(self) -> None:
        """Send what is due."""
        self._is_asked = True
        if self._session.is_open and (self._sending is None or self._sending.done):
            self._step()
        self._tell()

    def _step(self) -> None:
        self._is_asked = False
        self._timer.stop()
        desk = self._session.desk()
        self._sending = self._session.door.ask_long(
            lambda work: self._sender.step(desk, self._place, work),
            self._on_step,
            self._on_failed,
            self._on_progress,
            Lane.PRINT,
        )

    def _on_step(self, step: Step) -> None:
        self.unfinished = step.unfinished
        self._end_long()
        if step.job is not None:
            self._note(step.job, step.file)
        self._tell()
        if step.job is not None or self._is_asked:
            self._step()
            return
        pause = LOOK_EVERY if step.pause is None else min(step.pause, LOOK_EVERY)
        self._timer.start(max(0, int(pause / timedelta(milliseconds=1))))

    def _on_failed(self, _error: Exception) -> None:
        """The database is away, and will be back; or it is a bug, which the window tells, and that job has failed."""
        self._end_long()
        self._tell()
        self._timer.start(int(LOOK_EVERY / timedelta(milliseconds=1)))

    def _on_progress(self, done: int, total: int) -> None:
        if total <= FEW:
            return
        if not self.is_long:
            self.is_long = True
            self.changed.emit()
        self.progressed.emit(done, total)

    def _end_long(self) -> None:
        if self.is_long:
            self.is_long = False
            self.finished.emit()

    def _note(self, job: PrintJob, file: Path | None) -> None:
        words, n = self._session.words, len(job.subjects)
        kind = "labels" if job.kind in _LABELS else "receipt" if job.kind.is_receipt else "slip"
        if job.needs_look:
            self._session.note(words("ui_printing.stopped", done=job.printed, total=n))
        elif job.state is PrintState.DONE and file is not None:
            key = "ui_printing.filed" if job.destination else f"ui_printing.saved_{kind}"
            self._session.note(words(key, n=n, file=f"{file.parent.name}/{file.name}"))
        elif job.state is PrintState.DONE:
            self._session.note(words(f"ui_printing.sent_{kind}", n=n))

    def _place(self) -> Place:
        """As the settings are when a job is sent: on the lane's thread."""
        settings = self._session.settings
        self._files += 1
        stamp = f"{self._session.now().astimezone():%Y-%m-%d-%H%M%S}-{self._files:03d}"
        file = settings.profile / "labels" / f"{stamp}.pdf"
        return Place({key: settings.get(key) for key in _KEYS}, file, self._session.words.texts)

    # the status bar

    def _tell(self) -> None:
        self.changed.emit()
        self._tell_printer()

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if Change.SETTINGS in changes:
            self.look()

    def _tell_printer(self) -> None:
        words, get = self._session.words, self._session.settings.get
        printer = get("label.wire") or get("label.printer")
        if self.waiting:
            text = words("ui_printing.state_waiting", n=self.waiting)
        elif self.to_look_at:
            text = words("ui_printing.state_look", n=len(self.to_look_at))
        elif printer:
            text = words("ui_printing.state_printer", printer=printer)
        else:
            text = words("ui_printing.state_pdf")
        self._session.printer_changed.emit(text, not self.waiting and not self.to_look_at)
