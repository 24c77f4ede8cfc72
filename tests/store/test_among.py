"""Rows are found by any number of keys, by their index."""

from collections.abc import Collection

import pytest
from sqlalchemy import select

from desk_app.store import tables as t
from desk_app.store.among import among
from desk_app.store.engine import Store, Tx
from tests.counter.hub import Hub

BY_NAME = select(t.shop.c.name).where(among(t.shop.c.name_key, "names") | among(t.shop.c.id, "ids"))


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ((), set()),
        ({"la belle plume"}, {"La Belle Plume"}),
        (["la belle plume", "maison iris", "nobody"], {"La Belle Plume", "Maison Iris"}),
        (["n'importe", 'quoi"', "{}", *map(str, range(100_000))], set()),
    ],
)
def test_keys_are_one_value_however_many_they_are(hub: Hub, names: Collection[str], found: set[str]) -> None:
    values = {"names": names, "ids": ()}
    assert set(hub.store.read(lambda tx: tx.execute(BY_NAME, values).scalars().all())) == found


@pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)
def test_sqlite_looks_them_up(store: Store) -> None:
    def plan(tx: Tx) -> list[str]:
        statement = str(select(t.parcel.c.zone).where(among(t.parcel.c.id, "a")).compile(dialect=tx.dialect))
        return [row.detail for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("[]",))]

    assert any(step.startswith("SEARCH parcel USING INDEX") for step in store.read(plan))
