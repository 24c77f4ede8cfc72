"""Finding a customer without a code."""

from desk_app.counter.desk import Desk
from desk_app.domain.lists import Found
from desk_app.store import lists, orders, search
from desk_app.store.engine import Tx


def customers(desk: Desk, text: str, limit: int = 20) -> tuple[Found, ...]:
    """Customers by any word of their name, phone, e-mail or a shop's order number, the likeliest first."""

    def ask(tx: Tx) -> tuple[Found, ...]:
        by_name = search.people(tx, desk.hub_id, text, limit)
        by_order = [order.person_id for order in orders.by_reference(tx, desk.hub_id, text)] if text.strip() else []
        return lists.found_people(tx, tuple(dict.fromkeys((*by_order, *by_name)))[:limit])

    return desk.store.read(ask)
