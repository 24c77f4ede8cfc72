"""A hub on each database."""

import pytest

from desk_app.store.engine import Store
from tests.counter.hub import Hub


@pytest.fixture
def hub(store: Store) -> Hub:
    """A hub with shops and nothing else."""
    return Hub(store)
