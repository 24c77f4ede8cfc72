"""A hub on each database, and a counter with a copy of its own where that is a server."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from desk_app.counter.desk import open_desk
from desk_app.domain.values import Parcel
from desk_app.store.engine import Store
from desk_app.store.shared import SharedStore
from tests.counter.far_counter import Counter
from tests.counter.hub import Hub
from tests.end_to_end.relay import relay


@pytest.fixture
def hub(store: Store) -> Hub:
    """A hub with shops and nothing else."""
    return Hub(store)


@pytest.fixture
def counter(store: Store, hub: Hub, tmp_path: Path) -> Iterator[Counter]:
    """Another counter of the hub; its copy is empty."""
    with (
        relay(make_url(store.url).port or 0) as wire,
        closing(SharedStore(store.url.set(port=wire.port), tmp_path / "copy.sqlite", hub.clock)) as shared,
    ):
        yield Counter(open_desk(shared, "Poste 9", "Zoé", hub.clock), shared, wire)


@pytest.fixture
def parcel(hub: Hub) -> Parcel:
    """What waits for a customer."""
    return hub.ready()[0]
