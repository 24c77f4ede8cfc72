"""An order file on its way in, behind the screen: read, counted, entered, and its refused rows saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.domain.values import Announcement, ImportReport, Reason, RefusedRow, Shop
from desk_app.i18n import Texts
from desk_app.ui import rooms
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

Progress = Callable[[int, int], None]
IsStopped = Callable[[], bool]
WHOLE = 1000  # a progress bar's end; reading the file is its first part
_READ = 300


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that was read: its orders, and what entering them would come to. Nothing is written yet."""

    shop: Shop
    file: Path
    announcements: tuple[Announcement, ...]
    report: ImportReport

    @property
    def orders(self) -> int:
        """How many orders there are to enter."""
        return len(self.announcements)


@dataclass(frozen=True, slots=True)
class Written:
    """What was entered: ``done`` of ``total`` orders, all of them unless it was stopped."""

    report: ImportReport
    done: int
    total: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return self.done >= self.total


class Stopped(Exception):
    """The clerk does not want it any more."""


def look_into(desk: Desk, shop: Shop, file: Path, progress: Progress, is_stopped: IsStopped) -> Preview | Reason | None:
    """The orders of ``file`` and what they would come to; the reason why it cannot be read; None when stopped."""
    from desk_app.intake import UnreadableFile, read_orders  # noqa: PLC0415 - behind the first painted window

    try:
        data = file.read_bytes()
    except (OSError, ValueError):
        return Reason("errors.file_unreadable", {"file": str(file)})
    try:
        tell = _part(progress, is_stopped, 0, _READ)
        reading = read_orders(file.name, data, pickup_methods=shop.pickup_methods, on_progress=tell)
        tell = _part(progress, is_stopped, _READ, WHOLE)
        report = rooms.announce.import_orders(desk, shop.id, reading.announcements, dry_run=True, on_progress=tell)
    except Stopped:
        return None
    except UnreadableFile as unreadable:
        return unreadable.reason
    mended = tuple(RefusedRow(a.rows[0] if a.rows else 0, why) for a in reading.announcements for why in a.warnings)
    whole = replace(report, refused=reading.refused, warnings=(*mended, *report.warnings))
    return Preview(shop, file, reading.announcements, whole)


def enter(desk: Desk, preview: Preview, progress: Progress, is_stopped: IsStopped) -> Written:
    """Enter the orders; when it is stopped, those entered stay, and the same file again goes on."""
    done = 0

    def tell(entered: int, total: int) -> None:
        nonlocal done
        done = entered
        progress(entered, total)
        if is_stopped() and entered < total:
            raise Stopped

    try:
        report = rooms.announce.import_orders(desk, preview.shop.id, preview.announcements, on_progress=tell)
    except Stopped:
        return Written(ImportReport(), done, preview.orders)
    return Written(report, preview.orders, preview.orders)


def save_refused(rows: Sequence[RefusedRow], texts: Texts, file: Path) -> Path:
    """Write the refused rows for the shop, as a sheet that spreadsheets open. Raises EnvironmentTrouble."""
    from desk_app.devices.files import write_csv  # noqa: PLC0415 - only when something is refused

    titles = (texts("ui_arrivages.csv_row"), texts("ui_arrivages.csv_reason"))
    write_csv(file, [titles, *((str(row.row or ""), reason(texts, row.reason)) for row in rows)], texts.language)
    return file


def _part(progress: Progress, is_stopped: IsStopped, start: int, end: int) -> Progress:
    """Progress within a part of the bar, which also notices that it is to stop."""

    def tell(done: int, total: int) -> None:
        if is_stopped():
            raise Stopped
        progress(start + (end - start) * done // max(1, total), WHOLE)

    return tell
