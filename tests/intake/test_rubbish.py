"""Whatever the bytes are, reading answers with orders, refused rows or a reason; never with an error."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.values import Announcement
from desk_app.intake import Reading, UnreadableFile, read_orders
from desk_app.intake.cells import entries
from tests.intake.files import SHOPIFY_TITLES, table, woo

CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        entries(
            "#1001 | 0042 | Zoé Lefèvre | 12,50 € | -1 | 1e309 | 06 12 34 56 78 | 6.12E8 | paid | Annulé | x | Total"
        )
        + entries("20/11/2026 | 2026-11-20T25:61:00Z | 999999999999999999999 | =1+1 | Retrait | 99 | name:a")
        + ("", '"', "name:a|quantity:2")
    ),
)
SHEET_TITLES = entries(
    "Commande | order_id | Client | Prénom | Nom | Email | Tél | Produits | Qté | Nombre d'articles | Colis | Zone"
    " | Frais | Surgelé | 18+ | Reste | Total | Payé | Acompte | Date de paiement | Mode de paiement | Statut | Annulé"
    " | Mode | Point de retrait | Date prévue | Créneau | Note | Date | Heure | line_item_1"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)
unhurried = settings(deadline=None)


def check(data: bytes) -> Reading | None:
    """Reads a file; what is announced is fit to be written down, what is refused has its row."""
    try:
        reading = read_orders("commandes", data)
    except UnreadableFile:
        return None
    for announcement in reading.announcements:
        check_announcement(announcement)
    assert all(row.row > 0 for row in reading.refused)
    assert len({a.reference for a in reading.announcements}) == len(reading.announcements)
    return reading


def check_announcement(announcement: Announcement) -> None:
    """Nothing in it can be refused by a database."""
    assert announcement.reference
    assert announcement.customer or announcement.cancelled
    assert announcement.pickup is not False or announcement.cancelled
    assert announcement.due_cents is None or 0 <= announcement.due_cents < 2**31
    assert announcement.item_count is None or 0 <= announcement.item_count < 2**31
    assert announcement.pieces is None or 1 <= announcement.pieces <= 99
    texts = (announcement.reference, announcement.customer, announcement.items, announcement.note, announcement.slot)
    assert all(text.isprintable() and text.encode() is not None for text in texts)


@unhurried
@given(st.binary(max_size=300))
def test_rubbish_bytes(data: bytes) -> None:
    check(data)


@unhurried
@given(st.text(max_size=300), st.sampled_from(["", "Commande;Client\n", "Order number,Customer\n", "[", "{"]))
def test_rubbish_text(text: str, start: str) -> None:
    check((start + text).encode("utf-8", "replace"))


@unhurried
@given(st.lists(st.lists(CELLS, min_size=len(SHEET_TITLES), max_size=len(SHEET_TITLES)), min_size=1, max_size=4))
def test_rubbish_in_a_sheet(rows: list[list[str]]) -> None:
    data = table(SHEET_TITLES, [dict(zip(SHEET_TITLES, row, strict=True)) for row in rows], delimiter=";")
    check(data)


@unhurried
@given(st.lists(st.dictionaries(st.sampled_from(SHOPIFY_TITLES), CELLS), min_size=1, max_size=4))
def test_rubbish_in_a_shopify_export(rows: list[dict[str, str]]) -> None:
    check(table(SHOPIFY_TITLES, rows))


@unhurried
@given(st.lists(st.dictionaries(st.sampled_from(sorted(woo())), JSON), max_size=3))
def test_rubbish_in_a_woocommerce_order(changes: list[dict[str, object]]) -> None:
    reading = check(json.dumps([woo(), *(woo(**change) for change in changes)]).encode())
    assert reading is not None
    assert reading.platform == "woocommerce_json"


@unhurried
@given(JSON)
def test_rubbish_json(value: object) -> None:
    check(json.dumps(value).encode())
