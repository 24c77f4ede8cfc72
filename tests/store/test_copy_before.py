"""What a counter has done on its copy alone is put away when the copy follows the server again."""

from copy import copy
from dataclasses import replace

import pytest

from desk_app.counter.deed import FUNCTIONS
from desk_app.store.copy_rows import THEIRS
from tests.counter.hub import Hub
from tests.store.copied import Copied
from tests.store.test_copies_day import DAY

pytestmark = pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)  # the copy is the same on both


def test_whatever_was_done_alone_is_put_away_when_the_server_is_followed_again(copied: Copied) -> None:
    """There it has other keys, or has become something else."""
    for name in ("setup.save_shelf", "announce.import_orders"):
        for act in DAY[name]:
            act(copied.hub)
    copied.fill()
    before = copied.held()
    for act in (act for name, acts in DAY.items() if name in FUNCTIONS for act in acts):
        act(at(copied))
        act(copied.hub)
    assert {table.name for table in THEIRS if copied.held()[table.name] == before[table.name]} == set()
    copied.all_done()
    assert copied.follow()
    assert copied.held() == copied.afresh()
    assert not copied.follow(house=False)


def at(copied: Copied) -> Hub:
    """The hub as its copy has it; what is done there is done alone."""
    alone = copy(copied.hub)
    alone.store, alone.desk = copied.copy.store, copied.alone
    alone.other = replace(copied.hub.other, store=alone.store)
    return alone
