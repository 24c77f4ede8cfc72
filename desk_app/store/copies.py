"""A counter's own copy of its hub's working set, so that it can go on while the server is away.

The journal says what has changed: every action writes lines there, and each counter's lines are numbered without a gap.
"""

from datetime import UTC, datetime
from pathlib import Path

from desk_app.domain.values import Clock, Reason
from desk_app.store import (
    columns,
    copy_before,
    copy_facts,
    copy_filling,
    copy_following,
    copy_prints,
    copy_rescue,
    copy_rows,
    copy_tables,
    deeds,
    health,
    journal,
    migrate,
    sqlite_files,
    traces,
)
from desk_app.store.copy_following import Parted
from desk_app.store.engine import Store, Tx
from desk_app.store.errors import DatabaseUnusable

__all__ = ["Copy", "Parted"]

LOOK_SECONDS = 2.0
"""So long its file is looked through when it is opened."""


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


class Copy:
    """The copy of one counter, in a file of its own. Safe to use from several threads."""

    def __init__(self, file: Path, clock: Clock = utc_now) -> None:
        """Nothing is opened yet; ``clock`` says when it last agreed with the server, and what has left long ago."""
        self.file = file
        self.store = Store(f"sqlite:///{file}", is_copy=True)
        self._clock = clock

    def close(self) -> None:
        """Close every connection."""
        self.store.close()

    # what it is

    def prepare(self) -> None:
        """Make the tables; those of another schema are made anew, what the counter did alone is kept.

        A damaged file is set aside beside the new one. Raises DatabaseOffline or DatabaseUnusable: no room on the
        disk, no right to write there.
        """
        migrate.make_folder(self.file.parent)
        try:
            self._open()
        except DatabaseUnusable:
            self.store.close()
            _aside, deeds = copy_rescue.set_aside(self.file, self._clock())
            self._open()
            self.store.write(lambda tx: copy_rescue.take_over(tx, deeds))

    def set_aside(self) -> None:
        """Begin anew; the file that was there is kept beside. Raises DatabaseOffline or DatabaseUnusable."""
        self.store.close()
        sqlite_files.set_aside(self.file, self._clock())
        self._open()

    def _open(self) -> None:
        """Raises DatabaseUnusable for a file that is damaged."""
        self.store.write(_make_tables)
        if self.store.read(lambda tx: health.faults(tx, LOOK_SECONDS)):
            raise DatabaseUnusable(Reason("errors.database_damaged", {"database": self.store.shown}))

    def hub_id(self) -> str | None:
        """Of which hub it is; None when it was never filled."""
        return self.store.read(copy_facts.every).get("hub_id")

    def as_of(self) -> datetime | None:
        """When it last agreed with the server; None when it was never filled."""
        said = self.store.read(copy_facts.every).get("as_of")
        return datetime.fromisoformat(said) if said else None

    def parted(self, server: Store, hub_id: str) -> bool:
        """Whether the server does not know what this copy has seen, or what was done and is kept here.

        So after a restore from an older backup; or a standby took over that had not got the last moment, which the
        copy had not seen either. Never so for a copy that was never filled, or is of another hub. Raises
        DatabaseOffline.
        """
        known = self.store.snapshot(copy_following.known)
        if known.hub_id != hub_id:
            return False
        seen = {counter: end for counter, end in known.seen.items() if end[0]}
        if server.read(lambda tx: copy_rows.digests(tx, hub_id, seen)) != seen:
            return True
        done = self.store.read(lambda tx: deeds.told(tx, copy_filling.since(self._clock())))
        return server.read(lambda tx: journal.lacks(tx, done))

    # what it takes from the server

    def fill(self, server: Store, hub_id: str) -> None:
        """Take everything anew. What is there is read until all of it has come, and then replaced at once.

        While something waits that the server does not know yet, nothing is replaced. Raises DatabaseOffline.
        """
        now = self._clock()
        if self.store.read(lambda mine: copy_filling.fill(mine, self.store.shown, server, hub_id, now)):
            self._wipe()

    def follow(self, server: Store, hub_id: str, *, house: bool = False) -> bool:
        """Take what has changed at the server since the last time; whether anything has.

        Settings, shops, shelves, clerks and texts are taken when ``house`` says so: the journal does not tell of
        them. What was done alone goes, for the server has it by now. Fills when it was never filled, is too far
        behind, or somebody was forgotten. What waits as for :meth:`fill`. Raises DatabaseOffline, and Parted when the
        server does not know what the copy has seen.
        """
        try:
            return self._follow(server, hub_id, house=house)
        except DatabaseUnusable as unusable:
            if unusable.reason.args.get("database") != self.store.shown:
                raise
            self.prepare()  # it is the copy that is damaged
            self.fill(server, hub_id)
            return True

    def _follow(self, server: Store, hub_id: str, *, house: bool) -> bool:
        known = self.store.snapshot(copy_following.known)
        found = None
        if known.hub_id == hub_id:
            found = copy_following.news(self.store, server, hub_id, known, house=house)
        if found is None:
            self.fill(server, hub_id)
            return True
        now = self._clock()
        is_new_hour = known.since != copy_filling.since(now).isoformat()
        self.store.write(lambda tx: copy_following.put(tx, hub_id, found, now, is_new_hour=is_new_hour))
        if known.is_to_be_wiped:
            self._wipe()
        return bool(found.lines or house or known.was_alone)

    def _wipe(self) -> None:
        """Where somebody was forgotten, leave no old text on the disk; while somebody reads, the next time."""
        if traces.wipe(self.store):
            self.store.write(lambda tx: copy_facts.forget(tx, "wipe"))

    # print jobs: changed by their own printer, without a line of the journal

    def fetch_prints(self, server: Store, hub_id: str, counter: str) -> None:
        """Take the unfinished print jobs of this counter; others are forgotten. Raises DatabaseOffline."""
        copy_prints.fetch(self.store, server, hub_id, counter)

    def bring_prints(self, server: Store, hub_id: str, counter: str) -> None:
        """Tell the server what became of this counter's jobs meanwhile: what came out of either is out.

        To be called after the replay, before :meth:`fetch_prints`. Raises DatabaseOffline.
        """
        copy_prints.bring(self.store, server, hub_id, counter)


def _make_tables(tx: Tx) -> None:
    copy_tables.metadata.create_all(tx)
    if copy_facts.every(tx).get("schema") == columns.SCHEMA:
        return
    from desk_app.store import indexes  # noqa: PLC0415 - loads what only the making of tables needs

    indexes.metadata.drop_all(tx)
    indexes.metadata.create_all(tx)
    copy_before.make_tables(tx)
    copy_before.make_triggers(tx)
    copy_facts.forget(tx, "hub_id", "as_of", "since")
    copy_facts.put(tx, schema=columns.SCHEMA)
