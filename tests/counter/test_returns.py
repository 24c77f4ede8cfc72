"""What goes back to its shop: the worklist, fetching, the return shelf, giving back, and who still gets it."""

from dataclasses import replace

import pytest

from desk_app.counter import announce, check_out, lists, prints, receive, returns, setup, undo
from desk_app.domain.prints import PrintKind
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel, Shelf
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import Hub


def overdue(hub: Hub, reference: str = "4127", **said: object) -> Parcel:
    """A parcel past its holding period."""
    parcel = hub.ready(reference, **said)[0]  # type: ignore[arg-type]
    hub.clock.advance(days=10)
    return parcel


def return_shelf(hub: Hub, code: str = "R-1", zone: Zone = Zone.AMBIENT) -> Shelf:
    """A shelf for what goes back."""
    setup.save_shelf(hub.desk, Shelf("", code, "", zone, for_returns=True))
    return next(shelf for shelf in setup.shelves(hub.desk) if shelf.code == code)


def fetched(hub: Hub, reference: str = "4127", **said: object) -> Parcel:
    """A parcel that was taken off its shelf to go back."""
    parcel = overdue(hub, reference, **said)
    assert returns.fetch(hub.desk, parcel.id).verdict is Verdict.FETCHED
    return hub.parcel(parcel.id)


# the worklist


def test_what_is_to_be_done_stands_on_one_list_in_walking_order(hub: Hub) -> None:
    for code in ("A-12", "A-2"):
        hub.shelf(code)
    late = [hub.announce(f"late{n}", email=f"l{n}@exemple.fr")[0] for n in range(3)]
    for parcel, shelf in zip(late, ("A-12", "A-2", "A-2"), strict=True):
        receive.receive(hub.desk, parcel.id, shelf=shelf)
    cheese = hub.ready("cheese", zone=Zone.CHILLED)[0]
    ice = hub.ready("ice", zone=Zone.FROZEN)[0]
    hub.clock.advance(days=10)
    fresh = hub.ready("fresh")[0]
    work = returns.overdue(hub.desk)
    assert [p.order for p in work.to_fetch] == ["late1", "late2", "late0", "ice"]
    assert [p.order for p in work.to_throw_away] == ["cheese"]
    assert (work.to_give_back, work.missing, work.capped) == ((), (), False)
    assert {fresh.id, cheese.id}.isdisjoint(p.id for p in work.to_fetch)
    assert ice.zone is Zone.FROZEN
    totals = lists.totals(hub.desk)
    assert (totals.to_return, totals.missing, totals.overdue) == (5, 0, 5)


def test_what_the_shop_has_cancelled_is_to_be_fetched_before_it_is_late(hub: Hub) -> None:
    parcel = hub.ready()[0]
    announce.import_orders(hub.desk, hub.plume, [Announcement("4127", "", cancelled=True)])
    assert [p.id for p in returns.overdue(hub.desk).to_fetch] == [parcel.id]
    assert lists.totals(hub.desk).to_return == 1
    answer = returns.fetch(hub.desk, parcel.id)
    assert (answer.verdict, answer.args["reason"]) == (Verdict.FETCHED, ReturnReason.CANCELLED)
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.CANCELLED
    assert lists.totals(hub.desk).to_return == 0


def test_what_is_late_without_a_shelf_is_to_be_fetched_too(hub: Hub) -> None:
    parcel = hub.announce()[0]
    assert receive.receive(hub.desk, parcel.id).verdict is Verdict.RECEIVED
    hub.clock.advance(days=10)
    assert [p.id for p in returns.overdue(hub.desk).to_fetch] == [parcel.id]
    assert lists.totals(hub.desk).to_return == 1
    assert returns.fetch(hub.desk, parcel.id).verdict is Verdict.FETCHED


def test_only_so_many_are_listed_and_it_says_so(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returns, "MOST", 2)
    for n in range(3):
        hub.ready(f"{n}")
    hub.clock.advance(days=10)
    work = returns.overdue(hub.desk)
    assert (len(work.to_fetch), work.capped) == (2, True)


# fetching


def test_fetched_once(hub: Hub) -> None:
    parcel = overdue(hub)
    answer = returns.fetch(hub.desk, parcel.id.lower())
    assert (answer.verdict, answer.args["shop"], answer.args["reason"]) == (
        Verdict.FETCHED,
        "La Belle Plume",
        ReturnReason.OVERDUE,
    )
    after = hub.parcel(parcel.id)
    assert (after.state, after.return_reason, after.shelf) == (State.RETURNING, ReturnReason.OVERDUE, parcel.shelf)
    assert returns.fetch(hub.other, parcel.id).verdict is Verdict.ALREADY_FETCHED
    assert [p.id for p in returns.overdue(hub.desk).to_give_back] == [parcel.id]
    entry = next(e for e in hub.journal() if e.verdict is Verdict.FETCHED)
    assert (entry.action, entry.parcel, entry.detail, entry.counter) == ("fetch", parcel.id, parcel.shelf, "Poste 1")


def test_what_still_waits_is_left_on_its_shelf_unless_the_clerk_says_why(hub: Hub) -> None:
    parcel = hub.ready()[0]
    assert returns.fetch(hub.desk, parcel.id).verdict is Verdict.NOT_DUE_BACK
    assert returns.fetch(hub.desk, parcel.id, ReturnReason.OVERDUE).verdict is Verdict.NOT_DUE_BACK
    assert hub.parcel(parcel.id) == parcel
    assert returns.fetch(hub.desk, parcel.id, ReturnReason.CANCELLED).verdict is Verdict.FETCHED


def test_what_is_not_here_is_not_fetched(hub: Hub) -> None:
    assert returns.fetch(hub.desk, "BBBBBBBBBBBB").verdict is Verdict.UNKNOWN_PARCEL
    assert returns.fetch(hub.desk, hub.announce("1")[0].id).verdict is Verdict.NOT_ARRIVED
    assert returns.fetch(hub.desk, hub.collected("2")[0].id).verdict is Verdict.ALREADY_COLLECTED


def test_asked_again_after_a_lost_answer_it_is_fetched_once(hub: Hub) -> None:
    parcel = overdue(hub)
    first, again = (returns.fetch(hub.desk, parcel.id, nonce="n") for _ in range(2))
    assert first == again
    assert sum(e.verdict is Verdict.FETCHED for e in hub.journal()) == 1


def test_what_was_fetched_by_mistake_waits_again(hub: Hub) -> None:
    parcel = hub.ready()[0]
    returns.fetch(hub.desk, parcel.id, ReturnReason.CANCELLED)
    assert returns.unfetch(hub.desk, parcel.id).verdict is Verdict.KEPT
    assert hub.parcel(parcel.id) == parcel
    assert returns.unfetch(hub.desk, parcel.id).verdict is Verdict.ALREADY_RECEIVED


# the return shelf


def test_it_is_put_on_a_return_shelf_and_on_no_other(hub: Hub) -> None:
    parcel, shelf = fetched(hub), return_shelf(hub)
    hub.shelf("B-1")
    assert returns.to_return_shelf(hub.desk, [parcel.id], "B-1").verdict is Verdict.NO_RETURN_SHELF
    assert returns.to_return_shelf(hub.desk, [parcel.id], "Z-9").verdict is Verdict.UNKNOWN_SHELF
    answer = returns.to_return_shelf(hub.desk, [parcel.id], shelf.tag)
    assert (answer.verdict, answer.args["shelf"]) == (Verdict.FOR_RETURN, "R-1")
    work = returns.overdue(hub.desk)
    assert [p.shelf_id for p in work.to_give_back] == [shelf.id]
    assert work.return_shelves == {shelf.id}
    assert [e.detail for e in hub.journal() if e.verdict is Verdict.FOR_RETURN] == ["R-1"]


def test_several_are_put_there_at_once_or_none(hub: Hub) -> None:
    one, other, shelf = fetched(hub, "1"), hub.ready("2")[0], return_shelf(hub)
    assert returns.to_return_shelf(hub.desk, [one.id, other.id], shelf.code).verdict is Verdict.ALREADY_RECEIVED
    assert hub.parcel(one.id).shelf == one.shelf
    hub.clock.advance(days=10)
    returns.fetch(hub.desk, other.id)
    assert returns.to_return_shelf(hub.desk, [one.id, other.id], shelf.code).args["n"] == 2


def test_cold_goods_stay_in_the_cold_until_their_shop_comes(hub: Hub) -> None:
    ice, shelf = fetched(hub, "ice", zone=Zone.FROZEN), return_shelf(hub)
    cold = hub.shelf("G-2", Zone.FROZEN)
    assert returns.to_return_shelf(hub.desk, [ice.id], shelf.code).verdict is Verdict.WRONG_ZONE
    assert returns.to_return_shelf(hub.desk, [ice.id], cold.code).verdict is Verdict.FOR_RETURN


def test_nothing_that_comes_is_put_on_a_return_shelf(hub: Hub) -> None:
    return_shelf(hub)
    assert receive.receive(hub.desk, hub.announce()[0].id).verdict is Verdict.RECEIVED


# back to the shop


def test_all_of_a_shop_is_given_back_at_once_with_its_slip_and_who_took_it(hub: Hub) -> None:
    mine = [fetched(hub, order) for order in ("2", "1")]
    other = fetched(hub, "3", shop=hub.iris)
    answer = returns.give_back(hub.desk, shop_id=hub.plume, taken_by="  Inès  Delmas ")
    assert (answer.verdict, answer.args["n"], answer.args["shop"]) == (Verdict.GIVEN_BACK, 2, "La Belle Plume")
    assert [p.order for p in answer.parcels] == ["1", "2"]
    assert {p.state for p in answer.parcels} == {State.RETURNED}
    assert hub.parcel(other.id).state is State.RETURNING
    for parcel in mine:
        (remark,) = returns.notes(hub.desk, parcel.id)
        assert (remark.kind, remark.text) == (RemarkKind.TAKEN_BY, "Inès Delmas")
    assert [e.detail for e in hub.journal() if e.verdict is Verdict.GIVEN_BACK] == ["", ""]  # never a name
    (job,) = prints.unfinished(hub.desk)
    assert job.kind is PrintKind.RETURN
    (receipt,) = prints.content(hub.desk, job).receipts
    assert ([p.order for p in receipt.parcels], receipt.taken_by) == (["1", "2"], "Inès Delmas")
    hub.check()


def test_the_last_parcel_that_goes_back_closes_its_pickup(hub: Hub) -> None:
    parcel = fetched(hub)
    returns.give_back(hub.desk, shop_id=hub.plume, taken_by="Inès", slip=False)
    assert hub.look(parcel.pickup_code).verdict is Verdict.RETURNED
    assert prints.unfinished(hub.desk) == ()
    assert hub.ready("9")[0].pickup_code != parcel.pickup_code
    hub.check()


def test_nobody_takes_nothing(hub: Hub) -> None:
    parcel = fetched(hub)
    nameless = returns.give_back(hub.desk, shop_id=hub.plume, taken_by="  ")
    assert (nameless.verdict, nameless.args) == (Verdict.INVALID, {"field": "taken_by"})
    assert returns.give_back(hub.desk, shop_id=hub.iris, taken_by="Inès").verdict is Verdict.NOTHING_TO_GIVE_BACK
    assert hub.parcel(parcel.id).state is State.RETURNING


def test_parcels_that_are_named_are_of_one_shop_and_all_fetched(hub: Hub) -> None:
    mine, other = fetched(hub, "1"), fetched(hub, "2", shop=hub.iris)
    waits = hub.ready("3")[0]
    give = [([mine.id, other.id], Verdict.NOTHING_TO_GIVE_BACK), ([mine.id, waits.id], Verdict.ALREADY_RECEIVED)]
    for ids, verdict in give:
        assert returns.give_back(hub.desk, parcel_ids=ids, taken_by="Inès").verdict is verdict
    assert hub.parcel(mine.id).state is State.RETURNING
    assert returns.give_back(hub.desk, parcel_ids=[mine.id], taken_by="Inès").verdict is Verdict.GIVEN_BACK


def test_given_back_once_though_the_answer_got_lost(hub: Hub) -> None:
    fetched(hub)
    first, again = (returns.give_back(hub.desk, shop_id=hub.plume, taken_by="Inès", nonce="n") for _ in range(2))
    assert first == again
    assert len(prints.unfinished(hub.desk)) == 1


# a customer who comes too late


def test_who_comes_late_still_has_what_has_not_left(hub: Hub) -> None:
    parcel, shelf = fetched(hub), return_shelf(hub)
    returns.to_return_shelf(hub.desk, [parcel.id], shelf.code)
    looked = hub.look(parcel.pickup_code)
    assert (looked.verdict, looked.args["n"], looked.args["shelf"]) == (Verdict.STILL_HERE, 1, "R-1")
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.STILL_HERE  # only by its label
    answer = check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id])
    assert answer.verdict is Verdict.COLLECTED_ALL
    after = hub.parcel(parcel.id)
    assert (after.state, after.return_reason) == (State.COLLECTED, None)
    hub.check()
    undo.undo(hub.desk, parcel.id, "pas le bon client")
    assert [p.id for p in returns.overdue(hub.desk).to_fetch] == [parcel.id]
    hub.check()


def test_what_never_had_a_shelf_comes_back_from_the_return_shelf(hub: Hub) -> None:
    parcel = receive.receive(hub.desk, hub.announce()[0].id).parcels[0]
    shelf = return_shelf(hub)
    returns.refuse(hub.desk, parcel.id)
    returns.to_return_shelf(hub.desk, [parcel.id], shelf.code)
    check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id])
    assert undo.undo(hub.desk, parcel.id, "essai").verdict is Verdict.UNDONE
    hub.check()


def test_cold_goods_on_their_way_back_are_not_handed_over(hub: Hub) -> None:
    parcel = hub.ready(zone=Zone.CHILLED)[0]
    returns.refuse(hub.desk, parcel.id)
    assert hub.look(parcel.pickup_code).verdict is Verdict.RETURNED
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.RETURNED


def test_one_piece_goes_back_and_the_other_waits(hub: Hub) -> None:
    """Pieces of one order in several places: each has its own."""
    one, other = hub.ready(pieces=2)
    returns.fetch(hub.desk, one.id, ReturnReason.DAMAGED)
    shelf = return_shelf(hub)
    returns.to_return_shelf(hub.desk, [one.id], shelf.code)
    looked = hub.look(one.pickup_code)
    assert (looked.verdict, looked.args["n"], looked.args["back"], looked.args["waiting"]) == (
        Verdict.PARTLY_READY,
        1,
        1,
        0,
    )
    again = receive.receive(hub.desk, "4127")
    assert (again.verdict, again.args["shelf"]) == (Verdict.ALREADY_RECEIVED, f"{shelf.code}, {other.shelf}")
    answer = check_out.hand_over(hub.desk, one.pickup_code)
    assert [p.id for p in answer.parcels] == [other.id]
    assert (answer.verdict, answer.args["waiting"]) == (Verdict.COLLECTED_ALL, 0)


# refused at the counter


def test_refused_by_the_customer(hub: Hub) -> None:
    parcel = hub.ready()[0]
    answer = returns.refuse(hub.desk, parcel.id, "mauvaise taille")
    assert answer.verdict is Verdict.REFUSED
    assert hub.parcel(parcel.id).return_reason is ReturnReason.REFUSED
    assert [(r.kind, r.text) for r in returns.notes(hub.desk, parcel.id)] == [(RemarkKind.REFUSED, "mauvaise taille")]
    assert not any("taille" in e.detail for e in hub.journal())
    assert returns.refuse(hub.desk, parcel.id).verdict is Verdict.ALREADY_FETCHED
    assert len(returns.notes(hub.desk, parcel.id)) == 1


# thrown away


@pytest.mark.parametrize("zone", [Zone.CHILLED, Zone.HOT, Zone.FROZEN])
@pytest.mark.parametrize("is_fetched", [False, True])
def test_what_is_past_its_limit_is_thrown_away_with_a_reason(hub: Hub, zone: Zone, is_fetched: bool) -> None:
    parcel = overdue(hub, zone=zone)
    if is_fetched:
        returns.fetch(hub.desk, parcel.id)
    assert returns.dispose(hub.desk, parcel.id, " ").args == {"field": "reason"}
    answer = returns.dispose(hub.desk, parcel.id, "dépassé depuis dix jours")
    assert (answer.verdict, answer.parcels[0].state) == (Verdict.DISPOSED, State.DISPOSED)
    assert returns.notes(hub.desk, parcel.id)[0].kind is RemarkKind.DISPOSED
    assert not any("dix" in e.detail for e in hub.journal())
    assert returns.overdue(hub.desk).to_throw_away == ()
    assert hub.look(parcel.pickup_code).verdict is Verdict.RETURNED
    hub.check()


def test_what_is_good_is_not_thrown_away(hub: Hub) -> None:
    late, cheese = overdue(hub, "1"), hub.ready("2", zone=Zone.CHILLED)[0]
    for parcel in (late, cheese):
        assert returns.dispose(hub.desk, parcel.id, "par erreur").verdict is Verdict.NOT_TO_DISPOSE
        assert hub.parcel(parcel.id).state is State.READY
        assert returns.notes(hub.desk, parcel.id) == ()


def test_cold_goods_that_grow_old_on_the_return_shelf_are_thrown_away(hub: Hub) -> None:
    parcel = hub.ready(zone=Zone.CHILLED)[0]
    returns.refuse(hub.desk, parcel.id)
    assert [p.id for p in returns.overdue(hub.desk).to_give_back] == [parcel.id]
    hub.clock.advance(days=3)
    work = returns.overdue(hub.desk)
    assert ([p.id for p in work.to_throw_away], work.to_give_back) == ([parcel.id], ())


def test_a_spoilt_parcel_is_handed_over_from_nowhere(hub: Hub) -> None:
    parcel = receive.receive(hub.desk, hub.announce(zone=Zone.CHILLED)[0].id).parcels[0]
    assert parcel.state is State.RECEIVED
    hub.clock.advance(days=3)
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.TOO_LATE
    assert replace(parcel) == hub.parcel(parcel.id)
