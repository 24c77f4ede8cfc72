"""A copy's file: what is left in it of somebody who was forgotten, another schema, and damage."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.counter import privacy
from desk_app.store import columns, copy_facts
from desk_app.store.copies import Copy
from tests.store.copied import Copied
from tests.store.test_copies import NAME, busy, only_sqlite

# forgetting


def test_nothing_is_left_on_the_disk_of_somebody_who_was_forgotten(copied: Copied) -> None:
    hub = copied.hub
    hub.collected("4127", NAME, email="gwen@exemple.fr", note="fragile-comme-tout")
    copied.follow()
    copied.keep_deed("done", f'{{"name": "{NAME}"}}')
    for text in (b"quatrefages", b"gwen@exemple.fr", b"fragile-comme-tout"):
        assert text in copied.texts()
    privacy.erase(hub.desk, hub.query("SELECT id FROM person")[0][0])
    copied.follow(house=False)
    for text in (b"quatrefages", b"gwen@exemple.fr", b"fragile-comme-tout"):
        assert text not in copied.texts()


def test_what_still_waits_is_not_forgotten_with_somebody(copied: Copied) -> None:
    copied.hub.collected("4127", NAME)
    copied.follow()
    copied.keep_deed("waiting", "{}")
    privacy.erase(copied.hub.desk, copied.hub.query("SELECT id FROM person")[0][0])
    copied.follow()
    assert copied.query("SELECT state FROM copy_deed") == [("waiting",)]
    copied.all_done()
    copied.follow()
    assert copied.query("SELECT state FROM copy_deed") == []
    assert b"quatrefages" not in copied.texts()


def test_what_could_not_be_wiped_is_wiped_the_next_time(copied: Copied) -> None:
    copied.follow()
    copied.copy.store.write(lambda tx: copy_facts.put(tx, wipe="1"))  # somebody was reading
    copied.follow(house=False)
    assert copied.query("SELECT value FROM copy_fact WHERE key = 'wipe'") == []


# its file


def test_a_copy_of_another_schema_is_made_anew_and_what_waits_is_kept(
    copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied.hub.ready()
    copied.fill()
    copied.keep_deed("waiting", "{}")
    copied.copy.prepare()
    assert copied.copy.hub_id() is not None
    monkeypatch.setattr(columns, "SCHEMA", "0099")
    copied.copy.prepare()
    assert copied.copy.hub_id() is None
    assert copied.query("SELECT nonce FROM copy_deed") == [("waiting-1",)]
    assert copied.query("SELECT id FROM parcel") == []
    monkeypatch.undo()
    copied.copy.prepare()
    copied.all_done()
    copied.follow()
    assert copied.held() == copied.afresh()


@only_sqlite
def test_a_file_that_is_none_is_set_aside(copied: Copied, tmp_path: Path) -> None:
    copied.copy.close()
    for log in tmp_path.glob("copy.sqlite-*"):
        log.unlink()
    copied.copy.file.write_bytes(b"what is this?" * 1000)
    copied.copy.prepare()
    assert copied.follow()
    (aside,) = tmp_path.glob("copy.sqlite.damaged-*")
    assert aside.read_bytes().startswith(b"what is this?")


@only_sqlite
def test_what_waits_is_saved_out_of_a_damaged_file(copied: Copied, tmp_path: Path) -> None:
    busy(copied.hub)
    copied.fill()
    for state in ("waiting", "done"):
        copied.keep_deed(state, "{}")
    damage(copied.copy, "parcel")
    copied.copy.prepare()
    assert copied.query("SELECT number, nonce FROM copy_deed ORDER BY number") == [(1, "waiting-1"), (2, "done-1")]
    assert copied.copy.hub_id() is None
    copied.all_done()
    copied.follow()
    assert copied.held() == copied.afresh()
    assert len(list(tmp_path.glob("copy.sqlite.damaged-*"))) == 1


@only_sqlite
def test_a_copy_that_turns_out_to_be_damaged_is_taken_anew(copied: Copied) -> None:
    busy(copied.hub)
    copied.fill()
    copied.keep_deed("done", "{}")
    damage(copied.copy, "copy_fact")
    assert copied.follow()
    assert copied.held() == copied.afresh()
    assert copied.query("SELECT nonce FROM copy_deed") == [("done-1",)]


def damage(copy: Copy, table: str) -> None:
    """Overwrite the page that a table begins on."""
    copy.store.read(lambda tx: tx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close())
    copy.close()
    with closing(sqlite3.connect(copy.file)) as file:
        page = file.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        size = file.execute("PRAGMA page_size").fetchone()[0]
    with copy.file.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(b"\xaa" * size)
