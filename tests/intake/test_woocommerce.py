"""WooCommerce's REST orders, and other platforms' JSON."""

from datetime import UTC, datetime

import pytest

from desk_app.domain.values import Announcement
from desk_app.intake import UnreadableFile
from desk_app.intake.jsons import iter_orders
from desk_app.intake.source import Source
from tests.intake.files import as_json, only, read, refused, warnings, woo


def shipping(method_id: str, title: str = "Envoi") -> dict[str, object]:
    """The shipping lines of an order."""
    return {"shipping_lines": [{"method_id": method_id, "method_title": title}]}


def test_an_order_with_all_it_says() -> None:
    data = as_json([woo(customer_note="Merci &amp; à\nsamedi")])
    assert only(data) == Announcement(
        reference="727",
        platform_id="727",
        customer="Yann Le Goff",
        email="yann@exemple.fr",
        phone="+33612345678",
        items="Savon × 3 × 2",
        item_count=2,
        due_cents=0,
        paid=True,
        pickup=True,
        shipping_method="Retrait",
        note="Merci & à samedi",
        created_at=datetime(2026, 11, 20, 9, 15, tzinfo=UTC),
        rows=(1,),
    )


@pytest.mark.parametrize(
    "file",
    [
        woo(),
        [woo()],
        {"data": woo()},
        {"data": [woo()]},
        {"orders": [woo()]},
        {"order": woo()},
        {"total": 1, "data": [woo()], "page": {"next": None}},
    ],
)
def test_one_order_a_list_and_envelopes(file: object) -> None:
    assert read(as_json(file)).platform == "woocommerce_json"
    assert only(as_json(file)).reference == "727"


@pytest.mark.parametrize(
    ("members", "due", "paid"),
    [
        ({}, 0, True),
        ({"status": "completed"}, 0, True),
        ({"status": "pret-au-retrait"}, 0, True),
        ({"status": "on-hold"}, 3120, False),
        ({"status": "pending", "date_paid_gmt": None}, 3120, False),
        ({"date_paid_gmt": None}, 3120, False),
        ({"payment_method": "cod"}, 3120, False),
        ({"payment_method": "cod", "date_paid_gmt": None, "total": 31.2}, 3120, False),
        ({"payment_method": "cod", "status": "completed"}, 0, True),
        ({"date_paid_gmt": None, "total": "beaucoup"}, None, False),
        ({"date_paid_gmt": None, "total": "99999999.00"}, None, False),
        ({"date_paid_gmt": None, "total": "0.00"}, 0, True),
    ],
)
def test_due_is_the_total_unless_paid(members: dict[str, object], due: int | None, paid: bool) -> None:
    announcement = only(as_json(woo(**members)))
    assert (announcement.due_cents, announcement.paid) == (due, paid)


def test_without_a_word_on_payment_due_is_unknown() -> None:
    order = woo()
    del order["date_paid_gmt"]
    assert only(as_json(order)).due_cents is None


@pytest.mark.parametrize(
    "status",
    ["cancelled", "refunded", "failed", "trash", "draft", "checkout-draft", "auto-draft", "wc-cancelled"],
)
def test_orders_that_are_none_any_more_are_cancellations(status: str) -> None:
    assert only(as_json(woo(status=status))).cancelled


def test_a_draft_needs_no_customer_and_no_date() -> None:
    draft = only(as_json(woo(status="draft", billing={}, shipping={}, date_created_gmt=None)))
    assert (draft.customer, draft.created_at, draft.cancelled) == ("", None, True)


@pytest.mark.parametrize("status", ["pending", "on-hold", "processing", "completed"])
def test_orders_that_stand_are_announced(status: str) -> None:
    assert not only(as_json(woo(status=status))).cancelled


@pytest.mark.parametrize("method", ["local_pickup", "pickup_location", "local_pickup:4"])
def test_pickup_is_told_by_the_method(method: str) -> None:
    assert only(as_json(woo(**shipping(method)))).pickup is True


@pytest.mark.parametrize("method", ["flat_rate", "free_shipping", "ups"])
def test_any_other_method_is_shipped(method: str) -> None:
    row, reason = refused(as_json([woo(**shipping(method))]))
    assert (row, reason.key) == (1, "intake.shipped")
    assert reason.args == {"reference": "727", "method": "Envoi"}


def test_a_method_the_shop_lists_is_a_pickup() -> None:
    assert only(as_json(woo(**shipping("flat_rate", "Maison du Commerce"))), ("maison du commerce",)).pickup is True


@pytest.mark.parametrize("lines", [[], None, [{"method_id": "", "method_title": "?"}]])
def test_without_a_method_pickup_is_not_said(lines: object) -> None:
    assert only(as_json(woo(shipping_lines=lines))).pickup is None


def test_a_cancelled_order_is_a_cancellation_even_if_shipped() -> None:
    assert only(as_json(woo(status="refunded", **shipping("ups")))).cancelled


@pytest.mark.parametrize(
    ("billing", "customer"),
    [
        ({"first_name": "Anna", "last_name": ""}, "Anna"),
        ({"first_name": "", "last_name": "", "company": "Café du Port"}, "Yann Le Goff"),
        ({"first_name": "O&#039;Neil", "last_name": "Anna"}, "O'Neil Anna"),
    ],
)
def test_the_customer_is_who_pays_else_who_receives(billing: dict[str, str], customer: str) -> None:
    assert only(as_json(woo(billing=billing))).customer == customer


def test_a_company_is_a_customer_too() -> None:
    assert only(as_json(woo(billing={"company": "Café du Port"}, shipping={}))).customer == "Café du Port"


def test_a_number_of_its_own_is_the_reference() -> None:
    announcement = only(as_json(woo(number="A-0042")))
    assert (announcement.reference, announcement.platform_id) == ("A-0042", "727")


def test_without_a_number_the_id_is_the_reference() -> None:
    assert only(as_json(woo(number=None))).reference == "727"


def test_half_quantities_are_rounded_up_in_the_count_only() -> None:
    lines = [{"name": "Tissu", "quantity": 1.5}, {"name": "Fil", "quantity": 1}, {"name": "Bon", "quantity": 2.0}]
    announcement = only(as_json(woo(line_items=lines)))
    assert (announcement.items, announcement.item_count) == ("Tissu × 1.5 · Fil · Bon × 2", 5)


def test_members_of_a_wrong_kind_are_left_out() -> None:
    announcement = only(
        as_json(woo(customer_note={"a": 1}, billing={"first_name": "Zoé", "phone": ["x"]}, line_items=[3]))
    )
    assert (announcement.note, announcement.phone, announcement.item_count) == ("", None, None)


def test_bad_contacts_are_pointed_at() -> None:
    order = woo(billing={"first_name": "Zoé", "email": "zoe@", "phone": "333-333-3333"})
    assert warnings(only(as_json(order))) == ["intake.phone_lost", "intake.email_unreadable"]


def test_of_an_order_that_comes_twice_the_later_counts() -> None:
    assert only(as_json([woo(), woo(status="cancelled")])).cancelled


def test_one_id_for_two_orders_is_refused() -> None:
    reading = read(as_json([woo(), woo(number="728")]))
    assert [a.reference for a in reading.announcements] == ["727"]
    assert [(r.row, r.reason.key) for r in reading.refused] == [(2, "intake.same_id")]


def test_what_is_no_order_in_a_list_of_orders_is_refused() -> None:
    reading = read(as_json([woo(), {"id": 5}, 12, woo(id=9, number="9")]))
    assert [(r.row, r.reason.key) for r in reading.refused] == [(2, "intake.not_an_order"), (3, "intake.not_an_order")]
    assert [a.reference for a in reading.announcements] == ["727", "9"]


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ({"order": {"id": 1, "financial_status": "paid", "line_items": []}}, "intake.shopify_json"),
        ([{"id": 1, "status": "x", "financial_status": "paid", "line_items": []}], "intake.shopify_json"),
        ({"orders": [{"id": "a", "state": "OPEN", "fulfillments": []}]}, "intake.square_json"),
        ({"increment_id": "000013", "items": []}, "intake.magento_json"),
        ({"items": [{"increment_id": "000013"}], "search_criteria": {}}, "intake.magento_json"),
        ({"orders": [{"id": 5, "id_customer": "1", "reference": "XKB"}]}, "intake.prestashop"),
        ({"code": "rest_forbidden", "data": {"status": 401}}, "intake.json_unknown"),
        ([1, 2], "intake.json_unknown"),
        ({}, "intake.json_unknown"),
        ([], "intake.no_orders"),
        ({"data": []}, "intake.no_orders"),
    ],
)
def test_other_json_is_refused_with_what_to_send_instead(file: object, key: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(as_json(file))
    assert caught.value.reason.key == key


@pytest.mark.parametrize(
    "data",
    [
        b"[",
        b"{",
        b"[1",
        b"[1 2]",
        b'{"data": [1}',
        b'{"data" 1}',
        b'{"data": 1',
        b"{1: 2}",
        b"[{}] []",
        b'[{"a": "b]',
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_broken_json_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        list(iter_orders(Source("a", data)))
    assert caught.value.reason.key == "intake.json_broken"


def test_an_order_of_many_megabytes_is_none() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(b'[{"a": "' + b"x" * 9_000_000 + b'"}]')
    assert caught.value.reason.key == "intake.json_broken"


def test_orders_longer_than_a_piece_are_put_together() -> None:
    orders = [woo(id=n, number=str(n), meta_data=["v" * (n * 7919 % 200_000)]) for n in range(1, 40)]
    assert [a.reference for a in read(as_json(orders)).announcements] == [str(n) for n in range(1, 40)]


def test_figures_at_the_edge_of_a_piece_are_not_cut() -> None:
    numbers = [str(n) for n in range(100_000, 140_000)]
    assert list(iter_orders(Source("a", f"[{','.join(numbers)}]".encode()))) == numbers
    assert list(iter_orders(Source("a", as_json({"a": 1, "data": 12})))) == ["12"]


def test_huge_figures_stay_text() -> None:
    assert list(iter_orders(Source("a", b"[" + b"9" * 9000 + b", NaN, 1e999]"))) == ["9" * 9000, "NaN", "1e999"]
