"""Clerks: who may name them, PINs and badges, wrong ones slowed down, and no secret anywhere."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from desk_app.counter import clerks, setup
from desk_app.counter.desk import Desk
from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store.columns import metadata
from tests.counter.hub import NOON, Hub
from tests.counter.test_at_once import at_once, desks

PIN, OTHER = "2580", "7391"


def named(hub: Hub, name: str, role: Role = Role.CLERK, pin: str = PIN) -> str:
    """A clerk of that name; their id."""
    answer = clerks.save_clerk(hub.desk, Clerk("", name, role), pin=pin)
    assert answer.verdict is Verdict.SAVED, answer
    return str(answer.args["id"])


@pytest.fixture
def ids(hub: Hub) -> tuple[str, str]:
    """Claire, who manages, and Basile, who does not."""
    return named(hub, "Claire", Role.MANAGER), named(hub, "Basile", pin=OTHER)


def badge_of(hub: Hub, clerk_id: str) -> str:
    """A new badge of theirs."""
    codes: list[str] = []
    assert clerks.new_badge(hub.desk, clerk_id, codes.append).verdict is Verdict.SAVED
    return codes[0]


def nobody(hub: Hub) -> Desk:
    """The counter before anybody signs in."""
    return clerks.standing(hub.desk).desk


def signed_in(found: Desk | Answer) -> Desk:
    """The desk, when somebody was let in."""
    assert isinstance(found, Desk), found
    return found


def refused(found: Desk | Answer) -> Answer:
    """The answer, when nobody was."""
    assert isinstance(found, Answer), found
    return found


def lines(hub: Hub) -> list[tuple[str, str, Verdict, str]]:
    """The journal, the oldest first: what is about clerks."""
    return [(e.action, e.clerk, e.verdict, e.detail) for e in reversed(hub.journal())]


# a hub without clerks, and the first one


def test_a_hub_without_clerks_trusts_whoever_stands_there(hub: Hub) -> None:
    standing = clerks.standing(hub.desk)
    assert (standing.desk, standing.is_staffed, standing.lock_minutes) == (hub.desk, False, 0)
    assert setup.save_hub_setting(nobody(hub), "clerks.lock_minutes", "5").verdict is Verdict.SAVED
    assert clerks.standing(hub.desk).lock_minutes == 5


def test_the_first_clerk_is_a_manager_with_a_pin(hub: Hub) -> None:
    for clerk, pin in ((Clerk("", "Basile"), PIN), (Clerk("", "Claire", Role.MANAGER), "")):
        answer = clerks.save_clerk(hub.desk, clerk, pin=pin)
        assert (answer.verdict, answer.args["field"]) == (Verdict.INVALID, "first_manager")
    assert clerks.clerks(hub.desk) == ()
    named(hub, "Claire", Role.MANAGER)
    assert [(c.name, c.role, c.has_pin, c.has_badge) for c in clerks.clerks(hub.desk)] == [
        ("Claire", Role.MANAGER, True, False)
    ]


@pytest.mark.parametrize(
    ("name", "pin", "field"), [(" ", PIN, "name"), ("Zoé", "12", "pin_length"), ("Zoé", "1984", "pin_easy")]
)
def test_names_and_pins_that_will_not_do(hub: Hub, name: str, pin: str, field: str) -> None:
    answer = clerks.save_clerk(hub.desk, Clerk("", name, Role.MANAGER), pin=pin)
    assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": field})


def test_a_name_is_taken_whatever_its_accents(hub: Hub, ids: tuple[str, str]) -> None:
    assert clerks.save_clerk(hub.desk, Clerk("", "CLAÏRE"), pin=OTHER).verdict is Verdict.ALREADY_EXISTS
    assert clerks.save_clerk(hub.desk, Clerk(ids[1], "claire")).verdict is Verdict.ALREADY_EXISTS
    found = clerks.clerk_by_name(hub.desk, "clàire")
    assert found is not None
    assert found.id == ids[0]


# managers


def test_only_a_manager_changes_clerks_and_the_hub(hub: Hub, ids: tuple[str, str]) -> None:
    basile = signed_in(clerks.sign_in(nobody(hub), ids[1], OTHER))
    here = ("clerk", "hub", "hub_setting")
    before = hub.rows(here)
    for desk in (basile, nobody(hub)):
        for answer in (
            clerks.save_clerk(desk, Clerk(ids[1], "Basile", Role.MANAGER)),
            clerks.set_pin(desk, ids[0], OTHER),
            clerks.new_badge(desk, ids[1], str.upper),
            setup.save_hub_setting(desk, "hub.name", "Autre"),
        ):
            assert answer.verdict is Verdict.NEEDS_MANAGER
    assert hub.rows(here) == before
    assert lines(hub)[-1][:3] == ("save_setting", "", Verdict.NEEDS_MANAGER)
    claire = signed_in(clerks.sign_in(nobody(hub), ids[0], PIN))
    assert clerks.set_pin(claire, ids[1], "8642").verdict is Verdict.SAVED
    assert lines(hub)[-1] == ("set_pin", "Claire", Verdict.SAVED, ids[1])


@pytest.mark.parametrize("change", [{"role": Role.CLERK}, {"active": False}])
def test_the_last_manager_stays(hub: Hub, ids: tuple[str, str], change: dict[str, object]) -> None:
    claire = Clerk(ids[0], "Claire", Role.MANAGER)
    answer = clerks.save_clerk(hub.desk, replace(claire, **change))  # type: ignore[arg-type]
    assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": "last_manager"})
    clerks.save_clerk(hub.desk, Clerk("", "Anaïs", Role.MANAGER))  # who could not sign in
    assert clerks.save_clerk(hub.desk, replace(claire, **change)).verdict is Verdict.INVALID  # type: ignore[arg-type]
    named(hub, "Denise", Role.MANAGER)
    assert clerks.save_clerk(hub.desk, replace(claire, **change)).verdict is Verdict.SAVED  # type: ignore[arg-type]


def test_managers_who_demote_each_other_at_once_leave_one(hub: Hub, ids: tuple[str, str]) -> None:
    denise = named(hub, "Denise", Role.MANAGER)
    found = at_once(
        *(partial(clerks.save_clerk, hub.desk, Clerk(i, name)) for i, name in ((ids[0], "Claire"), (denise, "Denise")))
    )
    assert {answer.verdict for answer in found} == {Verdict.SAVED, Verdict.INVALID}
    assert [clerk.is_manager for clerk in clerks.clerks(hub.desk)].count(True) == 1


def test_two_first_clerks_at_once_are_both_there(hub: Hub) -> None:
    names = ("Claire", "Denise")
    found = at_once(*(partial(clerks.save_clerk, hub.desk, Clerk("", n, Role.MANAGER), pin=PIN) for n in names))
    assert [answer.verdict for answer in found] == [Verdict.SAVED] * 2
    again = at_once(*(partial(clerks.save_clerk, hub.desk, Clerk("", "Zoé")) for _ in range(4)))
    assert [answer.verdict for answer in again].count(Verdict.SAVED) == 1


def test_a_manager_allows_one_action(hub: Hub, ids: tuple[str, str]) -> None:
    basile = signed_in(clerks.sign_in(nobody(hub), ids[1], OTHER))
    badge, other = badge_of(hub, ids[0]), badge_of(hub, ids[1])
    for found in (clerks.authorise(basile, badge), clerks.authorise(basile, PIN, clerk_id=ids[0])):
        desk = signed_in(found)
        assert (desk.clerk, desk.is_manager, desk.counter) == ("Claire", True, basile.counter)
        assert lines(hub)[-1][:3] == ("authorise", "Claire", Verdict.SIGNED_IN)
    for mine in (clerks.authorise(basile, other), clerks.authorise(basile, OTHER, clerk_id=ids[1])):
        assert refused(mine).verdict is Verdict.NEEDS_MANAGER
        assert lines(hub)[-1][:3] == ("authorise", "Basile", Verdict.NEEDS_MANAGER)
    assert refused(clerks.authorise(basile, "nonsense")).verdict is Verdict.UNKNOWN_BADGE


# signing in


def test_whoever_has_not_signed_in_may_do_nothing(hub: Hub, ids: tuple[str, str]) -> None:
    desk = nobody(hub)
    assert (desk.clerk, desk.clerk_id, desk.is_manager) == ("", "", False)
    claire = signed_in(clerks.sign_in(desk, ids[0], PIN))
    assert (claire.clerk, claire.clerk_id, claire.is_manager) == ("Claire", ids[0], True)
    basile = signed_in(clerks.sign_in(claire, ids[1], OTHER))
    assert (basile.clerk, basile.clerk_id, basile.is_manager) == ("Basile", ids[1], False)
    clerks.sign_out(basile)
    assert lines(hub)[-3:] == [
        ("sign_in", "Claire", Verdict.SIGNED_IN, "pin"),
        ("sign_in", "Basile", Verdict.SIGNED_IN, "pin"),
        ("sign_out", "Basile", Verdict.SIGNED_OUT, ""),
    ]


def test_who_leaves_or_is_demoted_is_noticed(hub: Hub, ids: tuple[str, str]) -> None:
    named(hub, "Denise", Role.MANAGER)
    claire = signed_in(clerks.sign_in(nobody(hub), ids[0], PIN))
    assert clerks.standing(claire).desk == claire
    clerks.save_clerk(hub.desk, Clerk(ids[0], "Claire"))
    assert clerks.standing(claire).desk == replace(claire, is_manager=False)
    clerks.save_clerk(hub.desk, Clerk(ids[0], "Claire", active=False))
    assert clerks.standing(claire).desk == nobody(hub)
    assert refused(clerks.sign_in(nobody(hub), ids[0], PIN)).verdict is Verdict.UNKNOWN_CLERK


def test_a_badge_is_replaced_and_dies_with_its_bearer(hub: Hub, ids: tuple[str, str]) -> None:
    first, second = badge_of(hub, ids[1]), badge_of(hub, ids[1])
    assert refused(clerks.sign_in_badge(nobody(hub), first)).verdict is Verdict.UNKNOWN_BADGE
    assert signed_in(clerks.sign_in_badge(nobody(hub), second.lower())).clerk == "Basile"
    clerks.save_clerk(hub.desk, Clerk(ids[1], "Basile", active=False))
    assert refused(clerks.sign_in_badge(nobody(hub), second)).verdict is Verdict.UNKNOWN_BADGE
    clerks.save_clerk(hub.desk, Clerk(ids[1], "Basile"))
    assert refused(clerks.sign_in_badge(nobody(hub), second)).verdict is Verdict.UNKNOWN_BADGE
    assert lines(hub)[-1] == ("sign_in", "", Verdict.UNKNOWN_BADGE, "")


def test_a_badge_that_did_not_come_out_leaves_the_old_one_alive(hub: Hub, ids: tuple[str, str]) -> None:
    def jam(_code: str) -> None:
        raise OSError("no paper")

    badge = badge_of(hub, ids[1])
    with pytest.raises(OSError, match="no paper"):
        clerks.new_badge(hub.desk, ids[1], jam)
    assert signed_in(clerks.sign_in_badge(nobody(hub), badge)).clerk == "Basile"


def test_nothing_is_printed_for_nobody_or_by_a_clerk(hub: Hub, ids: tuple[str, str]) -> None:
    codes: list[str] = []
    assert clerks.new_badge(hub.desk, "nobody", codes.append) == Answer(Verdict.UNKNOWN_CLERK, {"name": ""})
    assert clerks.new_badge(nobody(hub), ids[0], codes.append).verdict is Verdict.NEEDS_MANAGER
    assert codes == []


@pytest.mark.parametrize("text", ["", "x", "BCDFGHJKLNPRSTR", "BKDFTRHLN", "é" * 15])
def test_what_is_no_badge(hub: Hub, ids: tuple[str, str], text: str) -> None:
    assert refused(clerks.sign_in_badge(nobody(hub), text)).verdict is Verdict.UNKNOWN_BADGE


def test_without_a_pin_only_a_badge_opens(hub: Hub, ids: tuple[str, str]) -> None:
    zoe = named(hub, "Zoé", pin="")
    assert refused(clerks.sign_in(nobody(hub), zoe, "")).verdict is Verdict.WRONG_PIN
    badge = badge_of(hub, zoe)
    assert signed_in(clerks.sign_in_badge(nobody(hub), badge)).clerk == "Zoé"


# wrong PINs


def test_wrong_pins_make_wait_ever_longer(hub: Hub, ids: tuple[str, str]) -> None:
    desk = nobody(hub)
    for tries, wait in enumerate((0, 0, 5, 30, 120, 600, 600), start=1):
        answer = refused(clerks.sign_in(desk, ids[0], "9999"))
        assert (answer.verdict, answer.args) == (Verdict.WRONG_PIN, {"name": "Claire", "wait": wait})
        assert lines(hub)[-1] == ("sign_in", "Claire", Verdict.WRONG_PIN, str(tries))
        if wait:
            early = refused(clerks.sign_in(desk, ids[0], PIN))
            assert early.verdict is Verdict.TOO_MANY_TRIES
            assert 0 < int(str(early.args["wait"])) <= wait
            assert lines(hub)[-1][1:3] == ("Claire", Verdict.TOO_MANY_TRIES)
        hub.clock.advance(seconds=wait)
    assert signed_in(clerks.sign_in(desk, ids[0], PIN)).clerk == "Claire"
    assert refused(clerks.sign_in(desk, ids[0], "9999")).args["wait"] == 0


def test_others_and_badges_do_not_wait(hub: Hub, ids: tuple[str, str]) -> None:
    badge = badge_of(hub, ids[0])
    for _ in range(3):
        clerks.authorise(nobody(hub), "9999", clerk_id=ids[0])
    assert refused(clerks.sign_in(nobody(hub), ids[0], PIN)).verdict is Verdict.TOO_MANY_TRIES
    assert signed_in(clerks.sign_in(nobody(hub), ids[1], OTHER)).clerk == "Basile"
    assert signed_in(clerks.sign_in_badge(nobody(hub), badge)).clerk == "Claire"


def test_a_new_pin_ends_the_waiting(hub: Hub, ids: tuple[str, str]) -> None:
    for _ in range(4):
        clerks.sign_in(nobody(hub), ids[0], "9999")
    clerks.set_pin(hub.desk, ids[0], OTHER)
    assert signed_in(clerks.sign_in(nobody(hub), ids[0], OTHER)).clerk == "Claire"


@pytest.mark.parametrize("days", [-400, -1, 1])
def test_a_clock_that_is_moved_locks_nobody_out(hub: Hub, ids: tuple[str, str], days: int) -> None:
    for _ in range(3):
        clerks.sign_in(nobody(hub), ids[0], "9999")
    hub.clock.advance(days=days)
    found = clerks.sign_in(nobody(hub), ids[0], PIN)
    if days < 0:
        assert refused(found).args == {"name": "Claire", "wait": 5}
        hub.clock.advance(seconds=5)
        found = clerks.sign_in(nobody(hub), ids[0], PIN)
    assert signed_in(found).clerk == "Claire"


def test_counters_together_have_no_more_tries_than_one(hub: Hub, ids: tuple[str, str]) -> None:
    here = [replace(desk, clock=lambda: NOON) for desk in desks(hub, 8)]
    found = at_once(*(partial(clerks.sign_in, desk, ids[0], f"9{n}99") for n, desk in enumerate(here)))
    verdicts = [refused(one).verdict for one in found]
    assert verdicts.count(Verdict.WRONG_PIN) == 3
    assert verdicts.count(Verdict.TOO_MANY_TRIES) == 5
    assert [row[0] for row in hub.query("SELECT wrong_tries FROM clerk WHERE name = 'Claire'")] == [3]


def test_the_right_pin_at_two_counters_at_once_opens_both(hub: Hub, ids: tuple[str, str]) -> None:
    found = at_once(*(partial(clerks.sign_in, desk, ids[0], PIN) for desk in desks(hub, 2)))
    assert [signed_in(one).clerk for one in found] == ["Claire"] * 2


# no secret anywhere


def test_neither_pins_nor_badges_are_in_the_database(hub: Hub, ids: tuple[str, str]) -> None:
    badge = badge_of(hub, ids[0])
    clerks.sign_in_badge(nobody(hub), badge)
    clerks.sign_in_badge(nobody(hub), badge[1] + badge[0] + badge[2:])
    clerks.sign_in(nobody(hub), ids[0], PIN)
    clerks.sign_in(nobody(hub), ids[0], "64208")
    dump = repr(hub.rows(tuple(metadata.tables))).lower()
    assert "$argon2id$" in dump
    hub.clock.now += timedelta(days=1)
    for secret in (badge, badge[:12], badge[1] + badge[0] + badge[2:], "64208", f"'{PIN}'", f"'{OTHER}'"):
        assert secret.lower() not in dump
