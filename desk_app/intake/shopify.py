"""Shopify's orders export: one row per item, the order's own cells on its first row only."""

import re
from collections.abc import Collection

from desk_app.domain.dates import when
from desk_app.domain.people import fold
from desk_app.intake.cells import clean, first_phone
from desk_app.intake.orders import Draft, Line, Orders
from desk_app.intake.source import UnreadableFile
from desk_app.intake.table import Table, cells, pick

_PAID = {"paid": True, "partially refunded": True, "pending": False, "unpaid": False, "partially paid": False}
_ATTRIBUTE = re.compile(r"(?im)^[ \t]*(checkout-method|pickup-date|pickup-time)[ \t]*:(.*)$")
_CHECKOUT = {"pickup": True, "local pickup": True, "delivery": False, "local delivery": False, "shipping": False}


def is_shopify(table: Table) -> bool:
    """Whether a table has the titles of Shopify's export."""
    return "name" in table.titles and any(t.startswith("lineitem ") for t in table.titles)


def read_shopify(table: Table, methods: Collection[str]) -> Orders:
    """The orders of Shopify's export. ``methods`` are the folded shipping methods that mean pickup; empty is all.

    An order that is fulfilled is announced all the same: shops mark it when it leaves for the counter, and what the
    counter has already handed over stays as it is.
    """
    shopify = _Shopify(table, methods)
    orders = Orders()
    for number, row in table.rows:
        draft = shopify.draft(number, row)
        if draft.reference:
            orders.add(draft)
        else:
            orders.refuse(number, "intake.no_reference_cell")
    return orders


class _Shopify:
    """Reads rows under one header."""

    def __init__(self, table: Table, methods: Collection[str]) -> None:
        self._places = {name: column for column, name in reversed(list(enumerate(table.titles)))}
        self._methods = methods
        self._customer = self._columns("shipping name", "billing name")
        self._phone = self._columns("shipping phone", "billing phone", "phone")
        if not self._customer:
            raise UnreadableFile("intake.shopify_no_name")
        names = (
            "name|id|email|lineitem name|lineitem quantity|lineitem requires shipping|outstanding balance"
            "|financial status|cancelled at|shipping method|note attributes|notes|created at"
        )
        self._one = {name: self._columns(name) for name in names.split("|")}

    def _columns(self, *names: str) -> tuple[int, ...]:
        return tuple(self._places[name] for name in names if name in self._places)

    def draft(self, number: int, row: list[str]) -> Draft:
        """What one row says: a whole order, or a further item of one."""
        draft = Draft(number, self._cell(row, "name"), email=self._cell(row, "email"))
        draft.phone, draft.lost_phone = first_phone(cells(row, self._phone))
        draft.customer = pick(row, self._customer)
        if item := self._cell(row, "lineitem name"):
            ships = self._cell(row, "lineitem requires shipping").lower() != "false"
            draft.lines = [Line(item, self._cell(row, "lineitem quantity"), ships)]
        if draft.customer or self._cell(row, "financial status"):
            self._fill(draft, row)
        return draft

    def _fill(self, draft: Draft, row: list[str]) -> None:
        """The cells that only an order's first row has."""
        status = fold(self._cell(row, "financial status"))
        draft.platform_id = self._cell(row, "id")
        draft.created = when(self._cell(row, "created at"))
        draft.due = self._cell(row, "outstanding balance")
        draft.paid = _PAID.get(status)
        draft.cancelled = bool(self._cell(row, "cancelled at")) or status in {"refunded", "voided"}
        draft.note = self._cell(row, "notes")
        draft.method = self._cell(row, "shipping method")
        self._fill_pickup(draft, row)

    def _fill_pickup(self, draft: Draft, row: list[str]) -> None:
        raw = next((row[column] for column in self._one["note attributes"] if column < len(row)), "")
        attributes = {key.lower(): clean(text) for key, text in _ATTRIBUTE.findall(raw)}
        draft.slot = " ".join(t for key in ("pickup-date", "pickup-time") if (t := attributes.get(key)))
        draft.pickup = _CHECKOUT.get(fold(attributes.get("checkout-method", "")))
        if self._methods and draft.pickup is not False:
            draft.pickup = fold(draft.method) in self._methods

    def _cell(self, row: list[str], name: str) -> str:
        return pick(row, self._one[name])
