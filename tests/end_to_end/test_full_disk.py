"""The disk of a counter that is alone is full: it says so, nothing is half done, and it goes on when there is room."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from desk_app.counter import check_out, replay
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import is_refusal
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline
from desk_app.store.shared import COPY, SharedStore
from tests.counter.hub import Hub
from tests.databases import postgres_database
from tests.end_to_end.referee import left_at_most_once, same_everywhere
from tests.end_to_end.relay import relay
from tests.end_to_end.small_disk import SmallDisk, small_disk

PARCELS = 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Where the counter keeps its copy."""
    with small_disk(tmp_path) as mounted:
        yield mounted


@pytest.fixture
def hub(postgres_url: str, postgres_template: str) -> Iterator[Hub]:
    """A hub on a server."""
    with postgres_database(postgres_url, postgres_template) as url, closing(Store(url)) as store:
        yield Hub(store)


def test_a_full_disk_is_said_and_nothing_is_corrupted(hub: Hub, disk: SmallDisk) -> None:
    parcels = [hub.ready(f"{n}", f"Client {n}", email=f"c{n}@exemple.fr")[0] for n in range(PARCELS)]
    address = make_url(hub.store.url)
    with relay(address.port or 0) as wire:
        store = SharedStore(address.set(port=wire.port), disk.folder / COPY, hub.clock)
        with closing(store):
            desk = open_desk(store, "Poste 3", "Inès", hub.clock)
            store.copy.fill(store.server, desk.hub_id)
            wire.refuse()
            assert given(desk, parcels[0])
            disk.fill()
            went = [parcel for parcel in parcels[1:-1] if given(desk, parcel)]
            assert len(went) < PARCELS - 2  # what had its room already may still go in
            assert not given(desk, parcels[-1])
            disk.make_room()
            assert given(desk, parcels[-1])  # by the same nonce
            wire.mend()
            done = replay.come_back(desk)
            assert (done.incidents, done.waiting) == (0, 0)
            collected = hub.query("SELECT id FROM parcel WHERE state = 'collected'")
            assert {row[0] for row in collected} == {parcel.id for parcel in (parcels[0], *went, parcels[-1])}
            left_at_most_once(hub)
            same_everywhere(hub, store.copy)


def given(desk: Desk, parcel: Parcel) -> bool:
    """Whether it is handed over now; else the disk is full, and that is said."""
    try:
        answer = check_out.hand_over(desk, parcel.pickup_code, [parcel.id], nonce=parcel.id)
    except DatabaseOffline as error:
        return full(error)
    assert not is_refusal(answer.verdict), answer
    return True


def full(error: DatabaseOffline) -> bool:
    """False, and the disk is what is in the way."""
    assert error.reason.key == "errors.disk_full"
    return False
