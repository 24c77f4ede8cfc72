"""From a file to announcements: tells the platforms apart."""

from collections.abc import Collection

from desk_app.domain.people import fold
from desk_app.intake.jsons import iter_orders
from desk_app.intake.orders import Orders
from desk_app.intake.sheet import read_sheet
from desk_app.intake.shopify import is_shopify, read_shopify
from desk_app.intake.source import Progress, Source, UnreadableFile
from desk_app.intake.table import open_table
from desk_app.intake.values import Reading
from desk_app.intake.woocommerce import read_woocommerce


def read_orders(
    name: str, data: bytes, *, pickup_methods: Collection[str] = (), on_progress: Progress | None = None
) -> Reading:
    """The announcements of a shop's order file, and its refused rows.

    ``name`` is the file's name; ``pickup_methods`` are the shop's delivery methods that mean pickup, none meaning that
    all its orders do unless the file says shipped beyond doubt. Shipped orders are refused rows; cancelled, refunded
    and draft ones are announcements with ``cancelled``, perhaps without a customer. ``on_progress`` may raise to
    cancel. Raises UnreadableFile when the file as a whole cannot feed the counter.
    """
    methods = frozenset(folded for method in pickup_methods if (folded := fold(method)))
    source = Source(name, data, on_progress)
    platform, orders = _orders(source, methods)
    announcements, refused = orders.finish()
    if not announcements and not refused:
        raise UnreadableFile("intake.no_orders")
    return Reading(platform, announcements, refused)


def _orders(source: Source, methods: Collection[str]) -> tuple[str, Orders]:
    start = source.start()
    if start == "<":
        raise UnreadableFile("intake.markup")
    if start in {"{", "["}:
        return "woocommerce_json", read_woocommerce(iter_orders(source), methods)
    table = open_table(source)
    if is_shopify(table):
        return "shopify_csv", read_shopify(table, methods)
    return "sheet", read_sheet(table, methods)
