"""Finding a customer without a code."""

from collections.abc import Sequence

from desk_app.counter.desk import Desk
from desk_app.domain import scan
from desk_app.domain.lists import Found
from desk_app.store import lists, orders, search
from desk_app.store.engine import Tx


def customers(desk: Desk, text: str, limit: int = 20, alternatives: Sequence[str] = ()) -> tuple[Found, ...]:
    """Customers by any word of their name, phone, e-mail or a shop's order number, the likeliest first.

    When nobody is found, by ``alternatives``: what else the number may be, where a scan knows more than the text.
    """

    def ask(tx: Tx) -> tuple[Found, ...]:
        by_name = search.people(tx, desk.hub_id, text, limit)
        others = () if by_name else alternatives or scan.decode(text).alternatives
        known = orders.by_references(tx, desk.hub_id, (text, *others)) if text.strip() else []
        found = (*(order.person_id for order in known), *by_name)
        return lists.found_people(tx, desk.hub_id, tuple(dict.fromkeys(found))[:limit])

    return desk.store.read(ask)
