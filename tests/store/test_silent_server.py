"""A server that takes what is said and never answers."""

from contextlib import closing

import pytest
from sqlalchemy import make_url, text

from desk_app.store import postgres
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline
from tests.databases import postgres_database
from tests.end_to_end.relay import relay


def test_a_silent_server_is_given_up_and_asked_again_later(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "ANSWER_SECONDS", 0.3)
    with postgres_database(postgres_url) as url, relay(make_url(url).port or 0) as wire:
        far = make_url(url).set(port=wire.port)
        with closing(Store(far)) as store:
            assert store.read(lambda tx: tx.execute(text("SELECT 1")).scalar_one()) == 1
            wire.block()
            with pytest.raises(DatabaseOffline) as raised:
                store.read(lambda tx: tx.execute(text("SELECT 2")).scalar_one())
            assert raised.value.reason.key == "errors.database_unreachable"
            wire.unblock()
            assert store.read(lambda tx: tx.execute(text("SELECT 3")).scalar_one()) == 3


def test_an_answer_that_takes_its_time_is_waited_for(postgres_url: str) -> None:
    with closing(Store(postgres_url)) as store:
        assert store.read(lambda tx: tx.execute(text("SELECT 4 FROM pg_sleep(0.3)")).scalar_one()) == 4
