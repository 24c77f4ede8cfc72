"""Sheets: any CSV in French or English whose columns can be recognised by their titles."""

import re
from collections.abc import Collection, Iterator

from desk_app.domain.dates import when
from desk_app.domain.money import parse_cents
from desk_app.domain.people import fold
from desk_app.domain.zones import Zone
from desk_app.intake import cells as say
from desk_app.intake.orders import Draft, Line, Orders
from desk_app.intake.source import UnreadableFile
from desk_app.intake.table import Table, cells, pick

_TOTAL = re.compile(r"(?:sous |sub |grand )?(?:total|totaux|totals|subtotal)\b")
_LINE_ITEM = re.compile(r"line item \d+")
_NEW_CLIENT = frozenset({"nouveau client", "new client", "new customer"})


def read_sheet(table: Table, methods: Collection[str]) -> Orders:
    """The orders of a sheet. ``methods`` are the folded delivery methods that mean pickup; empty is all.

    Rows that bear the same reference are one order: items are listed, quantities added, amounts are not. So is a row
    without reference that has only an item. Orders whose status says that the customer has them are refused; those
    that are merely sent, delivered or completed are announced, for that may mean: brought to the counter.
    Raises UnreadableFile when the columns cannot feed a counter.
    """
    _check(table)
    sheet = _Sheet(table, methods)
    orders = Orders()
    before = ""
    for number, row in table.rows:
        draft = sheet.draft(number, row)
        if _is_total(draft, row):
            continue
        if not draft.reference and (draft.customer or draft.email or draft.phone):
            orders.refuse(number, "intake.no_reference_cell")
            continue
        before = draft.reference = draft.reference or (before if any(line.item for line in draft.lines) else "")
        if draft.reference:
            orders.add(draft)
    return orders


def _check(table: Table) -> None:
    columns = table.layout.keys()
    if _NEW_CLIENT & set(table.titles) and not columns & {"email", "phone"}:
        raise UnreadableFile("intake.prestashop")
    if "reference" not in columns:
        raise UnreadableFile("intake.no_reference")
    if not columns & {"customer", "first_name", "last_name"}:
        raise UnreadableFile("intake.no_name")


def _is_total(draft: Draft, row: list[str]) -> bool:
    first = draft.reference or next(cells(row, range(len(row))), "")
    return _TOTAL.match(fold(first)) is not None


class _Sheet:
    """Reads rows under one header."""

    def __init__(self, table: Table, methods: Collection[str]) -> None:
        self._layout = table.layout
        self._methods = methods
        self._line_items = [column for column, name in enumerate(table.titles) if _LINE_ITEM.fullmatch(name)]

    def draft(self, number: int, row: list[str]) -> Draft:
        """What one row says: a whole order, or a further item of one."""
        get = self._cell
        draft = Draft(
            number,
            get(row, "reference"),
            platform_id=get(row, "order_id"),
            customer=self._customer(row),
            email=get(row, "email"),
            count=get(row, "count"),
            pieces=get(row, "pieces"),
            due=get(row, "due"),
            total=get(row, "total"),
            paid_amount=get(row, "paid_amount"),
            slot=" ".join(filter(None, (get(row, "slot_day"), get(row, "slot_time")))),
            note=get(row, "note"),
            created=when(get(row, "created"), get(row, "created_time")),
        )
        draft.phone, draft.lost_phone = say.first_phone(self._cells(row, "phone"))
        self._fill_items(draft, row)
        self._fill_care(draft, row)
        self._fill_status(draft, row)
        self._fill_delivery(draft, row)
        return draft

    def _cell(self, row: list[str], field: str) -> str:
        return pick(row, self._layout.get(field, ()))

    def _cells(self, row: list[str], field: str) -> Iterator[str]:
        return cells(row, self._layout.get(field, ()))

    def _customer(self, row: list[str]) -> str:
        first, last = self._cell(row, "first_name"), self._cell(row, "last_name")
        if first and last:
            return f"{first} {last}"
        return self._cell(row, "customer") or last or first

    def _fill_items(self, draft: Draft, row: list[str]) -> None:
        """Items by name and quantity; a column of items that holds a figure is their count."""
        item, quantity = self._cell(row, "items"), self._cell(row, "quantity")
        if item.isdecimal():
            draft.count = draft.count or item
        elif item or quantity:
            draft.lines = [Line(item, quantity)]
        for text in cells(row, self._line_items):  # WebToffee: name:Tarte|quantity:2|…
            members = dict(part.partition(":")[::2] for part in text.split("|"))
            draft.lines.append(Line(members.get("name", text), members.get("quantity", "")))

    def _fill_care(self, draft: Draft, row: list[str]) -> None:
        """How the goods are kept, and whether age matters. A column "Frais" may hold charges: only yes counts."""
        draft.lost_zone = self._cell(row, "zone")
        draft.zone = say.zone(draft.lost_zone)
        if say.yes(self._cell(row, "chilled")):
            draft.zone = Zone.CHILLED
        if say.yes(self._cell(row, "frozen")):
            draft.zone = Zone.FROZEN
        if age := self._cell(row, "age"):
            draft.age_check = say.yes(age) is not False

    def _fill_status(self, draft: Draft, row: list[str]) -> None:
        """Paid, cancelled, already collected: as far as the cells say so."""
        paid, statuses = [*self._cells(row, "paid")], [*self._cells(row, "status")]
        if date := self._cell(row, "cancelled"):
            statuses.append(date if say.yes(date) is False else "cancelled")
        if paid or statuses:
            draft.cancelled = any(say.says_cancelled(text) for text in (*statuses, *paid))
        draft.collected = any(say.says_collected(text) for text in statuses)
        draft.paid = self._is_paid(row, paid, statuses)
        amounts = (text for text in paid if parse_cents(text) is not None and text != "1")  # "1" may mean yes
        draft.paid_amount = draft.paid_amount or next(amounts, "")

    def _is_paid(self, row: list[str], paid: list[str], statuses: list[str]) -> bool | None:
        said = [say.yes(text) for text in paid]
        said += [say.says_paid(text) for text in paid]
        said += [True for _ in self._cells(row, "paid_at")]
        said += [True for text in paid if when(text)]
        others = (*self._cells(row, "due"), *statuses, *self._cells(row, "payment"))
        said += [say.says_paid(text) for text in others]
        return next((answer for answer in said if answer is not None), None)

    def _fill_delivery(self, draft: Draft, row: list[str]) -> None:
        """The method, and whether it is a pickup. A column "Livraison" may hold its price: that is no method."""
        method = next((t for t in self._cells(row, "method") if _is_words(t)), "")
        place = self._cell(row, "place")
        draft.method = method or place
        if self._methods and draft.method:
            draft.pickup = bool({fold(method), fold(place)} & set(self._methods))
        else:
            said = say.says_pickup(method)
            draft.pickup = True if said is None and place else said


def _is_words(text: str) -> bool:
    return parse_cents(text) is None and any(c.isalpha() for c in text)
