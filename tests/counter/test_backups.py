"""A copy of the hub's file each day, people who are forgotten in it too, and a damaged file out of the way."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.counter import backups, health, privacy
from desk_app.counter.desk import open_desk
from desk_app.domain.privacy import RETENTION_DAYS, Purged
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.store import backups as stored
from desk_app.store.engine import Store
from tests.counter.hub import NOON, Hub
from tests.counter.test_privacy import a_visit
from tests.counter.traces import EMAIL, PHONE
from tests.end_to_end.small_disk import small_disk
from tests.store.test_backups import damage

pytestmark = pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)


def file_of(hub: Hub) -> Path:
    """The hub's file."""
    assert hub.store.file is not None
    return hub.store.file


def seen_under(folder: Path) -> set[str]:
    """The files in which the visitor can be read; ``test_privacy`` looks in every shape."""
    files = (path for path in folder.rglob("*") if path.is_file())
    known = (b"Zwyghuizen", b"zwyghuizen", b"Quillfeather", PHONE.encode(), EMAIL.lower().encode())
    return {path.name for path in files if any(word in path.read_bytes() for word in known)}


def copies(hub: Hub) -> list[str]:
    """The names of the daily copies, the newest first."""
    return [copy.name for copy in stored.daily_copies(file_of(hub))]


def test_a_copy_a_day_and_fourteen_of_them(hub: Hub, tmp_path: Path) -> None:
    first = backups.copy_of_today(hub.desk)
    assert first == tmp_path / "backups" / "hub-2026-11-23.sqlite"
    assert backups.copy_of_today(hub.desk) is None
    content = first.read_bytes()
    for day in range(1, 16):
        file = stored.daily_copy(file_of(hub), (NOON + timedelta(days=day)).date())
        file.write_bytes(content)
    hub.clock.advance(days=40)  # nobody was here for weeks
    assert backups.copy_of_today(hub.other) is not None
    assert len(copies(hub)) == backups.KEPT
    assert (copies(hub)[0], copies(hub)[-1]) == ("hub-2027-01-02.sqlite", "hub-2026-11-26.sqlite")


def test_a_copy_that_cannot_be_made_is_said_and_leaves_no_part(hub: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.write_text("in the way")
    with pytest.raises(EnvironmentTrouble) as told:
        backups.copy_of_today(hub.desk)
    assert told.value.reason.key == "errors.backup_failed"
    folder.unlink()
    stored.daily_copy(file_of(hub), NOON.date()).parent.mkdir()
    hub.store.close()
    damage(file_of(hub))
    with pytest.raises(EnvironmentTrouble) as told:
        backups.copy_of_today(hub.desk)
    assert told.value.reason.key == "errors.database_damaged"
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path, sqlite_template: Path, prepared_url: str) -> None:
    assert prepared_url
    with small_disk(tmp_path) as disk:
        file = Path(shutil.copy(sqlite_template, tmp_path / "full.sqlite3"))
        with closing(Store(f"sqlite:///{file}")) as store:
            small = Hub(store)
            disk.fill()
            with pytest.raises(EnvironmentTrouble) as told:
                backups.copy_of_today(small.desk)
            assert told.value.reason.key == "errors.backup_failed"
            assert list((tmp_path / "backups").iterdir()) == []
            disk.make_room()
            assert backups.copy_of_today(small.desk) is not None
            small.ready()
            small.check()


def test_what_was_cut_off_is_cleared_away_the_next_day(hub: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old, new = folder / ".0123.part", folder / ".4567.part"
    for part in (old, new):
        part.touch()
    os.utime(old, (0, 0))
    backups.copy_of_today(hub.desk)
    assert [path.name for path in folder.glob(".*")] == [new.name]


def test_who_is_purged_is_purged_in_the_copies(hub: Hub, tmp_path: Path) -> None:
    a_visit(hub)
    backups.copy_of_today(hub.desk)
    hub.clock.advance(days=1)
    hub.collected("2", "Paul Garnier", email="paul@exemple.fr")
    copy = backups.copy_of_today(hub.desk)
    assert len([name for name in seen_under(tmp_path) if name.endswith(".sqlite")]) == 2
    hub.clock.advance(days=RETENTION_DAYS - 0.5)
    assert privacy.purge(hub.desk) == Purged(people=1, parcels=1)
    assert seen_under(tmp_path) == set()
    assert len(copies(hub)) == 2
    assert copy is not None
    with closing(Store(f"sqlite:///{copy}")) as kept:  # others are still in it, and it can be restored
        there = Hub(kept, shops=())
        assert [parcel.customer for parcel in there.of_order("2")] == ["Paul Garnier"]
        there.check()
    assert stored.examine(copy).parcels == 2


def test_who_is_erased_is_erased_in_all_that_was_set_aside(hub: Hub, tmp_path: Path) -> None:
    a_visit(hub)
    backups.copy_of_today(hub.desk)
    file = file_of(hub)
    for name in ("before-restore-2026-11-01-100000", "damaged-2026-11-01-100000", "damaged-2026-11-01-100000-wal"):
        shutil.copy(file, f"{file}.{name}")
    shutil.copy(file, tmp_path / "backups" / ".0123.part")
    (found,) = privacy.candidates(hub.desk, EMAIL)
    privacy.erase(hub.desk, found.id)
    assert seen_under(tmp_path) == set()
    assert len(copies(hub)) == 1


def test_copies_in_which_nobody_can_be_forgotten_are_removed(hub: Hub, tmp_path: Path) -> None:
    a_visit(hub)
    older, broken = (stored.daily_copy(file_of(hub), date(2026, 11, day)) for day in (1, 2))
    older.parent.mkdir()
    stored.save(hub.store, older)
    stored.save(hub.store, broken)
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    damage(broken)
    (found,) = privacy.candidates(hub.desk, EMAIL)
    privacy.erase(hub.desk, found.id)
    assert copies(hub) == []
    assert seen_under(tmp_path) == set()


def test_a_copy_that_somebody_reads_is_wiped_the_next_time(hub: Hub, tmp_path: Path) -> None:
    a_visit(hub)
    copy = backups.copy_of_today(hub.desk)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    assert copy is not None
    with closing(Store(f"sqlite:///{copy}")) as kept:
        kept.read(lambda tx: tx.exec_driver_sql("SELECT 1").scalar())  # it has a log from now on
    with closing(sqlite3.connect(copy)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM parcel").fetchone()
        assert privacy.purge(hub.desk).trouble is not None
        assert copy.name in seen_under(tmp_path)
    assert privacy.purge(hub.desk) == Purged()
    assert seen_under(tmp_path) == set()


def test_a_copy_that_is_in_use_is_said_and_tried_again(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk_app.store.engine.BUSY_SECONDS", 0.05)
    a_visit(hub)
    copy = backups.copy_of_today(hub.desk)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    assert copy is not None
    with closing(sqlite3.connect(copy)) as other:
        other.execute("BEGIN EXCLUSIVE")
        trouble = privacy.purge(hub.desk).trouble
    assert trouble is not None
    assert (trouble.key, trouble.args) == ("privacy.copies_left", {"file": str(copy)})
    assert seen_under(tmp_path) == {copy.name}
    assert privacy.purge(hub.desk) == Purged()
    assert seen_under(tmp_path) == set()


def test_a_damaged_file_is_seen_at_once_and_its_last_good_copy_is_found(hub: Hub) -> None:
    hub.ready(pieces=2)
    backups.copy_of_today(hub.desk)
    hub.clock.advance(days=1)
    worse = backups.copy_of_today(hub.desk)
    backups.look_through(hub.store)
    hub.store.close()
    assert worse is not None
    for file in (file_of(hub), worse):
        damage(file)
    with pytest.raises(EnvironmentTrouble) as told:
        backups.look_through(hub.store)
    assert told.value.reason.key == "errors.database_damaged"
    good = backups.last_good(file_of(hub))
    assert good is not None
    assert (good.file.name, good.parcels) == ("hub-2026-11-23.sqlite", 2)
    done = backups.take_back(file_of(hub), good.file, "Poste 1", clock=hub.clock)
    assert done.aside is not None
    assert len(hub.of_order()) == 2


def test_or_a_new_one_is_begun(hub: Hub, tmp_path: Path) -> None:
    hub.ready()
    hub.store.close()
    damage(file_of(hub))
    broken = file_of(hub).read_bytes()
    aside = backups.set_aside(file_of(hub), hub.clock)
    assert aside.read_bytes() == broken
    assert backups.last_good(file_of(hub)) is None
    with closing(Store(hub.store.url)) as store:
        open_desk(store, "Poste 1")


def test_a_check_names_what_is_wrong(hub: Hub, tmp_path: Path) -> None:
    hub.ready()
    found = {one.name: one.is_well for one in health.look(hub.store, hub.clock)}
    assert set(found) == {"system", "schema", "integrity", "references", "journal", "disk", "backup"}
    assert all(found.values())
    hub.clock.advance(days=8)
    with closing(sqlite3.connect(file_of(hub))) as other, other:  # with its foreign keys off
        other.execute("DELETE FROM person")
        other.execute("DROP TRIGGER journal_guard_delete")
        other.execute("DELETE FROM journal WHERE seq = 2")
    wrong = {one.name: one.reason.key for one in health.look(hub.store, hub.clock) if not one.is_well}
    assert wrong == {
        "references": "health.loose",
        "journal": "health.chain_broken",
        "backup": "health.backup_missing",
    }
    hub.store.close()
    damage(file_of(hub))
    wrong = {one.name: one.reason.key for one in health.look(hub.store, hub.clock) if not one.is_well}
    assert wrong["integrity"] == "errors.database_damaged"


def test_a_check_makes_and_upgrades_nothing(hub: Hub, tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'nowhere.sqlite3'}")) as store:
        with pytest.raises(EnvironmentTrouble) as told:
            list(health.look(store))
        assert told.value.reason.key == "backups.nothing"
        assert not (tmp_path / "nowhere.sqlite3").exists()
    hub.write("UPDATE alembic_version SET version_num = '0003'")
    wrong = [one.reason.key for one in health.look(hub.store, hub.clock) if not one.is_well]
    assert wrong == ["health.schema_older"]
    assert hub.query("SELECT version_num FROM alembic_version") == [("0003",)]
