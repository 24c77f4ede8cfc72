"""A hub on each database, and one whose counter has a copy."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.store.engine import Store
from tests.counter.hub import Hub
from tests.store.copied import Copied


@pytest.fixture
def hub(store: Store) -> Hub:
    """A hub with shops and nothing else."""
    return Hub(store)


@pytest.fixture
def copied(hub: Hub, tmp_path: Path) -> Iterator[Copied]:
    """A new hub, and an empty copy."""
    copied = Copied(hub, tmp_path)
    with closing(copied.copy):
        yield copied
