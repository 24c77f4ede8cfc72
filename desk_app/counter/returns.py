"""What does not wait for its customer any more: fetched, given back to its shop or thrown away; missing; damaged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desk_app.counter import cold as cold_clock
from desk_app.counter import messages, opened, prints, receive
from desk_app.counter.check_out import identify
from desk_app.counter.deed import deed, meant
from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.domain import scan
from desk_app.domain.lists import Missed, Worklist
from desk_app.domain.people import one_line
from desk_app.domain.prints import PrintKind
from desk_app.domain.remarks import Remark, RemarkKind
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import IN_HOUSE, State
from desk_app.domain.values import Answer, Parcel, Shelf, walking_order
from desk_app.domain.verdicts import Verdict
from desk_app.store import cold, parcels, pickups, places, remarks
from desk_app.store import returns as stored
from desk_app.store.engine import Tx
from desk_app.store.journal import Act, Line, parcel_ids, write
from desk_app.store.keys import new_key

MOST = 500
"""So many parcels of each kind are listed."""

MOST_PICTURE = 256 * 1024
_JPEG = b"\xff\xd8\xff"
_NOT_FETCHED = frozenset({State.READY, State.RECEIVED, State.MISSING})


# what is to be done


def overdue(desk: Desk) -> Worklist:
    """What is to be fetched, given back, searched for and thrown away, at most MOST of each."""
    now = desk.clock()
    return desk.store.read(lambda tx: _worklist(tx, desk, now))


def is_bad(desk: Desk, parcel: Parcel) -> bool:
    """Whether a parcel that is here is thrown away rather than given back."""
    now = desk.clock()
    limits = desk.store.read(lambda tx: cold_clock.rule(tx, desk.hub_id))
    return parcel.state in IN_HOUSE and parcel.is_thrown_away(limits, now)


def _worklist(tx: Tx, desk: Desk, now: datetime) -> Worklist:
    limits = cold_clock.rule(tx, desk.hub_id)
    standing = sorted(stored.to_take_away(tx, desk.hub_id, now, limits, MOST), key=walking_order)
    fetched = stored.in_state(tx, desk.hub_id, State.RETURNING, MOST)
    lost = stored.in_state(tx, desk.hub_id, State.MISSING, MOST)
    last = stored.last_touched(tx, [p.id for p in lost])
    bad = {p.id for p in (*standing, *fetched) if p.is_thrown_away(limits, now)}
    return Worklist(
        to_fetch=tuple(p for p in standing if p.id not in bad),
        to_give_back=tuple(p for p in fetched if p.id not in bad),
        missing=tuple(Missed(p, last.get(p.id)) for p in lost),
        to_throw_away=tuple(p for p in sorted((*standing, *fetched), key=walking_order) if p.id in bad),
        return_shelves=stored.return_shelves(tx, desk.hub_id),
        capped=max(map(len, (standing, fetched, lost))) >= MOST,
    )


def notes(desk: Desk, parcel_id: str) -> tuple[Remark, ...]:
    """What was written and photographed of a parcel, the oldest first."""
    value = scan.decode(parcel_id).value

    def ask(tx: Tx) -> tuple[Remark, ...]:
        return remarks.of_parcel(tx, value) if parcels.by_id(tx, desk.hub_id, value) else ()

    return desk.store.read(ask)


# back to the shop


@deed
def fetch(desk: Desk, parcel_id: str, reason: ReturnReason | None = None, *, nonce: str | None = None) -> Answer:
    """Take a parcel off its shelf, to go back to its shop. FETCHED, ALREADY_FETCHED, or why not.

    ``reason`` None is what is known of it: it is marked, or overdue; else NOT_DUE_BACK.
    """
    act = desk.act("fetch", nonce)

    def do(tx: Tx) -> Answer:
        parcel = _mine(tx, act, parcel_id, _NOT_FETCHED)
        is_late = parcel.keep_until is not None and parcel.keep_until < act.at
        why = reason or parcel.return_reason or ReturnReason.OVERDUE
        if why is ReturnReason.OVERDUE and not is_late:
            raise Refusal(_said(tx, Verdict.NOT_DUE_BACK, [parcel.id]))
        _send_back(tx, act, parcel, why)
        return _told(tx, act, Verdict.FETCHED, parcel)

    return perform(desk, act, do, _again)


@deed
def to_return_shelf(desk: Desk, parcel_ids: Sequence[str], shelf: str, *, nonce: str | None = None) -> Answer:
    """Put what was fetched where it waits for its shop: a shelf for returns, or for cold goods one of their zone.

    All of it or nothing. FOR_RETURN, or NO_RETURN_SHELF, WRONG_ZONE, UNKNOWN_SHELF.
    """
    act = desk.act("for_return", nonce)

    def do(tx: Tx) -> Answer:
        mine = [_mine(tx, act, parcel_id, {State.RETURNING}) for parcel_id in sorted(parcel_ids)]
        lines = [_put_for_return(tx, act, parcel, _return_shelf(tx, act, shelf, parcel)) for parcel in mine]
        write(tx, act, lines)
        return _said(tx, Verdict.FOR_RETURN, [p.id for p in mine])

    return perform(desk, act, do, _again)


def _return_shelf(tx: Tx, act: Act, named: str, parcel: Parcel) -> Shelf:
    shelf = receive.shelf_for(tx, act, named, parcel)
    if shelf is None:
        raise Refusal(Answer(Verdict.UNKNOWN_SHELF, {"shelf": named}, (parcel,)))
    if not shelf.for_returns and not parcel.zone.is_strict:
        raise Refusal(Answer(Verdict.NO_RETURN_SHELF, {"shelf": shelf.code}, (parcel,)))
    return shelf


def _put_for_return(tx: Tx, act: Act, parcel: Parcel, shelf: Shelf) -> Line:
    place = {"shelf_id": shelf.id, "shelf_key": places.sort_key(shelf.code), "ready_at": parcel.ready_at or act.at}
    parcels.update(tx, parcel.id, place)
    return Line(Verdict.FOR_RETURN, parcel.id, parcel.pickup_id, shelf.code)


@deed
def give_back(
    desk: Desk,
    *,
    shop_id: str | None = None,
    parcel_ids: Sequence[str] = (),
    taken_by: str,
    slip: bool = True,
    nonce: str | None = None,
) -> Answer:
    """Give what was fetched back to its shop: all of ``shop_id``, or these parcels; one shop at a time.

    ``taken_by`` is who took it, ``slip`` has this counter print the return slip in the same transaction.
    GIVEN_BACK, NOTHING_TO_GIVE_BACK, or INVALID when nobody took it.
    """
    act, who = desk.act("give_back", nonce), one_line(taken_by)

    def do(tx: Tx) -> Answer:
        wanted = stored.of_shop(tx, desk.hub_id, shop_id) if shop_id else list(parcel_ids)
        if not who:
            raise Refusal(Answer(Verdict.INVALID, {"field": "taken_by"}))
        mine = _of_one_shop(tx, act, wanted)
        for parcel in mine:
            _move(tx, act, parcel, State.RETURNED)
            remarks.put(tx, act, parcel.id, RemarkKind.TAKEN_BY, who)
        ids = [p.id for p in mine]
        meant(shop_id=None, parcel_ids=ids)
        if slip:
            prints.put(tx, act, PrintKind.RETURN, [" ".join(ids)], new_key())
        write(tx, act, [Line(Verdict.GIVEN_BACK, p.id, p.pickup_id) for p in mine])
        return _said(tx, Verdict.GIVEN_BACK, ids)

    return perform(desk, act, do, _again)


def _of_one_shop(tx: Tx, act: Act, wanted: Sequence[str]) -> list[Parcel]:
    """These parcels, locked in one order for all counters, given in that of their numbers. Raises Refusal."""
    known = parcels.of_hub(tx, act.hub_id, list(dict.fromkeys(scan.decode(text).value for text in wanted)))
    if not known or len({p.shop_id for p in known}) > 1:
        raise Refusal(Answer(Verdict.NOTHING_TO_GIVE_BACK))
    mine = [_mine(tx, act, p.id, {State.RETURNING}) for p in sorted(known, key=lambda p: p.pickup_id)]
    return sorted(mine, key=lambda p: (p.order, p.piece))


@deed
def unfetch(desk: Desk, parcel_id: str, *, nonce: str | None = None) -> Answer:
    """What was to go back waits for its customer again, where it stands: KEPT."""
    act = desk.act("unfetch", nonce)

    def do(tx: Tx) -> Answer:
        parcel = _mine(tx, act, parcel_id, {State.RETURNING})
        _to_its_shelf(tx, act, parcel, return_reason=None)
        return _told(tx, act, Verdict.KEPT, parcel)

    return perform(desk, act, do, _again)


@deed
def refuse(desk: Desk, parcel_id: str, note: str = "", *, nonce: str | None = None) -> Answer:
    """The customer does not want it: REFUSED, and it goes back to its shop. ``note`` is why, as a remark."""
    act, text = desk.act("refuse", nonce), one_line(note)

    def do(tx: Tx) -> Answer:
        parcel = _mine(tx, act, parcel_id, _NOT_FETCHED)
        _send_back(tx, act, parcel, ReturnReason.REFUSED)
        if text:
            remarks.put(tx, act, parcel.id, RemarkKind.REFUSED, text)
        return _told(tx, act, Verdict.REFUSED, parcel)

    return perform(desk, act, do, _again)


@deed
def dispose(desk: Desk, parcel_id: str, reason: str, *, nonce: str | None = None) -> Answer:
    """Throw away what is past its limit, cold or hot, was too warm, or is damaged: DISPOSED, or NOT_TO_DISPOSE.

    ``reason`` is kept as a remark; INVALID without one.
    """
    act, text = desk.act("dispose", nonce), one_line(reason)

    def do(tx: Tx) -> Answer:
        parcel = _mine(tx, act, parcel_id, IN_HOUSE)
        if not text:
            raise Refusal(Answer(Verdict.INVALID, {"field": "reason"}, (parcel,)))
        is_lost = parcel.is_spoilt(act.at) or parcel.is_too_warm(cold_clock.rule(tx, desk.hub_id), act.at)
        if not (is_lost or parcel.is_damaged):
            raise Refusal(_said(tx, Verdict.NOT_TO_DISPOSE, [parcel.id]))
        _move(tx, act, parcel, State.DISPOSED)
        remarks.put(tx, act, parcel.id, RemarkKind.DISPOSED, text)
        return _told(tx, act, Verdict.DISPOSED, parcel)

    return perform(desk, act, do, _again)


# missing and found again


@deed
def missing(desk: Desk, parcel_id: str, *, nonce: str | None = None) -> Answer:
    """It is not where it should be: NOTED_MISSING, with the shelf it was on, and it is searched for."""
    act = desk.act("missing", nonce)

    def do(tx: Tx) -> Answer:
        parcel = _mine(tx, act, parcel_id, {State.READY, State.RECEIVED, State.RETURNING})
        _move(tx, act, parcel, State.MISSING)
        return _told(tx, act, Verdict.NOTED_MISSING, parcel)

    return perform(desk, act, do, _again)


@deed
def found(desk: Desk, parcel_id: str, shelf: str | None = None, *, nonce: str | None = None) -> Answer:
    """A missing parcel is there again: FOUND, on ``shelf``, or to be put back where it was."""
    act = desk.act("found", nonce)

    def do(tx: Tx) -> Answer:
        parcel = _mine(tx, act, parcel_id, {State.MISSING})
        chosen = receive.shelf_for(tx, act, shelf, parcel) if shelf else None
        if chosen is not None:
            receive.put_on(tx, act, parcel, chosen)
        else:
            _to_its_shelf(tx, act, parcel)
        return _told(tx, act, Verdict.FOUND, parcel, chosen)

    return perform(desk, act, do, _again)


def seen(desk: Desk, parcel_id: str) -> Answer:
    """A parcel's label was read at the counter: FOUND if it was missing, else whose pickup it belongs to."""
    value = scan.decode(parcel_id).value
    parcel = desk.store.read(lambda tx: parcels.by_id(tx, desk.hub_id, value))
    if parcel is not None and parcel.state is State.MISSING:
        return found(desk, parcel_id)
    return identify(desk, parcel_id)


# damaged


@deed
def damaged(
    desk: Desk,
    parcel_id: str,
    note: str,
    picture: bytes | None = None,
    *,
    goes_back: bool = False,
    nonce: str | None = None,
) -> Answer:
    """Note what is broken: DAMAGED. ``picture`` is a JPEG of at most MOST_PICTURE bytes; devices/pictures.py makes it.

    With ``goes_back`` the parcel is fetched at once, else it stays collectable. INVALID without a note.
    """
    act, text = desk.act("damaged", nonce), one_line(note)

    def do(tx: Tx) -> Answer:
        parcel = _mine(tx, act, parcel_id, IN_HOUSE)
        wrong = "note" if not text else "picture" if picture is not None and not _is_small_jpeg(picture) else ""
        if wrong:
            raise Refusal(Answer(Verdict.INVALID, {"field": wrong}, (parcel,)))
        remarks.put(tx, act, parcel.id, RemarkKind.DAMAGE, text, picture)
        if goes_back and parcel.state is not State.RETURNING:
            _send_back(tx, act, parcel, ReturnReason.DAMAGED)
        return _told(tx, act, Verdict.DAMAGED, parcel)

    return perform(desk, act, do, _again)


def _is_small_jpeg(picture: bytes) -> bool:
    return picture.startswith(_JPEG) and len(picture) <= MOST_PICTURE


# one parcel, as all actions take it and tell of it


def _mine(tx: Tx, act: Act, parcel_id: str, states: frozenset[State] | set[State]) -> Parcel:
    """The parcel as it stands, nobody else's until the transaction ends. Raises Refusal when it is in no such state."""
    parcel = opened.parcel(tx, act, parcel_id)
    pickups.lock(tx, parcel.pickup_id)
    parcel = parcels.by_ids(tx, [parcel.id])[0]
    if parcel.state in states:
        return parcel
    if parcel.state is State.RETURNING:
        raise Refusal(_said(tx, Verdict.ALREADY_FETCHED, [parcel.id]))
    if parcel.state is State.MISSING:
        raise Refusal(_said(tx, Verdict.STILL_MISSING, [parcel.id]))
    raise Refusal(receive.already(tx, [parcel]))


def _move(tx: Tx, act: Act, parcel: Parcel, after: State, **values: Any) -> None:
    """Move a locked parcel; a pickup of which nothing is left is closed."""
    if not parcels.move(tx, parcel.id, parcel.state, after, values | {"moved_at": act.at}):
        raise AssertionError("a locked parcel changed")
    if after not in IN_HOUSE:
        cold.end(tx, [parcel], act.at)
    if parcel.state is State.RETURNING:
        messages.untell_coming_back(tx, act, parcel)
    pickups.close_if_empty(tx, parcel.pickup_id, act.at)


def _send_back(tx: Tx, act: Act, parcel: Parcel, why: ReturnReason) -> None:
    """From now on it waits for its shop, which is told."""
    _move(tx, act, parcel, State.RETURNING, return_reason=why)
    messages.tell_coming_back(tx, act, [parcel])


def _to_its_shelf(tx: Tx, act: Act, parcel: Parcel, **values: Any) -> None:
    """It waits for its customer again where it stood, or without a shelf."""
    _move(tx, act, parcel, State.READY if parcel.shelf_id else State.RECEIVED, **values)
    if parcel.shelf_id:
        messages.tell_waits(tx, act, parcel)


def _told(tx: Tx, act: Act, verdict: Verdict, parcel: Parcel, shelf: Shelf | None = None) -> Answer:
    """Journal what was done with one parcel and on which shelf, the one it was on unless another is named; say it."""
    write(tx, act, [Line(verdict, parcel.id, parcel.pickup_id, shelf.code if shelf else parcel.shelf or "")])
    return _said(tx, verdict, [parcel.id])


def _said(tx: Tx, verdict: Verdict, ids: Sequence[str]) -> Answer:
    """The answer about parcels as they now stand."""
    mine = parcels.by_ids(tx, ids)
    first = mine[0]
    args: dict[str, object] = {
        "n": len(mine),
        "customer": first.customer,
        "shop": first.shop,
        "order": first.order,
        "piece": first.piece,
        "pieces": first.pieces,
        "shelf": first.shelf or "",
        "reason": first.return_reason or "",
        "at": first.keep_until,
    }
    return Answer(verdict, args, mine, pickups.by_id(tx, first.pickup_id) if len(mine) == 1 else None)


def _again(tx: Tx, before: Sequence[Line]) -> Answer:
    return _said(tx, before[0].verdict, parcel_ids(before))
