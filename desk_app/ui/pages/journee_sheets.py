"""Sheets the hub keeps for itself: the list for a day without computers, and the log of the cold."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desk_app.i18n import Texts
from desk_app.ui import rooms
from desk_app.ui.background import Lane
from desk_app.ui.save_as import has_screen, save_as
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.devices.slips import Place

LOG_DAYS = 31


def paper_list(session: Session) -> None:
    """Write what can be handed over into the profile, the same file each day, and open it to be printed."""
    if not session.is_open:
        return
    desk, texts = session.desk(), session.words.texts
    file = session.settings.profile / texts("ui_sheets.paper_file")

    def show(count: int) -> None:
        session.note(texts("ui_sheets.paper_written", n=count, file=str(file)))
        if has_screen():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    session.door.ask(lambda: write_paper_list(desk, texts, file), show, lane=Lane.BULK)


def cold_log(session: Session, parent: QWidget) -> None:
    """Save the last month's log of the cold where the clerk says: a page for people, and a sheet beside it."""
    if not session.is_open:
        return
    desk, texts, last = session.desk(), session.words.texts, session.now().astimezone().date()
    file = session.settings.profile / texts("ui_sheets.cold_file", day=last.isoformat())

    def save(name: str) -> None:
        page = Path(name).with_suffix(".pdf")
        session.door.ask(lambda: write_cold_log(desk, texts, page, last), show, lane=Lane.BULK)

    def show(files: tuple[Path, Path]) -> None:
        session.note(texts("ui_sheets.cold_written", file=str(files[0]), sheet=files[1].name))

    save_as(parent, texts("ui_sheets.cold"), file, save)


def write_paper_list(desk: Desk, texts: Texts, file: Path) -> int:
    """Write it; how many parcels are on it. Raises EnvironmentTrouble."""
    from desk_app.devices.house_pages import PaperList, write_pages  # noqa: PLC0415 - only when it is asked for

    found = rooms.lists.on_paper(desk)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_pages(file, PaperList.of(found, _place(desk), texts))
    return len(found)


def write_cold_log(desk: Desk, texts: Texts, page: Path, last: date) -> tuple[Path, Path]:
    """Write the log up to the day ``last`` as a PDF, and as a CSV beside it. Raises EnvironmentTrouble."""
    from desk_app.devices.files import write_csv  # noqa: PLC0415
    from desk_app.devices.house_pages import COLD_COLUMNS, ColdLog, cold_cells, write_pages  # noqa: PLC0415

    days, sheet = (last - timedelta(days=LOG_DAYS), last), page.with_suffix(".csv")
    spells = rooms.cold.log(desk, _midnight(days[0]), _midnight(last + timedelta(days=1)))
    page.parent.mkdir(parents=True, exist_ok=True)
    write_pages(page, ColdLog.of(spells, days, _place(desk), texts))
    titles = [texts(f"house.cold_{name}") for name in COLD_COLUMNS]
    write_csv(sheet, [titles, *(cold_cells(one, desk.clock(), texts) for one in spells)], texts.language)
    return page, sheet


def _place(desk: Desk) -> Place:
    from desk_app.devices.slips import Place  # noqa: PLC0415

    return Place(rooms.setup.hub_settings(desk)[rooms.setup.HUB_NAME], desk.counter, desk.clerk, desk.clock())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
