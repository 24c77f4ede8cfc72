"""Until when what is received is kept; a customer calls and cannot come in time: kept longer, or not."""

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.counter import check_out, keeping, receive, setup
from desk_app.domain.codes import new_parcel_id
from desk_app.domain.states import State
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Announcement, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import Hub


def test_extended(hub: Hub) -> None:
    parcel = hub.ready()[0]
    assert parcel.keep_until == datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
    answer = keeping.extend(hub.desk, parcel.id, 5)
    assert answer.verdict is Verdict.EXTENDED
    later = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)  # over a Sunday
    assert answer.args == {"customer": "Éloïse Lefèvre", "shop": "La Belle Plume", "order": "4127", "at": later}
    assert hub.parcel(parcel.id).keep_until == later
    entry = hub.journal()[0]
    assert (entry.action, entry.verdict, entry.parcel, entry.detail) == ("extend", Verdict.EXTENDED, parcel.id, "5")


def test_a_late_parcel_is_kept_from_today_on(hub: Hub) -> None:
    parcel = hub.ready()[0]
    hub.clock.advance(days=14)
    assert hub.look(parcel.pickup_code).verdict is Verdict.OVERDUE
    keeping.extend(hub.desk, parcel.id, 1)
    assert hub.parcel(parcel.id).keep_until == datetime(2026, 12, 8, 18, 0, tzinfo=UTC)
    assert hub.look(parcel.pickup_code).verdict is Verdict.READY


def test_what_is_not_on_a_shelf_yet_is_kept_longer_too(hub: Hub) -> None:
    hub.shelf("A-1", capacity=1)
    hub.ready("1")
    parcel = hub.announce("2")[0]
    assert receive.receive(hub.desk, "2").verdict is Verdict.RECEIVED
    assert keeping.extend(hub.desk, parcel.id, 1).verdict is Verdict.EXTENDED


@pytest.mark.parametrize("zone", [Zone.CHILLED, Zone.FROZEN, Zone.HOT])
def test_cold_and_hot_goods_are_never_kept_longer(hub: Hub, zone: Zone) -> None:
    parcel = hub.ready(zone=zone)[0]
    answer = keeping.extend(hub.desk, parcel.id, 1)
    assert (answer.verdict, answer.args) == (Verdict.CANNOT_EXTEND, {"state": State.READY, "zone": zone})
    assert hub.parcel(parcel.id) == parcel
    assert hub.journal()[0].verdict is Verdict.CANNOT_EXTEND


def test_what_is_not_here_cannot_be_kept(hub: Hub) -> None:
    announced, gone = hub.announce("1")[0], hub.collected("2", "Noé Petit", email=None)[0]
    for parcel in (announced, gone):
        answer = keeping.extend(hub.desk, parcel.id, 1)
        assert (answer.verdict, answer.args["state"]) == (Verdict.CANNOT_EXTEND, parcel.state)
    assert keeping.extend(hub.desk, new_parcel_id(), 1).verdict is Verdict.UNKNOWN_PARCEL


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_number_of_days_that_is_none(hub: Hub, days: int) -> None:
    parcel = hub.ready()[0]
    answer = keeping.extend(hub.desk, parcel.id, days)
    assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": "hold_days"})
    assert hub.parcel(parcel.id) == parcel


def test_asked_again_after_a_lost_answer_it_is_kept_longer_once(hub: Hub) -> None:
    parcel = hub.ready()[0]
    first, again = (keeping.extend(hub.desk, parcel.id, 2, nonce="n") for _ in range(2))
    assert first == again
    assert hub.parcel(parcel.id).keep_until == datetime(2026, 12, 3, 18, 0, tzinfo=UTC)


def test_the_hubs_closures_count(hub: Hub) -> None:
    parcel = hub.ready()[0]
    setup.save_hub_setting(hub.desk, "hub.closures", "2026-12-02..2026-12-05")
    keeping.extend(hub.desk, parcel.id, 1)
    assert hub.parcel(parcel.id).keep_until == datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL


def test_the_shops_own_periods_and_the_hubs(hub: Hub) -> None:
    setup.save_shop(hub.desk, Shop(hub.plume, "La Belle Plume", hold_days=14, hold_hot_hours=1))
    setup.save_hub_setting(hub.desk, "hold.chilled_hours", "6")
    setup.save_hub_setting(hub.desk, "hold.frozen_days", "2")
    book, cheese, ice, soup = (hub.ready(str(n), zone=zone)[0] for n, zone in enumerate(Zone))
    assert book.keep_until == datetime(2026, 12, 9, 18, 0, tzinfo=UTC)
    assert ice.keep_until == datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
    for parcel, hours in ((cheese, 6), (soup, 1)):
        assert parcel.received_at is not None
        assert parcel.keep_until == parcel.received_at + timedelta(hours=hours)


def test_the_hubs_hours_and_closures_say_until_when_it_is_kept(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "hub.hours", "mon-fri 9:00-17:30")
    setup.save_hub_setting(hub.desk, "hub.closures", "2026-11-24..2026-11-30")
    assert hub.ready()[0].keep_until == datetime(2026, 12, 9, 16, 30, tzinfo=UTC)
    answer = receive.receive_unannounced(hub.desk, hub.iris, Announcement("9", "Noé"))
    assert answer.parcels[0].keep_until == datetime(2026, 12, 9, 16, 30, tzinfo=UTC)


def test_nothing_is_received_where_the_door_never_opens(hub: Hub) -> None:
    hub.announce()
    years = ", ".join(f"{year}-01-01..{year}-12-31" for year in range(2026, 2030))
    hub.write(f"INSERT INTO hub_setting (hub_id, key, value) VALUES ('{hub.desk.hub_id}', 'hub.closures', '{years}')")
    before = hub.rows()
    with pytest.raises(EnvironmentTrouble) as trouble:
        receive.receive(hub.desk, "4127")
    assert trouble.value.reason.key == "hours.never_open"
    assert hub.rows() == before
