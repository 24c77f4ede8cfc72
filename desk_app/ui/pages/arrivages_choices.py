"""Choosing one of several in the place of the list: whose order it is, and what the list is to show."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from desk_app.domain.lists import Sort
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.values import Parcel, Shelf, Shop
from desk_app.domain.zones import Zone
from desk_app.ui.background import Ticket
from desk_app.ui.pages.arrivages_filters import GROUPS, NARROWING
from desk_app.ui.pages.arrivages_list import ListPanel
from desk_app.ui.widgets.choice_list import Choice, ChoiceList
from desk_app.ui.widgets.labels import Card
from desk_app.ui.words import Words

Then = Callable[[object], Ticket | None]


class Choices(Card):
    """A heading and the choices. ``then`` gets the value of the one that was picked."""

    picked = Signal()  # one was picked, and nothing else is to be chosen

    def __init__(self) -> None:
        super().__init__()
        self.list = ChoiceList()
        self.body.setContentsMargins(14, 14, 14, 14)
        self.body.addWidget(self.list, 1)
        self.ticket: Ticket | None = None  # of what the last choice has begun
        self._then: Then = lambda _value: None
        self._round = 0
        self.list.picked.connect(self._on_picked)

    def offer(self, heading: str, choices: Sequence[Choice], then: Then, current: int = 0) -> None:
        """Another question."""
        self.set_heading(heading)
        self._then = then
        self._round += 1
        self.list.set_choices(choices, current)

    def answer(self, scan: Scan) -> bool:
        """A number, a name or a shelf's label that is among the choices; whether it was one."""
        self.ticket = None
        return scan.kind in {Kind.TEXT, Kind.SHELF} and self.list.pick_named(scan.value)

    def _on_picked(self, value: object) -> None:
        before = self._round
        self.ticket = self._then(value)
        if before == self._round:
            self.picked.emit()


class FilterChoices:
    """The choices that narrow or sort the list."""

    def __init__(self, panel: ListPanel, choices: Choices, words: Words) -> None:
        self._panel, self._choices, self._words = panel, choices, words
        self.shops: Sequence[Shop] = ()
        self.shelves: Sequence[Shelf] = ()

    def ask(self, name: str) -> None:
        """Offer the choices of ``group``, ``shop``, ``shelf``, ``zone`` or ``sort``, or which of them with ``all``."""
        offered, then, current = {
            "all": self._all,
            "group": self._groups,
            "shop": self._shops,
            "shelf": self._shelves,
            "zone": self._zones,
            "sort": self._sorts,
        }[name]()
        self._choices.offer(self._words(f"ui_arrivages.choose_{name}"), offered, then, current)

    def _all(self) -> tuple[list[Choice], Then, int]:
        panel, words = self._panel, self._words
        wanted = panel.wanted
        now = {
            "shop": panel.names.get("shop"),
            "shelf": panel.names.get("shelf"),
            "zone": words.texts.name_of(wanted.zone) if wanted.zone else "",
            "sort": words(f"ui_arrivages.sort_{wanted.sort.value}"),
        }
        rows = [
            Choice(words(f"ui_arrivages.filter_{name}"), name, now[name] or words("ui_arrivages.filter_none"))
            for name in (*NARROWING, "sort")
        ]
        return [*rows, Choice(words("ui_arrivages.filter_clear"), "")], self._take_all, 0

    def _take_all(self, name: object) -> None:
        self.ask(str(name)) if name else self._panel.clear()

    def _groups(self) -> tuple[list[Choice], Then, int]:
        rows = [Choice(self._words(f"ui_arrivages.group_{group.value}"), group) for group in GROUPS]
        return rows, self._panel.show_group, GROUPS.index(self._panel.wanted.group)  # type: ignore[return-value]

    def _shops(self) -> tuple[list[Choice], Then, int]:
        rows = [Choice(shop.name, shop, shop.trade, shop.colour) for shop in self.shops]
        return self._with_none("shop", rows), self._panel.narrow_to_shop, 0  # type: ignore[return-value]

    def _shelves(self) -> tuple[list[Choice], Then, int]:
        rows = [
            Choice(
                shelf.code,
                shelf,
                self._words("ui_arrivages.shelf_detail", zone=shelf.zone, n=shelf.occupied),
                also=shelf.tag,
            )
            for shelf in self.shelves
        ]
        return self._with_none("shelf", rows), self._panel.narrow_to_shelf, 0  # type: ignore[return-value]

    def _zones(self) -> tuple[list[Choice], Then, int]:
        rows = [Choice(self._words.texts.name_of(zone), zone) for zone in Zone]
        return self._with_none("zone", rows), self._panel.narrow_to_zone, 0  # type: ignore[return-value]

    def _sorts(self) -> tuple[list[Choice], Then, int]:
        current = list(Sort).index(self._panel.wanted.sort)
        again = self._words("ui_arrivages.sort_again")
        rows = [
            Choice(self._words(f"ui_arrivages.sort_{sort.value}"), sort, again if place == current else "")
            for place, sort in enumerate(Sort)
        ]
        return rows, self._panel.sort_by, current  # type: ignore[return-value]

    def _with_none(self, name: str, rows: list[Choice]) -> list[Choice]:
        return [Choice(self._words(f"ui_arrivages.every_{name}"), None), *rows]


def orders(parcels: Sequence[Parcel], words: Words) -> list[Choice]:
    """One order of each of several shops."""
    return [
        Choice(
            parcel.shop,
            parcel.shop_id,
            words("ui_arrivages.choice_order", customer=parcel.customer, order=parcel.order),
            parcel.colour,
        )
        for parcel in parcels
    ]
