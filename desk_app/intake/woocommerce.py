"""WooCommerce's REST orders (v3), and what other platforms' JSON looks like."""

import html
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC
from typing import TypeGuard

from desk_app.domain.dates import when
from desk_app.domain.people import fold
from desk_app.intake.cells import clean, entries, first_phone
from desk_app.intake.orders import Draft, Line, Orders
from desk_app.intake.source import UnreadableFile

_CANCELLED = entries("cancelled | refunded | failed | trash | draft | checkout-draft | auto-draft")
_UNPAID = entries("pending | on-hold")
_PICKUP = frozenset({"local_pickup", "pickup_location"})

# A member that only this platform's orders have → what to send instead.
_OTHERS = {
    "financial_status": "intake.shopify_json",
    "fulfillments": "intake.square_json",
    "increment_id": "intake.magento_json",
    "search_criteria": "intake.magento_json",
    "id_customer": "intake.prestashop",
}

Json = Mapping[str, object]


def read_woocommerce(found: Iterable[object], methods: Collection[str]) -> Orders:
    """The orders of WooCommerce's REST answers. ``methods`` are folded shipping titles that mean pickup as well.

    ``pending`` and ``on-hold`` orders are announced with their total due: the customer did order. ``completed`` ones
    are announced too: shops complete an order when it leaves for the counter. Of an order that comes twice the later
    counts. Raises UnreadableFile when the first one is none of WooCommerce's.
    """
    orders = Orders()
    for number, order in enumerate(found, start=1):
        if _is_order(order):
            orders.add(_draft(number, order, methods), replaces=True)
        elif number == 1:
            raise UnreadableFile(_instead(order))
        else:
            orders.refuse(number, "intake.not_an_order")
    return orders


def _is_order(order: object) -> TypeGuard[Json]:
    if not isinstance(order, dict) or _OTHERS.keys() & order.keys():
        return False
    return "status" in order and bool(_text(order, "number") or _text(order, "id")) and "line_items" in order


def _instead(order: object) -> str:
    members = order if isinstance(order, dict) else {}
    return next((key for member, key in _OTHERS.items() if member in members), "intake.json_unknown")


def _draft(number: int, order: Json, methods: Collection[str]) -> Draft:
    billing, shipping = _object(order, "billing"), _object(order, "shipping")
    status = _text(order, "status").removeprefix("wc-")
    paid = _is_paid(order, status)
    draft = Draft(
        number,
        _text(order, "number") or _text(order, "id"),
        platform_id=_text(order, "id"),
        customer=_name(billing) or _name(shipping) or _text(billing, "company"),
        email=_text(billing, "email"),
        lines=[
            Line(_text(line, "name"), _text(line, "quantity").removesuffix(".0"))
            for line in _objects(order, "line_items")
        ],
        due="0" if paid else _text(order, "total") if paid is False else "",
        paid=paid,
        note=_text(order, "customer_note"),
        created=when(_text(order, "date_created_gmt"), zone=UTC),
        cancelled=status in _CANCELLED,
    )
    draft.phone, draft.lost_phone = first_phone(filter(None, (_text(billing, "phone"), _text(shipping, "phone"))))
    draft.method, draft.pickup = _delivery(order, methods)
    return draft


def _is_paid(order: Json, status: str) -> bool | None:
    """Paid has a date, except that cash is only paid when the order is completed; no word of a date is unknown."""
    if status in _UNPAID:
        return False
    if _text(order, "payment_method") == "cod" and status != "completed":
        return False
    if not order.keys() & {"date_paid_gmt", "date_paid"}:
        return None
    return bool(_text(order, "date_paid_gmt") or _text(order, "date_paid"))


def _delivery(order: Json, methods: Collection[str]) -> tuple[str, bool | None]:
    """How the order leaves the shop, and whether that is a pickup; None when the platform does not say."""
    lines = _objects(order, "shipping_lines")
    ids = {_text(line, "method_id").partition(":")[0] for line in lines} - {""}
    titles = [title for line in lines if (title := _text(line, "method_title"))]
    pickup = bool(ids & _PICKUP) or any(fold(title) in methods for title in titles)
    return ", ".join(titles), pickup or (False if ids else None)


def _name(address: Json) -> str:
    return f"{_text(address, 'first_name')} {_text(address, 'last_name')}".strip()


def _text(members: Json, name: str) -> str:
    """A member as text; ``""`` for what is absent or no scalar. Names hold HTML entities."""
    value = members.get(name)
    return clean(html.unescape(value)) if isinstance(value, str) else ""


def _object(members: Json, name: str) -> Json:
    value = members.get(name)
    return value if isinstance(value, dict) else {}


def _objects(members: Json, name: str) -> list[Json]:
    value = members.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
