"""Labels of many parcels: confirmed first, and read from the store a part at a time when the list shows only some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.domain.lists import Filter
from desk_app.domain.states import OPEN
from desk_app.domain.values import Parcel
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Work
from desk_app.ui.pages.arrivages_list import ListPanel
from desk_app.ui.pages.arrivages_questions import Questions
from desk_app.ui.printing import FEW, Labels
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

MOST = 1000
_PART = 250


class ManyLabels:
    """Prints labels of what has not left the hub; what has needs none."""

    def __init__(self, session: Session, labels: Labels, questions: Questions) -> None:
        self._session, self._labels, self._questions = session, labels, questions

    def print(self, panel: ListPanel, parcels: Sequence[Parcel]) -> None:
        """Print the labels of these, or of everything the list has when that is selected."""
        if panel.everything and panel.page is not None:
            wanted = panel.wanted
            self._questions.confirm(min(MOST, panel.page.total), lambda: self._print_all(wanted))
            return
        still_here = [parcel for parcel in parcels if parcel.state in OPEN]
        if not still_here:
            self._session.note(self._session.words("ui_arrivages.none_to_print"))
        elif len(still_here) > FEW:
            self._questions.confirm(len(still_here), lambda: self._labels.parcels(still_here))
        else:
            self._labels.parcels(still_here)

    def _print_all(self, wanted: Filter) -> None:
        desk = self._session.desk()
        self._session.door.ask_long(lambda work: _read_all(desk, wanted, work), self._labels.parcels, lane=Lane.BULK)


def _read_all(desk: Desk, wanted: Filter, work: Work) -> list[Parcel]:
    """The first of all that is wanted, read in parts so that the clerk's own questions come between."""
    found: list[Parcel] = []
    for offset in range(0, MOST, _PART):
        page = rooms.lists.parcels(desk, replace(wanted, offset=offset, limit=_PART))
        found += (parcel for parcel in page.rows if parcel.state in OPEN)
        if work.cancelled or offset + _PART >= page.total:
            break
    return found
