"""Shops, shelves and the settings all counters share."""

from dataclasses import replace
from datetime import date

import pytest

from desk_app.counter import lists, setup
from desk_app.counter.desk import open_desk, opening
from desk_app.domain.deadlines import HoldingPeriod
from desk_app.domain.hours import opening_of
from desk_app.domain.lists import Filter, Group, Sort
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Shelf, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import Hub


def test_a_shop_is_saved_and_read_back(hub: Hub) -> None:
    shop = Shop(
        "",
        "  Épicerie \t du Port ",
        "épicerie",
        "#112233",
        "Contact@Epicerie.fr",
        "02 98 12 34 56",
        True,
        ("Click & Collect", "Retrait « au comptoir »"),
        14,
    )
    answer = setup.save_shop(hub.desk, shop)
    assert (answer.verdict, answer.args["name"]) == (Verdict.SAVED, "Épicerie du Port")
    expected = replace(
        shop, id=str(answer.args["id"]), name="Épicerie du Port", email="contact@epicerie.fr", phone="+33298123456"
    )
    assert setup.shop_by_name(hub.desk, "EPICERIE DU PORT") == expected
    assert expected in setup.shops(hub.desk)


def test_a_shop_is_changed(hub: Hub) -> None:
    parcel = hub.announce()[0]
    answer = setup.save_shop(hub.desk, Shop(hub.plume, "Zébulon", colour="#000001"))
    assert answer.verdict is Verdict.SAVED
    changed = hub.parcel(parcel.id)
    assert (changed.shop, changed.colour, changed.shop_id) == ("Zébulon", "#000001", hub.plume)
    hub.announce("2", shop=hub.iris)
    rows = lists.parcels(hub.desk, Filter(sort=Sort.SHOP, descending=False)).rows
    assert [p.shop for p in rows] == ["Maison Iris", "Zébulon"]  # sorted by the new name


def test_inactive_shops_come_last(hub: Hub) -> None:
    setup.save_shop(hub.desk, Shop(hub.fromage, "Fromagerie du Marché", active=False))
    assert [s.name for s in setup.shops(hub.desk)] == ["La Belle Plume", "Maison Iris", "Fromagerie du Marché"]
    assert setup.shops(hub.desk)[-1].active is False


@pytest.mark.parametrize("name", ["la belle plume", " La  Belle-Plume "])
def test_already_exists(hub: Hub, name: str) -> None:
    answer = setup.save_shop(hub.desk, Shop("", name))
    assert (answer.verdict, answer.args) == (Verdict.ALREADY_EXISTS, {"name": "La Belle Plume"})
    assert setup.save_shop(hub.desk, Shop(hub.iris, name)).verdict is Verdict.ALREADY_EXISTS
    assert setup.save_shop(hub.desk, Shop(hub.plume, name)).verdict is Verdict.SAVED  # its own name
    hub.shelf("A-12")
    answer = setup.save_shelf(hub.desk, Shelf("", "a 012", "", Zone.AMBIENT))
    assert (answer.verdict, answer.args) == (Verdict.ALREADY_EXISTS, {"name": "A-12"})


@pytest.mark.parametrize(
    ("shop", "field"),
    [
        (Shop("", " \x00"), "name"),
        (Shop("", "Un nom", email="pas une adresse"), "email"),
        (Shop("", "Un nom", phone="12"), "phone"),
        (Shop("", "Un nom", hold_days=0), "hold_days"),
        (Shop("", "Un nom", hold_days=10**9), "hold_days"),
        (Shop("", "Un nom", hold_chilled_hours=337), "hold_chilled_hours"),
        (Shop("", "Un nom", hold_frozen_days=0), "hold_frozen_days"),
        (Shop("", "Un nom", hold_hot_hours=25), "hold_hot_hours"),
    ],
)
def test_invalid_shop(hub: Hub, shop: Shop, field: str) -> None:
    before = hub.rows()
    assert setup.save_shop(hub.desk, shop).args == {"field": field}
    assert hub.rows() == before


@pytest.mark.parametrize(
    ("shelf", "field"),
    [
        (Shelf("", "", "", Zone.AMBIENT), "code"),
        (Shelf("", "-", "", Zone.AMBIENT), "code"),
        (Shelf("", "A-1", "", Zone.AMBIENT, 0), "capacity"),
        (Shelf("", "A-1", "", Zone.AMBIENT, 10**12), "capacity"),
    ],
)
def test_invalid_shelf(hub: Hub, shelf: Shelf, field: str) -> None:
    answer = setup.save_shelf(hub.desk, shelf)
    assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": field})
    assert setup.shelves(hub.desk) == ()


def test_shelves_in_the_order_of_their_codes(hub: Hub) -> None:
    for code in ("B-1", "A-12", "A-2", "a-100"):
        hub.shelf(code.upper())
    assert [s.code for s in setup.shelves(hub.desk)] == ["A-2", "A-12", "A-100", "B-1"]
    assert len({s.tag for s in setup.shelves(hub.desk)}) == 4


def test_a_shelf_is_renamed_with_what_stands_on_it(hub: Hub) -> None:
    hub.shelf("A-1")
    parcel = hub.ready()[0]
    other = hub.shelf("B-1")
    old = setup.shelves(hub.desk)[0]
    assert (old.occupied, old.is_full) == (1, False)
    assert setup.save_shelf(hub.desk, replace(old, code="c-9", capacity=1)).verdict is Verdict.SAVED
    renamed = next(s for s in setup.shelves(hub.desk) if s.code == "C-9")
    assert (renamed.id, renamed.tag, renamed.occupied, renamed.is_full) == (old.id, old.tag, 1, True)
    assert hub.parcel(parcel.id).shelf == "C-9"
    assert setup.save_shelf(hub.desk, replace(renamed, code="B-1")).verdict is Verdict.ALREADY_EXISTS
    on_it = lists.parcels(hub.desk, Filter(group=Group.IN_HOUSE, shelf_id=other.id))
    assert on_it.total == 0


def test_the_hubs_settings(hub: Hub) -> None:
    assert setup.hub_settings(hub.desk) == {"hub.name": "Maison"}
    setup.save_hub_setting(hub.desk, "hub.name", "Maison du commerce")
    for hours in ("12", "6"):
        setup.save_hub_setting(hub.other, "hold.chilled_hours", hours)
    assert setup.hub_settings(hub.desk) == {"hub.name": "Maison du commerce", "hold.chilled_hours": "6"}
    period = HoldingPeriod.of_settings(setup.hub_settings(hub.desk))
    assert period == HoldingPeriod(chilled_hours=6)


def test_the_hubs_hours_hold_for_every_counter(hub: Hub) -> None:
    assert hub.store.read(lambda tx: opening(tx, hub.desk.hub_id)) == opening_of({})
    setup.save_hub_setting(hub.other, "hub.hours", "sun 9:00-12:00")
    hours = hub.store.read(lambda tx: opening(tx, hub.desk.hub_id))
    assert [hours.is_open(date(2026, 11, day)) for day in (28, 29)] == [False, True]


def test_a_closure_after_which_it_never_opens_is_not_kept(hub: Hub) -> None:
    years = ", ".join(f"{year}-01-01..{year}-12-31" for year in range(2026, 2030))
    before = hub.rows()
    with pytest.raises(EnvironmentTrouble) as trouble:
        setup.save_hub_setting(hub.desk, "hub.closures", years)
    assert trouble.value.reason.key == "hours.never_open"
    assert hub.rows() == before


def test_opening_again_is_the_same_hub(hub: Hub) -> None:
    again = open_desk(hub.store, "Poste 3", hub_name="Autre")
    assert again.hub_id == hub.desk.hub_id
    assert setup.hub_settings(again) == {"hub.name": "Maison"}
    assert again.act("look").at.tzinfo is not None
