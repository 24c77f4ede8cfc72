"""Who works at the hub, and who stands at this counter now.

A hub that names nobody trusts whoever stands there. One that does asks for a PIN or a badge, and for a manager where
the hub itself is changed. PINs and badges are never written down: not in the database, not in the journal.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING

from desk_app.counter.desk import Desk, Refusal, note, perform
from desk_app.domain.clerks import Clerk, Role, pause_after, pin_trouble, wait_left
from desk_app.domain.codes import new_badge_code
from desk_app.domain.people import one_line
from desk_app.domain.scan import Kind, decode
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store import clerks as stored
from desk_app.store import hubs, journal
from desk_app.store.engine import Tx, one_at_a_time

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LOCK_MINUTES = "clerks.lock_minutes"
_MEMORY_KIB, _ROUNDS = 19 * 1024, 2  # about 50 ms on two slow cores: felt by who tries thousands, not by the clerk
_BADGE = b"comptoir badge\0"


# who works here


def clerks(desk: Desk) -> tuple[Clerk, ...]:
    """All clerks by name, those who have left last."""
    return desk.store.read(lambda tx: stored.every(tx, desk.hub_id))


def clerk_by_name(desk: Desk, name: str) -> Clerk | None:
    """A clerk by their name, whatever its case and accents; also one who has left."""
    return desk.store.read(lambda tx: stored.by_name(tx, desk.hub_id, name))


def save_clerk(desk: Desk, clerk: Clerk, *, pin: str = "") -> Answer:
    """Write name, role and whether they work here, and the PIN where one is given; one without an id is new.

    SAVED with the id; ALREADY_EXISTS, UNKNOWN_CLERK, NEEDS_MANAGER, or INVALID with the field: ``name``,
    ``pin_length``, ``pin_easy``, ``first_manager`` (the first clerk is a manager with a PIN), ``last_manager`` (one
    stays).
    """
    name = one_line(clerk.name)
    wrong = (None if name else "name") or (pin_trouble(pin) if pin else None)
    if wrong:
        return Answer(Verdict.INVALID, {"field": wrong})
    pin_hash = _hasher().hash(pin) if pin else ""

    def do(tx: Tx) -> Answer:
        if clerk.id and stored.by_id(tx, desk.hub_id, clerk.id) is None:
            raise Refusal(Answer(Verdict.UNKNOWN_CLERK, {"name": name}))
        other = stored.by_name(tx, desk.hub_id, name)
        if other is not None and other.id != clerk.id:
            raise Refusal(Answer(Verdict.ALREADY_EXISTS, {"name": other.name}))
        trouble = _role_trouble(tx, desk, clerk, pin)
        if trouble:
            raise Refusal(Answer(Verdict.INVALID, {"field": trouble}))
        saved = stored.save(tx, desk.hub_id, replace(clerk, name=name))
        if pin_hash:
            stored.set_pin(tx, saved.id, pin_hash)
        return _saved(saved)

    return _change(desk, "save_clerk", do)


def set_pin(desk: Desk, clerk_id: str, pin: str) -> Answer:
    """Give somebody another PIN. SAVED, NEEDS_MANAGER, UNKNOWN_CLERK, or INVALID with the field."""
    wrong = pin_trouble(pin)
    if wrong:
        return Answer(Verdict.INVALID, {"field": wrong})
    pin_hash = _hasher().hash(pin)

    def do(tx: Tx) -> Answer:
        clerk = _known(tx, desk, clerk_id)
        stored.set_pin(tx, clerk.id, pin_hash)
        return _saved(clerk)

    return _change(desk, "set_pin", do)


def new_badge(desk: Desk, clerk_id: str, bring_out: Callable[[str], object]) -> Answer:
    """Give somebody a badge: ``bring_out`` puts its code on paper, for nobody can read it again. The old one is dead.

    SAVED, NEEDS_MANAGER or UNKNOWN_CLERK. Where ``bring_out`` raises, the old badge is still good.
    """
    code = new_badge_code()

    def give(tx: Tx) -> Answer:
        clerk = _known(tx, desk, clerk_id)
        stored.set_badge(tx, clerk.id, digest(code))
        return _saved(clerk)

    clerk = desk.store.read(lambda tx: stored.by_id(tx, desk.hub_id, clerk_id))
    if desk.is_manager and clerk is not None and clerk.active:
        bring_out(code)
    return _change(desk, "new_badge", give)


def digest(code: str) -> str:
    """What is kept of a badge.

    Nobody can try all 56 random bits of a badge at a counter, so it needs no slow digest as a PIN does, and is found
    by its own; the words before it keep it apart from digests of other things.
    """
    return sha256(_BADGE + code.encode()).hexdigest()


def _change(desk: Desk, action: str, do: Callable[[Tx], Answer]) -> Answer:
    """What managers do to clerks, journalled with the clerk's id."""
    act = desk.act(action)

    def checked(tx: Tx) -> Answer:
        if not desk.is_manager:
            raise Refusal(Answer(Verdict.NEEDS_MANAGER))
        one_at_a_time(tx)  # two managers who demote each other would leave none
        answer = do(tx)
        journal.write(tx, act, [journal.Line(answer.verdict, detail=str(answer.args["id"]))])
        return answer

    return perform(desk, act, checked, lambda _tx, before: Answer(before[0].verdict))


def _role_trouble(tx: Tx, desk: Desk, clerk: Clerk, pin: str) -> str | None:
    """Why nobody could manage the hub any more."""
    is_manager = clerk.active and clerk.is_manager
    if not stored.is_staffed(tx, desk.hub_id):
        return None if is_manager and (pin or clerk.has_pin) else "first_manager"
    if is_manager or not clerk.id or stored.other_managers(tx, desk.hub_id, clerk.id):
        return None
    before = stored.by_id(tx, desk.hub_id, clerk.id)
    return "last_manager" if before is not None and before.active and before.role is Role.MANAGER else None


def _known(tx: Tx, desk: Desk, clerk_id: str) -> Clerk:
    clerk = stored.by_id(tx, desk.hub_id, clerk_id)
    if clerk is None or not clerk.active:
        raise Refusal(Answer(Verdict.UNKNOWN_CLERK, {"name": clerk.name if clerk else ""}))
    return clerk


def _saved(clerk: Clerk) -> Answer:
    return Answer(Verdict.SAVED, {"name": clerk.name, "id": clerk.id})


# who stands here


@dataclass(frozen=True, slots=True)
class Standing:
    """The desk as whoever stands there may use it now, and after how many minutes it locks; 0 is never.

    ``is_staffed``: the hub names clerks, so that somebody must sign in.
    """

    desk: Desk
    is_staffed: bool
    lock_minutes: int


def standing(desk: Desk) -> Standing:
    """What holds now: clerks may have been named since, or the one who has signed in may have left."""

    def ask(tx: Tx) -> Standing:
        minutes = int(hubs.settings(tx, desk.hub_id).get(LOCK_MINUTES, 0))
        if not stored.is_staffed(tx, desk.hub_id):
            return Standing(replace(desk, is_manager=True, clerk_id=""), False, minutes)
        clerk = stored.by_id(tx, desk.hub_id, desk.clerk_id) if desk.clerk_id else None
        return Standing(_at(desk, clerk if clerk and clerk.active else None), True, minutes)

    return desk.store.read(ask)


def _at(desk: Desk, clerk: Clerk | None) -> Desk:
    """The desk with that clerk; nobody may do nothing."""
    if clerk is None:
        return replace(desk, clerk="", clerk_id="", is_manager=False)
    return replace(desk, clerk=clerk.name, clerk_id=clerk.id, is_manager=clerk.is_manager)


def sign_in(desk: Desk, clerk_id: str, pin: str) -> Desk | Answer:
    """The desk with that clerk at it. WRONG_PIN or TOO_MANY_TRIES with ``wait`` in seconds, or UNKNOWN_CLERK instead.

    Slow on purpose: never on the screen's thread.
    """
    return _by_pin(desk, _Door("sign_in"), clerk_id, pin)


def sign_in_badge(desk: Desk, code: str) -> Desk | Answer:
    """The desk with the clerk at it whose badge that is; UNKNOWN_BADGE instead."""
    return _by_badge(desk, _Door("sign_in"), code)


def sign_out(desk: Desk) -> Answer:
    """Journal that the clerk has left the counter, or that it has locked itself."""
    answer = Answer(Verdict.SIGNED_OUT, {"name": desk.clerk})
    _note(desk, "sign_out", desk.clerk, answer.verdict)
    return answer


def authorise(desk: Desk, secret: str, *, clerk_id: str = "") -> Desk | Answer:
    """The desk as a manager has it, for one action: by their badge, or by the PIN of the manager ``clerk_id``.

    As :func:`sign_in` and :func:`sign_in_badge`; NEEDS_MANAGER for a clerk who is none.
    """
    door = _Door("authorise", only_managers=True)
    return _by_pin(desk, door, clerk_id, secret) if clerk_id else _by_badge(desk, door, secret)


@dataclass(frozen=True, slots=True)
class _Door:
    """What somebody wants in for, as the journal calls it."""

    action: str
    only_managers: bool = False


def _by_badge(desk: Desk, door: _Door, code: str) -> Desk | Answer:
    read = decode(code)
    clerk = None
    if read.kind is Kind.BADGE:
        clerk = desk.store.read(lambda tx: stored.by_badge(tx, desk.hub_id, digest(read.value)))
    if clerk is None:
        _note(desk, door.action, desk.clerk, Verdict.UNKNOWN_BADGE)
        return Answer(Verdict.UNKNOWN_BADGE)
    return _let_in(desk, door, clerk, "badge")


def _by_pin(desk: Desk, door: _Door, clerk_id: str, pin: str) -> Desk | Answer:
    """A try is counted before its PIN is looked at, so that counters together have no more tries than one."""
    seen = None
    while seen is None:  # another counter has counted one at the same moment
        seen = desk.store.write(lambda tx: _count_try(tx, desk, clerk_id), alone=True)
    if isinstance(seen, Answer):
        _note(desk, door.action, str(seen.args["name"]), seen.verdict)
        return seen
    clerk, tries = seen.clerk, seen.tries + 1
    if seen.pin_hash is not None and _is_right(seen.pin_hash, pin):
        desk.store.write(lambda tx: stored.forgive(tx, clerk.id), alone=True)
        return _let_in(desk, door, clerk, "pin")
    _note(desk, door.action, clerk.name, Verdict.WRONG_PIN, str(tries))
    return Answer(Verdict.WRONG_PIN, {"name": clerk.name, "wait": _seconds(pause_after(tries))})


def _count_try(tx: Tx, desk: Desk, clerk_id: str) -> stored.Guard | Answer | None:
    """The clerk as they were before this try; why it is none; None when another counter was quicker."""
    seen, now = stored.guard(tx, desk.hub_id, clerk_id), desk.clock()
    if seen is None:
        return Answer(Verdict.UNKNOWN_CLERK, {"name": ""})
    left = wait_left(seen.wait_until, seen.tries, now)
    if left:
        if seen.wait_until != now + left:  # the clock was set back: from now on the pause is no longer than it is
            stored.count_try(tx, seen, seen.tries, now + left)
        return Answer(Verdict.TOO_MANY_TRIES, {"name": seen.clerk.name, "wait": _seconds(left)})
    pause = pause_after(seen.tries + 1)
    return seen if stored.count_try(tx, seen, seen.tries + 1, now + pause if pause else None) else None


def _let_in(desk: Desk, door: _Door, clerk: Clerk, how: str) -> Desk | Answer:
    if door.only_managers and not clerk.is_manager:
        _note(desk, door.action, clerk.name, Verdict.NEEDS_MANAGER, how)
        return Answer(Verdict.NEEDS_MANAGER)
    _note(desk, door.action, clerk.name, Verdict.SIGNED_IN, how)
    return _at(desk, clerk)


def _note(desk: Desk, action: str, name: str, verdict: Verdict, detail: str = "") -> None:
    """Journal who it was about, or who they say they are; never what was typed."""
    act = replace(desk.act(action), clerk=name)
    note(desk, act, [journal.Line(verdict, detail=detail)])


def _seconds(pause: timedelta) -> int:
    return ceil(pause.total_seconds())


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - only where a PIN is set or tried

    return PasswordHasher(time_cost=_ROUNDS, memory_cost=_MEMORY_KIB, parallelism=1)


def _is_right(pin_hash: str, pin: str) -> bool:
    from argon2.exceptions import VerifyMismatchError  # noqa: PLC0415 - as above

    try:
        return _hasher().verify(pin_hash, pin)
    except VerifyMismatchError:
        return False
