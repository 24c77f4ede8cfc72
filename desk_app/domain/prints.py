"""Print jobs: what is to come out of a counter's printer, and how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desk_app.domain.till import Till
from desk_app.domain.values import Parcel, Pickup, Reason, Shelf


class PrintKind(StrEnum):
    """What a job prints, and so what its subjects are the ids of."""

    PARCEL_LABEL = "parcel_label"
    SHELF_LABEL = "shelf_label"
    SLIP = "slip"  # of a pickup
    HANDOVER = "handover"  # of parcels handed over: their ids are one subject, with spaces between
    DROP_OFF = "drop_off"  # of parcels taken in, likewise
    RETURN = "return"  # of parcels given back to their shop, likewise
    TILL = "till"  # of a day: 2026-11-28, and a counter's name behind it where it is that one's alone

    @property
    def is_receipt(self) -> bool:
        """Whether it is as long as what it says, and goes to the receipt printer."""
        return self in (PrintKind.HANDOVER, PrintKind.DROP_OFF, PrintKind.RETURN, PrintKind.TILL)


class PrintState(StrEnum):
    """Where a job is. What waits goes out by itself; what failed needs the clerk."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = frozenset({PrintState.WAITING, PrintState.SENDING, PrintState.FAILED})
TO_FILE, TO_PRINTER = "file", "printer:"
"""Destinations besides the counter's own: a PDF, and the printer of the system that is named behind the colon."""

STOPPED, PERHAPS_OUT = "prints.stopped", "prints.perhaps_out"
"""Reasons for which a clerk looks at the paper first: a job stopped half way, and one whose counter was killed."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """``printed`` of its subjects are out. ``destination`` is empty for the counter's own printer of its kind.

    ``reason`` says why it is not out yet. A job that waits is not tried before ``next_try_at``.
    """

    id: str
    counter: str
    clerk: str
    kind: PrintKind
    subjects: tuple[str, ...]
    printed: int
    state: PrintState
    attempts: int
    reason: Reason | None
    destination: str
    made_at: datetime
    next_try_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def left(self) -> tuple[str, ...]:
        """The subjects that are not out yet."""
        return self.subjects[self.printed :]

    @property
    def is_in_trouble(self) -> bool:
        """Whether it did not go out, and may simply be tried again."""
        return self.reason is not None and not self.needs_look

    @property
    def needs_look(self) -> bool:
        """Whether the clerk is to look at the paper before the rest is printed."""
        return self.reason is not None and self.reason.key in (STOPPED, PERHAPS_OUT)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one slip is about.

    ``pickup`` is the customer's, of a handover; ``taken_by`` whose name a return bears; ``till`` a day's.
    """

    parcels: tuple[Parcel, ...]
    pickup: Pickup | None = None
    taken_by: str = ""
    till: Till | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a job prints, read anew when it is sent: a value for each subject that is left and still there.

    ``reprints`` are the ids of the parcels that had a label before. Slips have ``receipts`` instead of values.
    """

    values: tuple[Parcel | Shelf | Pickup, ...] = ()
    reprints: frozenset[str] = frozenset()
    hub: str = ""
    receipts: tuple[Receipt, ...] = ()


def next_of(jobs: Sequence[PrintJob]) -> list[PrintJob]:
    """The oldest that waits for each printer: where it pauses after a failure, what goes the same way waits too."""
    first: dict[tuple[bool, str], PrintJob] = {}
    for job in jobs:
        if job.state is PrintState.WAITING:
            first.setdefault((job.kind.is_receipt, job.destination), job)
    return list(first.values())


def pause_until_due(job: PrintJob, now: datetime) -> timedelta:
    """How long a job that waits is not to be tried; nothing when it is due."""
    return timedelta() if job.next_try_at is None else max(timedelta(), job.next_try_at - now)


def reason_fields(reason: Reason) -> Mapping[str, object]:
    """A reason as plain text and numbers, to be kept and said in any language."""
    return {key: value if isinstance(value, str | int) else str(value) for key, value in reason.args.items()}
