"""Labels to the printer, or to a PDF while none is chosen.

What failed waits in its order and is tried again on demand, or before the next label.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Parcel, Pickup, Reason, Shelf
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Work
from desk_app.ui.session import Change, Session
from desk_app.wording import reason

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from desk_app.devices.label import Drawable
    from desk_app.i18n import Texts

_HUB_NAME = "hub.name"
FEW = 20
"""Up to so many labels are printed at once and to the end; more show their progress and can be stopped."""


@dataclass(frozen=True, slots=True)
class Job:
    """Labels to be drawn and printed together. ``make`` draws nothing yet and may run on any thread, again too."""

    count: int
    make: Callable[[], Iterable[Drawable]]

    @property
    def is_long(self) -> bool:
        """Whether it shows its progress."""
        return self.count > FEW


@dataclass(frozen=True, slots=True)
class Place:
    """Where labels go: ``printer`` or, when it is empty, the PDF ``file``; ``size`` as the settings write it."""

    printer: str
    size: str
    dpi: int
    file: Path


class Stopped(Exception):
    """The clerk has stopped a long job; nothing of it was printed."""


class Labels(QObject):
    """The session's one way to paper. Signals come on the screen's thread."""

    changed = Signal()  # what waits, or why, has changed
    progressed = Signal(int, int)  # a long job: labels drawn, labels in all
    finished = Signal()  # a long job is over, however

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._waiting: deque[Job] = deque()
        self._reason: Reason | None = None
        self._stop = Event()
        self._is_printing = False
        self._files = 0
        session.opened.connect(self._tell_printer)
        session.changed.connect(self._on_changed)
        session.words.changed.connect(self._tell_printer)
        if session.is_open:
            self._tell_printer()

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
        texts = self._session.words.texts
        self._put(Job(len(parcels), lambda: (_parcel_label(parcel, texts) for parcel in parcels)))

    def shelves(self, shelves: Sequence[Shelf]) -> None:
        """Print a label for each of these shelves."""
        texts = self._session.words.texts
        self._put(Job(len(shelves), lambda: (_shelf_label(shelf, texts) for shelf in shelves)))

    def slip(self, pickup: Pickup) -> Path | None:
        """Print a customer's pickup slip now; its PDF, without a printer. For a worker; raises EnvironmentTrouble."""
        texts, hub = self._session.words.texts, rooms.setup.hub_settings(self._session.desk())[_HUB_NAME]
        outcome = _attempt(Job(1, lambda: [_slip(pickup, hub, texts)]), self._place(), lambda _done: None)
        if isinstance(outcome, Reason):
            raise EnvironmentTrouble(outcome)
        return outcome

    def retry(self) -> None:
        """Try what waits again, in its order."""
        self._go_on()

    def stop(self) -> None:
        """Stop the long job that is under way, before its first label is printed."""
        self._stop.set()

    # what is known

    @property
    def waiting(self) -> int:
        """How many labels could not be printed yet."""
        return sum(job.count for job in self._waiting) if self._reason else 0

    @property
    def trouble(self) -> str:
        """Why, and what to do; empty while all is well."""
        return reason(self._session.words.texts, self._reason) if self._reason else ""

    @property
    def is_long(self) -> bool:
        """Whether a long job is under way."""
        return self._is_printing and self._waiting[0].is_long

    # the queue

    def _put(self, job: Job) -> None:
        if job.count:
            self._waiting.append(job)
            self.retry()

    def _go_on(self) -> None:
        if self._is_printing or not self._waiting:
            self._tell()
            return
        job, place = self._waiting[0], self._place()
        self._is_printing = True
        self._stop.clear()
        stop = self._stop
        progress = self.progressed.emit if job.is_long else _no_progress
        self._session.door.ask_long(
            lambda work: _run(job, place, work, stop), self._on_done, self._on_failed, progress, Lane.PRINT
        )

    def _on_done(self, outcome: Path | Reason | None) -> None:
        """The job's file, why it failed, or None when it is on paper or was stopped."""
        self._is_printing = False
        if isinstance(outcome, Reason):
            self._reason = outcome
            self._end(self._waiting[0])
            return
        job = self._waiting.popleft()
        self._reason = None
        self._note(job, outcome)
        self._end(job)
        self._go_on()

    def _note(self, job: Job, file: Path | None) -> None:
        words = self._session.words
        if file is not None:
            self._session.note(words("ui_printing.saved", n=job.count, file=f"{file.parent.name}/{file.name}"))
        elif self._stop.is_set():
            self._session.note(words("ui_printing.stopped"))
        else:
            self._session.note(words("ui_printing.sent", n=job.count))

    def _on_failed(self, error: Exception) -> None:
        """A bug: the window says so; the labels are not tried again and again."""
        self._is_printing = False
        self._end(self._waiting.popleft())
        self._tell()

    def _end(self, job: Job) -> None:
        if job.is_long:
            self.finished.emit()
        self._tell()

    def _place(self) -> Place:
        get = self._session.settings.get
        self._files += 1
        stamp = f"{self._session.now().astimezone():%Y-%m-%d-%H%M%S}-{self._files:03d}"
        file = self._session.settings.profile / "labels" / f"{stamp}.pdf"
        return Place(get("label.printer"), get("label.size"), get("label.dpi"), file)

    # the status bar

    def _tell(self) -> None:
        self.changed.emit()
        self._tell_printer()

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if Change.SETTINGS in changes:
            self._tell_printer()

    def _tell_printer(self) -> None:
        words, printer = self._session.words, self._session.settings.get("label.printer")
        if self.waiting:
            text = words("ui_printing.state_waiting", n=self.waiting)
        elif printer:
            text = words("ui_printing.state_printer", printer=printer)
        else:
            text = words("ui_printing.state_pdf")
        self._session.printer_changed.emit(text, not self.waiting)


# on the worker's thread; what draws is imported there, behind the first painted window


def _run(job: Job, place: Place, work: Work, stop: Event) -> Path | Reason | None:
    """The file that was written, why nothing was printed, or None when it is on paper or was stopped."""

    def on_progress(done: int) -> None:
        if job.is_long:
            work.progress(done, job.count)
            if stop.is_set() or work.cancelled:
                raise Stopped

    try:
        return _attempt(job, place, on_progress)
    except Stopped:
        return None


def _attempt(job: Job, place: Place, on_progress: Callable[[int], None]) -> Path | Reason | None:
    try:
        return _print(job, place, on_progress)
    except EnvironmentTrouble as trouble:
        return trouble.reason
    except ValueError:
        return Reason("ui_printing.size_unfit", {"size": place.size})


def _print(job: Job, place: Place, on_progress: Callable[[int], None]) -> Path | None:
    from desk_app.devices.label import LabelSize, draw  # noqa: PLC0415
    from desk_app.devices.pages import write_pdf  # noqa: PLC0415
    from desk_app.devices.printers import print_labels  # noqa: PLC0415

    size = LabelSize.parse(place.size)
    if place.printer:
        print_labels(place.printer, job.make(), size, place.dpi, on_progress)
        return None
    _make_folder(place.file.parent)
    write_pdf(place.file, (draw(label, size, place.dpi) for label in job.make()), on_progress)
    return place.file


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentTrouble(Reason("errors.folder_unusable", {"folder": str(folder)})) from error


def _parcel_label(parcel: Parcel, texts: Texts) -> Drawable:
    from desk_app.devices.label import ParcelLabel  # noqa: PLC0415

    return ParcelLabel.of(parcel, texts)


def _shelf_label(shelf: Shelf, texts: Texts) -> Drawable:
    from desk_app.devices.label import ShelfLabel  # noqa: PLC0415

    return ShelfLabel.of(shelf, texts)


def _slip(pickup: Pickup, hub: str, texts: Texts) -> Drawable:
    from desk_app.devices.label import PickupSlip  # noqa: PLC0415

    return PickupSlip.of(pickup, hub, texts)


def picture_of(parcel: Parcel, texts: Texts, size: str, dpi: int) -> QImage:
    """The picture of a parcel's label, as it would be printed. For a worker. Raises ValueError for an unfit size."""
    from desk_app.devices.label import LabelSize, draw  # noqa: PLC0415

    return draw(_parcel_label(parcel, texts), LabelSize.parse(size), dpi)


def _no_progress(_done: int, _total: int) -> None:
    return None
