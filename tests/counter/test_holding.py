"""How long what comes in is kept: the shop's periods over the hub's, its hours and its closures."""

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.counter import receive, setup
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Announcement, Shop
from desk_app.domain.zones import Zone
from tests.counter.hub import Hub


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
