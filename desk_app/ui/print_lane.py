"""Sending print jobs, one at each call, on the print lane's thread. What draws is imported there, when it is needed.

A job's row says that it is being sent before its first byte goes, and what became of it after its last. When the
database goes away in between, that is remembered here, and written first of all when it is back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from desk_app.domain.prints import PrintJob, PrintKind, PrintState, Receipt, next_of, pause_until_due
from desk_app.domain.returns import ReturnReason
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Parcel, Reason, Shelf
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from desk_app.counter.desk import Desk
    from desk_app.devices.label import Drawable
    from desk_app.devices.outputs import Output
    from desk_app.devices.slips import Slip
    from desk_app.domain.prints import Content
    from desk_app.i18n import Texts
    from desk_app.ui.background import Work


@dataclass(frozen=True, slots=True)
class Place:
    """How the counter prints now: its settings by key, the name of a PDF, and the words of its language."""

    settings: Mapping[str, Any]
    file: Path
    texts: Texts


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one call: the job that was sent, if one was due, as it is now; the PDF it became, if it did.

    ``unfinished`` is all that is not out yet; ``pause`` is how long nothing more of it is due, None for ever.
    """

    unfinished: tuple[PrintJob, ...]
    job: PrintJob | None = None
    file: Path | None = None
    pause: timedelta | None = None


class Stopped(Exception):
    """A job is to end before its next label."""


class Sender:
    """Sends the jobs of one counter in their order."""

    def __init__(self, stop: Event) -> None:
        """``stop`` ends the job that is being sent before its next label."""
        self._stop = stop
        self._desk: Desk | None = None
        self._unsaved: Callable[[], None] | None = None

    def step(self, desk: Desk, place: Callable[[], Place], work: Work) -> Step:
        """Send what is due to where ``place`` says then; ``work`` is told how far it is. Raises DatabaseOffline."""
        self._arrive(desk)
        self._save()
        due = rooms.prints.next_due(desk)
        job = rooms.prints.begin(desk, due) if due is not None else None
        if job is None:
            return _look(desk)
        self._stop.clear()
        sending = _Sending(desk, job, work, self._stop)
        try:
            self._unsaved = self._outcome(sending, place())
        except Exception:
            self._unsaved = lambda: rooms.prints.failed(desk, sending.job, Reason("prints.broken"), heals=False)
            raise
        self._save()
        return _look(desk, job, sending.file)

    def _arrive(self, desk: Desk) -> None:
        """At another database, or under another name, the counter takes up what it has left there."""
        before, self._desk = self._desk, None
        if before is None or before.store is not desk.store:
            self._unsaved = None  # of a database that is closed: that job is looked at when it is opened again
            rooms.prints.take_up(desk)
        elif before.counter != desk.counter:
            rooms.prints.rename(desk, before.counter)
        self._desk = desk

    def _save(self) -> None:
        if self._unsaved is not None:
            self._unsaved()
            self._unsaved = None

    def _outcome(self, sending: _Sending, place: Place) -> Callable[[], None]:
        """Send a job, and give back what writes down how it ended."""
        desk, prints = sending.desk, rooms.prints
        try:
            sending.send(place)
        except Stopped:
            leave = prints.stopped if self._stop.is_set() else prints.put_off
            return lambda: leave(desk, sending.job)
        except DatabaseOffline:
            return lambda: prints.put_off(desk, sending.job)
        except EnvironmentTrouble as trouble:
            why, heals = trouble.reason, _heals(trouble)
            return lambda: prints.failed(desk, sending.job, why, heals=heals)
        except ValueError:
            unfit = Reason("ui_printing.size_unfit", {"size": place.settings["label.size"]})
            return lambda: prints.failed(desk, sending.job, unfit, heals=False)
        return lambda: prints.done(desk, sending.job)


class _Sending:
    """One job on its way out; ``job`` says how far it is."""

    def __init__(self, desk: Desk, job: PrintJob, work: Work, stop: Event) -> None:
        self.desk, self.job = desk, job
        self.file: Path | None = None
        self._work, self._stop = work, stop

    def send(self, place: Place) -> None:
        """Draw and send what is left. Raises Stopped, EnvironmentTrouble, and ValueError when it does not fit."""
        from desk_app.devices.outputs import Output  # noqa: PLC0415

        self._work.progress(self.job.printed, len(self.job.subjects))
        receipts = self.job.kind.is_receipt
        output = Output.chosen(place.settings.__getitem__, self.job.destination, place.file, receipts=receipts)
        content = rooms.prints.content(self.desk, self.job)
        if content.receipts:
            self._send_slips(output, content, place)
        elif content.values:
            self._send_labels(output, content, place)
        else:
            return
        self.file = output.file if output.is_file else None

    def _send_slips(self, output: Output, content: Content, place: Place) -> None:
        from desk_app.devices.formats import FORMATS  # noqa: PLC0415
        from desk_app.devices.outputs import send_slips  # noqa: PLC0415

        send_slips(output, list(_slips(self.job, content, place.texts)), FORMATS[place.settings["receipt.width"]])

    def _send_labels(self, output: Output, content: Content, place: Place) -> None:
        from desk_app.devices.label import LabelSize  # noqa: PLC0415
        from desk_app.devices.outputs import send  # noqa: PLC0415

        size, begun_at, last = LabelSize.parse(place.settings["label.size"]), self.job.printed, len(content.values)

        def on_progress(count: int) -> None:
            self._work.progress(begun_at + count, len(self.job.subjects))
            if count == last:
                return
            if not output.is_file:
                self._came_out(begun_at + count)
            if self._stop.is_set() or self._work.cancelled:
                raise Stopped

        send(output, _drawables(content, place.texts), size, place.settings["label.dpi"], on_progress)

    def _came_out(self, printed: int) -> None:
        self.job = replace(self.job, printed=printed)
        rooms.prints.came_out(self.desk, self.job, printed)


def _look(desk: Desk, sent: PrintJob | None = None, file: Path | None = None) -> Step:
    """How things stand now."""
    unfinished = rooms.prints.unfinished(desk)
    now = desk.clock()
    pause = min((pause_until_due(job, now) for job in next_of(unfinished)), default=None)
    if sent is not None:
        sent = next((job for job in unfinished if job.id == sent.id), replace(sent, state=PrintState.DONE))
    return Step(unfinished, sent, file, pause)


def _heals(trouble: EnvironmentTrouble) -> bool:
    from desk_app.devices.outputs import heals  # noqa: PLC0415

    return heals(trouble)


def _drawables(content: Content, texts: Texts) -> Iterator[Drawable]:
    from desk_app.devices.label import ParcelLabel, PickupSlip, ShelfLabel  # noqa: PLC0415

    for value in content.values:
        if isinstance(value, Parcel):
            yield ParcelLabel.of(value, texts, reprint=value.id in content.reprints)
        elif isinstance(value, Shelf):
            yield ShelfLabel.of(value, texts)
        else:
            yield PickupSlip.of(value, content.hub, texts)


def _slips(job: PrintJob, content: Content, texts: Texts) -> Iterator[Slip]:
    """As they were given: with the time of the goods, not of the paper."""
    from desk_app.devices.slips import DropOffSlip, HandoverSlip, Place, ReturnSlip, TillSlip  # noqa: PLC0415

    for receipt in content.receipts:
        place = Place(content.hub, job.counter, job.clerk, _moment(job, receipt))
        if job.kind is PrintKind.RETURN:
            returned = [(parcel, parcel.return_reason or ReturnReason.OVERDUE) for parcel in receipt.parcels]
            yield ReturnSlip.of(returned, place, texts, receipt.taken_by)
        elif receipt.till is not None:
            yield TillSlip.of(receipt.till, place, texts)
        elif receipt.pickup is not None:
            yield HandoverSlip.of(receipt.pickup, receipt.parcels, place, texts)
        else:
            yield DropOffSlip.of(receipt.parcels, place, texts)


def _moment(job: PrintJob, receipt: Receipt) -> datetime:
    """When the goods were given: what goes back leaves as its slip is asked for."""
    if job.kind is PrintKind.RETURN:
        return job.made_at
    moments = [p.collected_at if job.kind is PrintKind.HANDOVER else p.received_at for p in receipt.parcels]
    return max((moment for moment in moments if moment), default=job.made_at)


def picture_of(parcel: Parcel, texts: Texts, size: str, dpi: int) -> QImage:
    """The picture of a parcel's label, as it would be printed. For a worker. Raises ValueError for an unfit size."""
    from desk_app.devices.label import LabelSize, ParcelLabel, draw  # noqa: PLC0415

    return draw(ParcelLabel.of(parcel, texts), LabelSize.parse(size), dpi)
