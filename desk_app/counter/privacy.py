"""Forgetting people: everybody after a while, one of them on demand; and saying all that is held about one."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.domain.privacy import COPY_DAYS, RETENTION_DAYS, Candidate, Purged
from desk_app.domain.states import State
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Reason
from desk_app.domain.verdicts import Verdict
from desk_app.store import forgetting, held, hubs, journal, parcels, pickups, traces
from desk_app.store.engine import Tx

BATCH = 100
_WIPE = "retention.wipe"  # of the hub: whether old texts may still be in the file


def purge(desk: Desk, *, dry_run: bool = False) -> Purged:
    """Forget everybody whose last parcel left ``retention.days`` ago or more; counts, states and amounts stay.

    Announcements as old that nobody has brought are cancelled first; at last messages as old are deleted, and what was
    said of incidents is taken away. A batch per transaction: killed, it goes on the next time. Raises DatabaseOffline;
    what stands in the way of wiping old texts off the disk is only said.
    """
    before = desk.clock() - timedelta(days=_days(desk))
    if dry_run:
        return Purged(people=desk.store.read(lambda tx: forgetting.count_due(tx, desk.hub_id, before)))
    _come_back(desk)
    done = Purged()
    while cancelled := _cancel_some(desk, before):
        done = replace(done, cancelled=done.cancelled + cancelled)
    while some := _forget_some(desk, before):
        done = replace(done, people=done.people + some.people, parcels=done.parcels + some.parcels)
    while _delete_some_told(desk, before):
        pass
    _clear_incidents(desk, before)
    return replace(done, trouble=_wipe(desk, desk.clock() - timedelta(days=COPY_DAYS)))


def erase(desk: Desk, person_id: str, *, nonce: str | None = None) -> Answer:
    """Forget one person at their demand, and remove the copies of the database that may still name them.

    Refused while parcels of theirs are announced or here: those are handed over, returned or cancelled first.
    Raises DatabaseOffline, or EnvironmentTrouble when it is done but old texts are still on the disk, until a purge.
    """
    act = desk.act("erase", nonce)

    def do(tx: Tx) -> Answer:
        if not forgetting.lock(tx, desk.hub_id, person_id):
            raise Refusal(Answer(Verdict.UNKNOWN_PERSON))
        if forgetting.has_open(tx, person_id):
            raise Refusal(Answer(Verdict.PERSON_EXPECTED))
        count = _forget(tx, desk, [person_id], act.at)
        journal.write(tx, act, [journal.Line(Verdict.ERASED, detail=f"parcels {count}")])
        return Answer(Verdict.ERASED)

    answer = perform(desk, act, do, lambda _tx, _before: Answer(Verdict.ERASED))
    trouble = _wipe(desk, datetime.max.replace(tzinfo=UTC)) if answer.verdict is Verdict.ERASED else None
    if trouble is not None:
        raise EnvironmentTrouble(trouble)
    return answer


def _days(desk: Desk) -> int:
    stored = desk.store.read(lambda tx: hubs.settings(tx, desk.hub_id))
    return int(stored.get("retention.days", RETENTION_DAYS))


def _come_back(desk: Desk) -> None:
    act = desk.act("purge")

    def do(tx: Tx) -> None:
        count = forgetting.come_back(tx, desk.hub_id)
        journal.write(tx, act, [journal.Line(Verdict.PURGED, detail=f"back {count}")] if count else [])

    desk.store.write(do)


def _cancel_some(desk: Desk, before: datetime) -> int:
    act = desk.act("purge")

    def do(tx: Tx) -> int:
        lines = []
        for parcel_id, pickup_id in forgetting.stale(tx, desk.hub_id, before, BATCH):
            pickups.lock(tx, pickup_id)
            if parcels.move(tx, parcel_id, State.ANNOUNCED, State.CANCELLED, {}):  # last moved when it was announced
                pickups.close_if_empty(tx, pickup_id, act.at)
                lines.append(journal.Line(Verdict.CANCELLED, parcel_id, pickup_id))
        journal.write(tx, act, lines)
        return len(lines)

    return desk.store.write(do)


def _forget_some(desk: Desk, before: datetime) -> Purged | None:
    act = desk.act("purge")

    def do(tx: Tx) -> Purged | None:
        people = forgetting.due(tx, desk.hub_id, before, BATCH)
        if not people:
            return None
        count = _forget(tx, desk, people, act.at)
        journal.write(tx, act, [journal.Line(Verdict.PURGED, detail=f"people {len(people)} parcels {count}")])
        return Purged(len(people), count)

    return desk.store.write(do)


def _delete_some_told(desk: Desk, before: datetime) -> int:
    act = desk.act("purge")

    def do(tx: Tx) -> int:
        count = forgetting.delete_told(tx, desk.hub_id, before, BATCH)
        if count:
            hubs.save_setting(tx, desk.hub_id, _WIPE, "1")
            journal.write(tx, act, [journal.Line(Verdict.PURGED, detail=f"messages {count}")])
        return count

    return desk.store.write(do)


def _clear_incidents(desk: Desk, before: datetime) -> None:
    act = desk.act("purge")

    def do(tx: Tx) -> None:
        count = forgetting.clear_incidents(tx, desk.hub_id, before)
        if count:
            hubs.save_setting(tx, desk.hub_id, _WIPE, "1")
            journal.write(tx, act, [journal.Line(Verdict.PURGED, detail=f"incidents {count}")])

    desk.store.write(do)


def _forget(tx: Tx, desk: Desk, people: list[str], now: datetime) -> int:
    hubs.save_setting(tx, desk.hub_id, _WIPE, "1")
    return forgetting.forget(tx, desk.hub_id, people, now)


def _wipe(desk: Desk, copies_before: datetime) -> Reason | None:
    """Wipe old texts off the disk where there may be any; why they may still be there."""
    stored = desk.store.read(lambda tx: hubs.settings(tx, desk.hub_id))
    left = traces.remove_copies(desk.store, copies_before)
    if left:
        return Reason("privacy.copies_left", {"file": str(left[0])})
    if stored.get(_WIPE) != "1":
        return None
    kept = traces.forget_in_copies(desk.store, desk.hub_id, desk.clock())
    with suppress(EnvironmentTrouble):  # the disk is full, or another counter writes
        if traces.wipe(desk.store):
            if kept:
                return Reason("privacy.copies_left", {"file": str(kept[0])})
            desk.store.write(lambda tx: hubs.save_setting(tx, desk.hub_id, _WIPE, "0"))
            return None
    return Reason("privacy.not_wiped", {"file": desk.store.shown})


def candidates(desk: Desk, who: str) -> list[Candidate]:
    """Whom an id, an e-mail, a phone or a name may mean."""
    return desk.store.read(lambda tx: held.candidates(tx, desk.hub_id, who))


def export(desk: Desk, person_id: str) -> dict[str, list[dict[str, Any]]]:
    """All that is held about one person: rows by table. That it was asked for is journalled, not about whom."""
    act = desk.act("export")

    def do(tx: Tx) -> dict[str, list[dict[str, Any]]]:
        journal.write(tx, act, [journal.Line(Verdict.EXPORTED)])
        return held.about(tx, desk.hub_id, person_id)

    return desk.store.write(do)
