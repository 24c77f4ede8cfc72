"""What goes back is asked for by indexes, however much has left."""

import pytest
from sqlalchemy.dialects import sqlite

from desk_app.store import returns
from tests.counter.hub import NOON, Hub


@pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("_LATE", "ix_parcel_open_keep_until"),
        ("_MARKED", "ix_parcel_marked"),
        ("_COUNT_MARKED", "ix_parcel_marked"),
        ("_OUT", "ix_parcel_warm"),
        ("_WAS_WARM", "ix_parcel_was_warm"),
        ("_OF_SHOP", "ix_parcel_open_"),
        ("_IN_STATE", "ix_parcel_open_"),
    ],
)
def test_each_question_has_its_index(hub: Hub, query: str, index: str) -> None:
    statement = getattr(returns, query).compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
    said = {"hub_id": hub.desk.hub_id, "now": str(NOON), "limit": 500, "state": "missing", "shop_id": hub.plume}
    values = tuple((statement.params | said).get(name, said.get(name)) for name in statement.positiontup or ())
    plan = hub.store.read(
        lambda tx: tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(map(str, values))).all()
    )
    parcels = [row[3] for row in plan if " parcel " in row[3]]
    assert any(index in row for row in parcels), plan
    assert not any(row.startswith("SCAN parcel") and "INDEX" not in row for row in parcels), plan
