"""Order files as shops send them, built for the tests."""

import csv
import io
import json
from collections.abc import Sequence

from desk_app.domain.values import Announcement, Reason
from desk_app.intake import Reading, read_orders
from desk_app.intake.cells import entries

SHOPIFY_TITLES = entries(
    "Name | Email | Financial Status | Paid at | Fulfillment Status | Fulfilled at | Currency | Subtotal | Shipping"
    " | Taxes | Total | Shipping Method | Created at | Lineitem quantity | Lineitem name | Lineitem price"
    " | Lineitem requires shipping | Billing Name | Billing Phone | Shipping Name | Shipping Phone | Notes"
    " | Note Attributes | Cancelled at | Outstanding Balance | Id | Phone"
)

ORDER = {
    "Name": "#1001",
    "Email": "elise@exemple.fr",
    "Financial Status": "paid",
    "Total": "24.00",
    "Shipping Method": "Retrait place du Marché",
    "Created at": "2026-11-20 10:15:00 +0100",
    "Lineitem quantity": "2",
    "Lineitem name": "Tomme de brebis",
    "Lineitem requires shipping": "true",
    "Shipping Name": "Élise Caradec",
    "Shipping Phone": "06 12 34 56 78",
    "Outstanding Balance": "0.00",
    "Id": "5501",
}


def table(titles: Sequence[str], rows: Sequence[dict[str, str]], delimiter: str = ",") -> bytes:
    """A CSV file as a platform writes it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, titles, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def shopify(*rows: dict[str, str]) -> bytes:
    """A Shopify export of these rows."""
    return table(SHOPIFY_TITLES, rows)


def order(cells: dict[str, str] | None = None) -> dict[str, str]:
    """A Shopify order's first row, some of its cells changed."""
    return ORDER | (cells or {})


def item(name: str, quantity: str = "1", ships: str = "true") -> dict[str, str]:
    """A continuation row of that Shopify order."""
    row = {"Name": ORDER["Name"], "Email": ORDER["Email"], "Created at": ORDER["Created at"]}
    return row | {"Lineitem name": name, "Lineitem quantity": quantity, "Lineitem requires shipping": ships}


def sheet(*lines: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """A home-made sheet of these lines."""
    return end.join([*lines, ""]).encode(encoding)


def woo(**members: object) -> dict[str, object]:
    """A WooCommerce order, picked up and paid."""
    whole: dict[str, object] = {
        "id": 727,
        "number": "727",
        "status": "processing",
        "total": "31.20",
        "payment_method": "stripe",
        "date_created_gmt": "2026-11-20T09:15:00",
        "date_paid_gmt": "2026-11-20T09:16:00",
        "customer_note": "",
        "billing": {"first_name": "Yann", "last_name": "Le Goff", "email": "yann@exemple.fr", "phone": "0612345678"},
        "shipping": {"first_name": "Yann", "last_name": "Le Goff"},
        "line_items": [{"name": "Savon &times; 3", "quantity": 2, "sku": 44}],
        "shipping_lines": [{"method_id": "local_pickup", "method_title": "Retrait"}],
    }
    return whole | members


def as_json(value: object) -> bytes:
    """A JSON file."""
    return json.dumps(value).encode()


def read(data: bytes, name: str = "commandes.csv", pickup_methods: Sequence[str] = ()) -> Reading:
    """Reads a file."""
    return read_orders(name, data, pickup_methods=pickup_methods)


def only(data: bytes, pickup_methods: Sequence[str] = ()) -> Announcement:
    """The one announcement of a file that has one order and no refused row."""
    reading = read(data, pickup_methods=pickup_methods)
    assert reading.refused == ()
    [announcement] = reading.announcements
    return announcement


def refused(data: bytes, pickup_methods: Sequence[str] = ()) -> tuple[int, Reason]:
    """Row and reason of the one refused row of a file that announces nothing."""
    reading = read(data, pickup_methods=pickup_methods)
    assert reading.announcements == ()
    [row] = reading.refused
    return row.row, row.reason


def warnings(announcement: Announcement) -> list[str]:
    """The keys of an announcement's warnings."""
    return [reason.key for reason in announcement.warnings]
