"""The chain's format is frozen: what one version wrote, every later one verifies."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from desk_app.domain import chain
from desk_app.domain.chain import Fault, Walk
from desk_app.domain.verdicts import Verdict

AT = datetime(2026, 11, 23, 11, 0, 1, tzinfo=UTC)
ROW = {
    "hub_id": "01a21f2088377434a436274fbe975cf4",
    "counter": "Poste 1",
    "seq": 1,
    "id": "01a21f2088fa783694ede8813e28e99a",
    "at": AT,
    "clerk": "Éloïse",
    "action": "announce",
    "verdict": Verdict.ANNOUNCED,
    "parcel_id": "FXDVCGSHFKPP",
    "pickup_id": None,
    "detail": "",
    "nonce": "16c13d06b37cf13afbf0b1e86393c196",
    "line": 0,
}


def test_the_format_is_frozen() -> None:
    first = chain.digest(chain.START, ROW)
    assert first == "790ea90927d03eb71c05f52e69da12d412bcd6496981355f0ed92557961742ce"
    assert (
        chain.digest(first, ROW | {"seq": 2, "line": 1})
        == "c19985c3d9ff7c452be3b955e89d77470405913cf86a28f90d56a25aecfedfa8"
    )


def test_a_time_reads_the_same_in_every_zone_and_as_it_is_stored() -> None:
    paris = AT.astimezone(timezone(timedelta(hours=1)))
    assert chain.written(AT) == chain.written(paris) == "2026-11-23 11:00:01.000000"
    digests = {chain.digest("", ROW | {"at": at}) for at in (AT, paris, "2026-11-23 11:00:01.000000")}
    assert len(digests) == 1
    assert chain.digest("", ROW | {"at": AT + timedelta(microseconds=1)}) not in digests


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"clerk": "ab", "action": "c"}, {"clerk": "a", "action": "bc"}),
        ({"clerk": "a4:cd", "action": ""}, {"clerk": "a", "action": "4:cd"}),
        ({"parcel_id": None}, {"parcel_id": ""}),
        ({"parcel_id": None}, {"parcel_id": "-"}),
        ({"parcel_id": None, "pickup_id": "x"}, {"parcel_id": "x", "pickup_id": None}),
        ({"line": 1}, {"line": "1"}),
        ({"clerk": "a"}, {"clerk": b"a"}),
        ({"clerk": "é"}, {"clerk": "e\u0301"}),
    ],
)
def test_no_two_rows_read_alike(one: dict[str, object], other: dict[str, object]) -> None:
    assert chain.digest("", ROW | one) != chain.digest("", ROW | other)


def test_every_column_and_the_digest_before_are_covered() -> None:
    plain = chain.digest("", ROW)
    assert set(chain.COLUMNS) == set(ROW)
    assert all(chain.digest("", ROW | {name: "another"}) != plain for name in chain.COLUMNS)
    assert chain.digest(plain, ROW) != plain


def rows(count: int) -> list[dict[str, object]]:
    """A chain of a counter."""
    made: list[dict[str, object]] = []
    before = chain.START
    for seq in range(1, count + 1):
        row = ROW | {"seq": seq, "id": f"row {seq}"}
        before = chain.digest(before, row)
        made.append(row | {"digest": before})
    return made


def walked(some: list[dict[str, object]]) -> tuple[int, Fault | None, str | None]:
    walk = Walk("", "Poste 1")
    all(walk.step(row) for row in some)
    broken = walk.broken
    return (walk.head.seq, broken.fault, broken.row_id) if broken else (walk.head.seq, None, None)


def test_a_walk_names_the_first_row_that_is_wrong() -> None:
    whole = rows(4)
    assert walked(whole) == (4, None, None)
    assert walked([whole[0], whole[1] | {"clerk": "Autre"}, *whole[2:]]) == (1, Fault.CHANGED, "row 2")
    assert walked([whole[0], *whole[2:]]) == (1, Fault.MISSING, None)
    assert walked([*whole[:2], whole[1] | {"id": "copy"}, *whole[2:]]) == (2, Fault.ADDED, "copy")
    assert walked([*whole[:2], whole[2] | {"seq": None}]) == (2, Fault.ADDED, "row 3")
