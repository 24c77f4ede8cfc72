"""Shopify's orders export."""

from datetime import UTC, datetime

import pytest

from desk_app.domain.values import Announcement
from desk_app.intake import UnreadableFile
from tests.intake.files import item, only, order, read, refused, shopify, table, warnings


def test_an_order_with_all_it_says() -> None:
    assert only(shopify(order({"Notes": "Sonner\nau portail", "Billing Name": "Loïc Caradec"}))) == Announcement(
        reference="#1001",
        platform_id="5501",
        customer="Élise Caradec",
        email="elise@exemple.fr",
        phone="+33612345678",
        items="Tomme de brebis × 2",
        item_count=2,
        due_cents=0,
        paid=True,
        shipping_method="Retrait place du Marché",
        note="Sonner au portail",
        created_at=datetime(2026, 11, 20, 9, 15, tzinfo=UTC),
        rows=(2,),
    )


def test_the_platform_is_named() -> None:
    assert read(shopify(order())).platform == "shopify_csv"


def test_continuation_rows_add_their_items() -> None:
    announcement = only(shopify(order(), item("Confiture"), item("Miel", "3")))
    assert announcement.items == "Tomme de brebis × 2 · Confiture · Miel × 3"
    assert (announcement.item_count, announcement.rows) == (6, (2, 3, 4))
    assert announcement.customer == "Élise Caradec"


def test_items_that_do_not_ship_are_not_counted_beside_those_that_do() -> None:
    announcement = only(shopify(order(), item("Pourboire", ships="false")))
    assert (announcement.items, announcement.item_count) == ("Tomme de brebis × 2", 2)


def test_a_shop_that_ships_nothing_still_sends_its_items() -> None:
    announcement = only(shopify(order({"Lineitem requires shipping": "false"})))
    assert (announcement.items, announcement.item_count) == ("Tomme de brebis × 2", 2)


def test_the_name_of_the_bill_is_used_when_nobody_is_shipped_to() -> None:
    assert only(shopify(order({"Shipping Name": "", "Billing Name": "Loïc Caradec"}))).customer == "Loïc Caradec"


def test_without_a_name_an_order_is_refused() -> None:
    row, reason = refused(shopify(order({"Shipping Name": ""})))
    assert (row, reason.key, reason.args["reference"]) == (2, "intake.no_customer", "#1001")


def test_without_email_and_phone_an_order_is_announced() -> None:
    announcement = only(shopify(order({"Email": "", "Shipping Phone": ""})))
    assert (announcement.email, announcement.phone, announcement.warnings) == (None, None, ())


def test_the_phone_of_the_bill_or_of_the_order_serves_when_the_first_is_lost() -> None:
    announcement = only(shopify(order({"Shipping Phone": "6.12E8", "Phone": "'+33240112233"})))
    assert (announcement.phone, announcement.warnings) == ("+33240112233", ())


@pytest.mark.parametrize(
    ("status", "balance", "due", "paid"),
    [
        ("paid", "0.00", 0, True),
        ("paid", "0.01", 0, True),
        ("paid", "12.00", 1200, False),
        ("paid", "", 0, True),
        ("paid", "-3.00", 0, True),
        ("partially_refunded", "", 0, True),
        ("pending", "24.00", 2400, False),
        ("pending", "", None, False),
        ("partially_paid", "10.50", 1050, False),
        ("authorized", "", None, None),
        ("", "", None, None),
        ("pending", "bientôt", None, False),
    ],
)
def test_what_is_due_is_the_outstanding_balance(status: str, balance: str, due: int | None, paid: bool | None) -> None:
    announcement = only(shopify(order({"Financial Status": status, "Outstanding Balance": balance})))
    assert (announcement.due_cents, announcement.paid) == (due, paid)


def test_an_unreadable_balance_is_pointed_at() -> None:
    cells = {"Financial Status": "pending", "Outstanding Balance": "bientôt"}
    assert warnings(only(shopify(order(cells)))) == ["intake.due_unreadable"]


@pytest.mark.parametrize(
    "cells",
    [{"Cancelled at": "2026-11-21 08:00:00 +0100"}, {"Financial Status": "refunded"}, {"Financial Status": "voided"}],
)
def test_cancelled_refunded_and_voided_orders_are_cancellations(cells: dict[str, str]) -> None:
    assert only(shopify(order(cells), item("Miel"))).cancelled


def test_a_fulfilled_order_is_announced() -> None:
    assert not only(shopify(order({"Fulfillment Status": "fulfilled"}))).cancelled


@pytest.mark.parametrize(
    ("method", "pickup"),
    [("RETRAIT  Place du Marche", True), ("Colissimo", False), ("", False)],
)
def test_a_list_of_pickup_methods_decides(method: str, pickup: bool) -> None:
    data = shopify(order({"Shipping Method": method}))
    methods = ("Retrait place du Marché",)
    if pickup:
        assert only(data, methods).pickup is True
    else:
        row, reason = refused(data, methods)
        assert (row, reason.key) == (2, "intake.shipped" if method else "intake.no_method")


@pytest.mark.parametrize("method", ["Colissimo", "Standard Shipping", ""])
def test_a_shop_without_a_list_sends_pickups_only(method: str) -> None:
    assert only(shopify(order({"Shipping Method": method}))).pickup is None


def test_note_attributes_tell_slot_and_pickup() -> None:
    attributes = "Checkout-Method: pickup\r\nPickup-Date: 2026/11/28\r\nPickup-Time: 10:00 - 12:00\r\nGift: yes"
    announcement = only(shopify(order({"Note Attributes": attributes})))
    assert (announcement.pickup, announcement.slot) == (True, "2026/11/28 10:00 - 12:00")


def test_note_attributes_tell_a_delivery() -> None:
    _, reason = refused(shopify(order({"Note Attributes": "Checkout-Method: delivery"})))
    assert reason.key == "intake.shipped"


def test_a_row_without_a_name_is_refused() -> None:
    reading = read(shopify(order({"Name": ""}), order()))
    assert [(r.row, r.reason.key) for r in reading.refused] == [(2, "intake.no_reference_cell")]
    assert len(reading.announcements) == 1


def test_an_export_without_customer_names_is_refused_as_a_whole() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(table(("Name", "Email", "Lineitem name"), [{"Name": "#1"}]))
    assert caught.value.reason.key == "intake.shopify_no_name"


def test_a_short_export_is_read_as_far_as_it_goes() -> None:
    titles = ("Name", "Billing Name", "Lineitem name", "Note Attributes")
    data = table(titles, [{"Name": "#1", "Billing Name": "Zoé", "Lineitem name": "Miel"}]) + b"#2,Yann,Sel\r\n"
    assert [a.items for a in read(data).announcements] == ["Miel", "Sel"]
