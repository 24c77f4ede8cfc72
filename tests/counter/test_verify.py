"""Nobody changes, takes out or adds a row of the journal unnoticed, whatever rights on the database they have."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from threading import Thread
from typing import Any, TypeVar

import pytest
from sqlalchemy import text

from desk_app.counter import check_out, journal, receive
from desk_app.domain.chain import COLUMNS, START, Break, Fault, Head, digest
from desk_app.store import chains
from desk_app.store.engine import Rollback, Tx
from tests.counter.hub import Hub

T = TypeVar("T")
EVERY = (*COLUMNS, "digest")
Change = tuple[str, dict[str, object]]
"""A statement and its values."""


@pytest.fixture
def small(hub: Hub) -> Hub:
    """A few rows of two counters, a refusal too, with nothing left that would refuse a change."""
    parcel = hub.ready()[0]
    check_out.look(hub.other, "nothing")
    check_out.hand_over(hub.other, parcel.pickup_code)
    unlock(hub)
    return hub


def unlock(hub: Hub) -> None:
    """Do away with all that stands against a change, as somebody with every right can."""
    hub.write("DROP INDEX uq_journal_hub_id_counter_seq")
    if hub.store.is_sqlite:
        for name in ("update", "delete", "replace"):
            hub.write(f"DROP TRIGGER journal_guard_{name}")
    else:
        hub.write("DROP TRIGGER journal_guard ON journal")
        for name in ("pk_journal", "fk_journal_hub_id", "uq_journal_nonce_line"):
            hub.write(f"ALTER TABLE journal DROP CONSTRAINT {name}")


def rows_of(hub: Hub) -> list[dict[str, Any]]:
    """The journal as it is stored."""
    query = f"SELECT {', '.join(EVERY)} FROM journal ORDER BY counter, seq"
    return [dict(zip(EVERY, row, strict=True)) for row in hub.query(query)]


def found_after(hub: Hub, *changes: Change) -> tuple[Break, ...]:
    """What verifying says after some changes; they are taken back."""

    def look(tx: Tx) -> tuple[Break, ...]:
        if hub.store.is_sqlite:
            tx.execute(text("PRAGMA defer_foreign_keys=ON"))
        for statement, values in changes:
            assert tx.execute(text(statement), values).rowcount == 1, (statement, values)
        raise Rollback(chains.verify(lambda query: query(tx))[1])

    return hub.store.write(look)


def test_an_untouched_journal_holds(small: Hub) -> None:
    verified, rows = journal.verify(small.desk), rows_of(small)
    assert verified.breaks == ()
    assert [(head.counter, head.seq) for head in verified.heads] == [("Poste 1", 2), ("Poste 2", 2)]
    assert [head.digest for head in verified.heads] == [row["digest"] for row in rows if row["seq"] == 2]


def test_every_byte_of_every_column_of_every_row(hub: Hub) -> None:
    hub.announce()
    hub.look("nothing")
    unlock(hub)
    tried = 0
    for row in rows_of(hub):
        for column in EVERY:
            for place, value in others(row[column], is_sqlite=hub.store.is_sqlite):
                change = f"UPDATE journal SET {column} = {place} WHERE id = :id"
                found = found_after(hub, (change, {"id": row["id"], "value": value}))
                assert any(b.counter == row["counter"] and b.seq <= row["seq"] for b in found), (change, value)
                tried += 1
    assert tried > 500
    assert journal.verify(hub.desk).breaks == ()


def others(stored: object, *, is_sqlite: bool) -> Iterator[tuple[str, object]]:
    """What may be written in place of a cell: each byte another, or one more or one less; as SQL and its value."""
    if stored is None:
        yield from ((":value", value) for value in ("", "x"))
    elif isinstance(stored, int):
        yield from ((":value", stored ^ 1 << bit) for bit in range(31))
    elif isinstance(stored, datetime):
        yield from (("CAST(:value AS TIMESTAMPTZ)", at) for at in other_times(stored))
    else:
        data = str(stored).encode()
        bits = (1, 0x80) if is_sqlite else (1, 2)
        spoilt = [data[:i] + bytes((byte ^ bits[i % 2],)) + data[i + 1 :] for i, byte in enumerate(data)]
        shorter = [data[:-1]] if data else []
        if is_sqlite:
            yield from (("CAST(:value AS TEXT)", changed) for changed in (*spoilt, *shorter, data + b" "))
        else:  # which takes no broken text, and knows how long an id is
            yield from ((":value", changed.decode()) for changed in (*spoilt, *shorter))


def other_times(stored: datetime) -> Iterator[str]:
    """The time with each of its digits another, where that is a time."""
    written = stored.isoformat(" ", "microseconds")
    for place, char in enumerate(written):
        if char.isdigit():
            changed = written[:place] + str(int(char) ^ 1) + written[place + 1 :]
            try:
                if datetime.fromisoformat(changed) != stored:
                    yield changed
            except ValueError:
                continue


@pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)
def test_a_text_that_became_something_else_is_found(small: Hub) -> None:
    assert small.store.is_sqlite  # a column of PostgreSQL has one type
    for row in rows_of(small):
        for column in ("at", "clerk", "digest", "counter", "hub_id", "id"):
            change = f"UPDATE journal SET {column} = CAST({column} AS BLOB) WHERE id = :id"
            assert found_after(small, (change, {"id": row["id"]})), column


def test_each_row_taken_out(small: Hub) -> None:
    """The last one too, and a whole counter."""
    for row in rows_of(small):
        last = row["seq"] == 2
        fault = Break(row["hub_id"], row["counter"], row["seq"], Fault.CUT_OFF if last else Fault.MISSING)
        assert found_after(small, ("DELETE FROM journal WHERE id = :id", {"id": row["id"]})) == (fault,)
    gone = [("DELETE FROM journal WHERE id = :id", {"id": row["id"]}) for row in rows_of(small)[:2]]
    (found,) = found_after(small, *gone)
    assert (found.counter, found.seq, found.fault) == ("Poste 1", 1, Fault.CUT_OFF)


def test_each_row_put_in_again(small: Hub) -> None:
    columns = ", ".join(EVERY)
    for row in rows_of(small):
        for seq in (row["seq"], 0, 3, 9):
            copied = {name: name for name in EVERY} | {"id": "'copy'", "nonce": "'copy'", "seq": str(seq)}
            copy = ", ".join(copied.values())
            change = f"INSERT INTO journal ({columns}) SELECT {copy} FROM journal WHERE id = :id"
            (found,) = found_after(small, (change, {"id": row["id"]}))
            assert found.counter == row["counter"]
            assert (found.fault is Fault.MISSING) == (seq == 9)


def test_two_rows_that_changed_places(small: Hub) -> None:
    first, second = rows_of(small)[2:]
    swap = "UPDATE journal SET seq = :seq WHERE id = :id"
    places = [(swap, {"seq": seq, "id": row["id"]}) for row, seq in ((first, 7), (second, 1), (first, 2))]
    (found,) = found_after(small, *places)
    assert (found.counter, found.seq, found.fault, found.row_id) == ("Poste 2", 1, Fault.CHANGED, second["id"])


def test_a_row_that_goes_to_another_counter(small: Hub) -> None:
    row = rows_of(small)[3]
    found = found_after(small, ("UPDATE journal SET counter = 'Poste 3' WHERE id = :id", {"id": row["id"]}))
    assert {(b.counter, b.fault) for b in found} == {("Poste 2", Fault.CUT_OFF), ("Poste 3", Fault.MISSING)}


@pytest.mark.parametrize("change", ["seq = seq + 1", "seq = seq - 1", "counter = 'Poste 3'"])
def test_a_head_that_was_changed(small: Hub, change: str) -> None:
    assert found_after(small, (f"UPDATE journal_head SET {change} WHERE counter = 'Poste 2'", {}))
    assert found_after(small, ("DELETE FROM journal_head WHERE counter = 'Poste 2'", {}))


def chained_anew(hub: Hub, clerk: str) -> None:
    """What somebody with the whole database can do: another clerk, and every digest reckoned anew."""
    before = START
    for row in rows_of(hub)[2:]:
        before = digest(before, row | {"clerk": clerk})
        hub.write(f"UPDATE journal SET clerk = '{clerk}', digest = '{before}' WHERE id = '{row['id']}'")


def test_a_chain_reckoned_anew_is_found_by_the_heads_that_were_noted(small: Hub) -> None:
    noted = journal.verify(small.desk).heads
    chained_anew(small, "Autre")
    assert journal.verify(small.desk).breaks == ()
    (found,) = journal.verify(small.desk, noted).breaks
    assert (found.counter, found.seq, found.fault) == ("Poste 2", 2, Fault.REWRITTEN)
    by_hand = Head("", "Poste 2", 2, noted[1].digest[:16].upper())
    assert [b.fault for b in journal.verify(small.desk, [by_hand]).breaks] == [Fault.REWRITTEN]


def test_noted_heads_go_on_holding_while_the_chain_grows(hub: Hub) -> None:
    hub.ready()
    noted = journal.verify(hub.desk).heads
    hub.collected("2")
    short = [replace(head, hub_id="", digest=head.digest[:16]) for head in noted]
    assert journal.verify(hub.desk, [*noted, *short]).breaks == ()
    beyond = replace(noted[0], seq=99)
    assert [b.fault for b in journal.verify(hub.desk, [beyond]).breaks] == [Fault.CUT_OFF]


def test_pages_join(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        hub.announce(str(number), pieces=2)
    for size in (1, 2, 3, 10, 11):
        monkeypatch.setattr(chains, "BATCH", size)
        verified = journal.verify(hub.desk)
        assert verified.breaks == ()
        assert [head.seq for head in verified.heads] == [10]


def test_counters_of_one_name_share_a_chain_without_a_gap(hub: Hub) -> None:
    """Two lanes of one window, or two computers called alike, at once."""

    def refuse() -> None:
        for _ in range(12):
            receive.receive(hub.desk, "nothing")

    threads = [Thread(target=refuse) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verified = journal.verify(hub.desk)
    assert verified.breaks == ()
    assert [(head.counter, head.seq) for head in verified.heads] == [("Poste 1", 48)]
    hub.announce("1")
    assert journal.verify(hub.desk).heads[0].seq == 49


def test_a_counter_works_while_its_journal_is_verified(hub: Hub) -> None:
    hub.announce()
    left = iter(range(6))

    def read(query: Callable[[Tx], T]) -> T:
        answer = hub.store.read(query)
        if next(left, None) is not None:
            hub.look("nothing")
        return answer

    heads, breaks = chains.verify(read)
    assert breaks == ()
    assert [head.seq for head in heads] == [7]
