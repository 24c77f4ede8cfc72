"""A counter's copy: it answers as its hub does, goes on from where it is, and forgets when its hub does."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk_app.counter import (
    announce,
    check_out,
    clerks,
    cold,
    find,
    hubs,
    journal,
    lists,
    prints,
    proof,
    receive,
    returns,
    setup,
    statements,
    sweep,
    till,
    undo,
)
from desk_app.counter.desk import Desk
from desk_app.domain.checks import Checks, Method, Paid
from desk_app.domain.lists import Filter, Group, Sort
from desk_app.domain.prints import PrintKind, PrintState
from desk_app.domain.values import Announcement, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store import copy_filling, copy_following
from desk_app.store.copies import Parted
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline
from tests.counter.hub import Hub
from tests.store.copied import Copied

only_sqlite = pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)
AWAY = "postgresql://nobody@127.0.0.1:1/nothing"
NAME = "Gwendoline Quatrefages"


def busy(hub: Hub) -> None:
    """A bit of everything."""
    hub.ready("4127", note="au fond", pieces=2)
    hub.announce("4128", "Ana Pérez", email="ana@exemple.es", slot="2026-11-23 16:00")
    hub.collected("4129", "Éloïse Lefèvre", due_cents=0)
    cheese = hub.ready("4130", "Bob Lee", email=None, zone=Zone.CHILLED, shop=hub.fromage)[0]
    cold.take_out(hub.desk, cheese.id)
    lost = hub.ready("4131", "Bob Leroy", phone="+33611111111", email=None, due_cents=1250)[0]
    check_out.hand_over(hub.other, lost.pickup_code, checks=Checks(paid=(Paid(Method.CASH),)))
    returns.refuse(hub.desk, hub.ready("4132", "Max Ernst", email="max@exemple.fr")[0].id, "non merci")
    returns.missing(hub.desk, hub.ready("4133", "Zoé Ney", email="zoe@exemple.fr")[0].id)
    hub.clock.advance(days=6)
    receive.receive(hub.desk, "4128")


def code(hub: Hub, reference: str) -> str:
    return hub.of_order(reference)[0].pickup_code


ASKED: dict[str, Callable[[Hub, Desk], object]] = {
    "look": lambda hub, desk: check_out.look(desk, code(hub, "4127")),
    "look at one who has left": lambda hub, desk: check_out.look(desk, code(hub, "4131")),
    "needs": lambda hub, desk: check_out.needs(desk, code(hub, "4130")),
    "identify": lambda hub, desk: check_out.identify(desk, hub.of_order("4130")[0].id),
    "by name": lambda _hub, desk: find.customers(desk, "lefevre"),
    "by a slip": lambda _hub, desk: find.customers(desk, "lefevvre"),
    "by phone": lambda _hub, desk: find.customers(desk, "06 11 11 11 11"),
    "by number": lambda _hub, desk: find.customers(desk, "4129"),
    "names to complete": lambda _hub, desk: announce.known_customers(desk, "bob"),
    "list": lambda _hub, desk: lists.parcels(desk, Filter(group=Group.ALL, sort=Sort.SHELF)),
    "list by text": lambda _hub, desk: lists.parcels(desk, Filter(group=Group.ALL, text="ler")),
    "totals": lambda _hub, desk: lists.totals(desk),
    "handovers": lambda _hub, desk: lists.recent_handovers(desk),
    "on paper": lambda _hub, desk: set(lists.on_paper(desk)),
    "worklist": lambda _hub, desk: returns.overdue(desk),
    "notes": lambda hub, desk: returns.notes(desk, hub.of_order("4132")[0].id),
    "cold": lambda _hub, desk: cold.out_now(desk),
    "cold log": lambda hub, desk: cold.log(desk, hub.clock.now - timedelta(days=7), hub.clock.now),
    "shelves": lambda _hub, desk: setup.shelves(desk),
    "shops": lambda _hub, desk: setup.shops(desk),
    "settings": lambda _hub, desk: setup.hub_settings(desk),
    "clerks": lambda _hub, desk: clerks.clerks(desk),
    "sweep": lambda _hub, desk: sweep.sweep(desk, "A-1", []),
    "till": lambda hub, desk: till.till(desk, hub.clock.now.date() - timedelta(days=6)),
    "statement": lambda hub, desk: statements.statement(desk, hub.plume, hub.clock.now.date()),
    "journal": lambda _hub, desk: journal.entries(desk),
    "last": lambda _hub, desk: undo.last(desk),
    "drop-off": lambda hub, desk: receive.last_drop_off(desk, hub.plume),
}
"""What a counter asks, with a hub to say about what."""


def test_a_copy_answers_as_its_hub_does(copied: Copied) -> None:
    hub = copied.hub
    busy(hub)
    copied.fill()
    for name, ask in ASKED.items():
        now = hub.clock.now
        there = ask(hub, hub.desk)
        hub.clock.now = now
        assert ask(hub, copied.alone) == there, name
        hub.clock.now = now


def test_a_proof_is_given_of_what_has_just_left(copied: Copied) -> None:
    given = copied.hub.collected()[0]
    copied.follow()
    now = copied.hub.clock.now
    there = proof.proof(copied.hub.desk, given.id)
    copied.hub.clock.now = now
    assert there is not None
    assert proof.proof(copied.alone, given.id) == there


def test_a_copy_is_of_nobody_before_it_is_filled(copied: Copied) -> None:
    copy, hub_id = copied.copy, copied.hub.desk.hub_id
    assert (copy.hub_id(), copy.as_of(), copy.parted(copied.hub.store, hub_id)) == (None, None, False)
    assert copied.follow(house=False)
    assert (copy.hub_id(), copy.as_of()) == (hub_id, copied.hub.clock.now)
    assert not copy.parted(copied.hub.store, hub_id)


def test_where_nothing_was_done_nothing_is_taken_but_it_agrees_again(copied: Copied) -> None:
    copied.hub.ready()
    copied.follow()
    before = copied.held()
    assert not copied.follow(house=False)
    assert copied.held() == before
    assert copied.copy.as_of() == copied.hub.clock.now


def test_a_counter_that_was_off_for_long_takes_everything(copied: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    copied.hub.ready("1")
    copied.follow()
    monkeypatch.setattr(copy_following, "TOO_FAR", 3)
    busy(copied.hub)
    assert copied.follow()
    assert copied.held() == copied.afresh()


def test_what_is_much_is_taken_in_parts(copied: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(copied.hub)
    there = copied.afresh()
    monkeypatch.setattr(copy_filling, "_SOME", 2)
    monkeypatch.setattr(copy_filling, "_MANY_LINES", 2)
    copied.fill()
    assert copied.held() == there


def test_another_hub_of_the_database_is_none_of_its_business(copied: Copied) -> None:
    hub = copied.hub
    hub.ready()
    there = Desk(hub.store, str(hubs.add(hub.desk, "Gare").args["id"]), "Poste 1", "", hub.clock)
    shop = str(setup.save_shop(there, Shop("", "Presse")).args["id"])
    said = Announcement("77", NAME, email="gwen@exemple.fr")
    announce.announce(there, shop, said)
    copied.fill()
    announce.announce(there, shop, replace(said, reference="78"))
    assert not copied.follow(house=False)
    hub.ready("4128")
    assert copied.follow(house=True)
    assert copied.query("SELECT count(*) FROM parcel") == [(2,)]
    assert copied.query("SELECT name FROM hub") == [("Maison",)]
    assert NAME.lower().encode() not in copied.texts()
    assert copied.held() == copied.afresh()


def test_an_order_given_to_somebody_else_leaves_nothing_behind(copied: Copied) -> None:
    hub = copied.hub
    hub.ready("4127", "Ana Pérez", email="ana@exemple.es")
    hub.ready("4128")
    copied.follow()
    hub.announce("4127", "Éloïse Lefèvre")
    copied.follow(house=False)
    assert find.customers(copied.alone, "Ana") == find.customers(hub.desk, "Ana")
    assert check_out.look(copied.alone, code(hub, "4127")).args["n"] == 2


def test_a_shop_with_another_name_is_sorted_by_it(copied: Copied) -> None:
    hub = copied.hub
    hub.ready()
    copied.follow()
    setup.save_shop(hub.desk, Shop(hub.plume, "Zola"))
    copied.follow(house=True)
    assert copied.query("SELECT shop_key FROM parcel") == [("zola",)]
    assert [shop.name for shop in setup.shops(copied.alone)][-1] == "Zola"


def test_what_has_left_long_ago_leaves_the_copy_and_the_chain_goes_on(copied: Copied) -> None:
    hub = copied.hub
    hub.collected("4127", NAME, email="gwen@exemple.fr")
    hub.announce("4128", "Ana Pérez", email="ana@exemple.es")
    copied.follow()
    hub.clock.advance(days=8)
    assert not copied.follow(house=False)
    assert copied.query("SELECT customer FROM shop_order") == [("Ana Pérez",)]
    assert copied.query("SELECT word FROM name_word ORDER BY word") == [("ana",), ("perez",)]
    assert copied.held() == copied.afresh()
    assert receive.receive(copied.alone, "4128").verdict in (Verdict.SHELVED, Verdict.RECEIVED)


def test_what_is_done_on_the_copy_alone_is_done_by_the_same_rules(copied: Copied) -> None:
    pickup_code = copied.hub.ready()[0].pickup_code
    copied.hub.clock.advance(days=8)
    copied.follow()
    assert check_out.hand_over(copied.alone, pickup_code).verdict is Verdict.COLLECTED_ALL
    assert check_out.hand_over(copied.alone, pickup_code).verdict is Verdict.ALREADY_COLLECTED
    assert copied.hub.look(pickup_code).verdict is not Verdict.ALREADY_COLLECTED
    copied.hub.ready("4128")
    for take in (copied.follow, copied.fill):  # what the server does not know yet stays to be seen
        take()
        assert check_out.look(copied.alone, pickup_code).verdict is Verdict.ALREADY_COLLECTED
    copied.all_done()
    copied.follow()
    assert copied.held() == copied.afresh()


# a server that has forgotten, or has gone


def restored(copied: Copied, folder: Path) -> Store:
    """The hub as it was, in another file."""
    copied.hub.query("PRAGMA wal_checkpoint(TRUNCATE)")
    assert copied.hub.store.file is not None
    return Store(f"sqlite:///{shutil.copy(copied.hub.store.file, folder / 'restored.sqlite3')}")


@only_sqlite
def test_a_server_from_an_older_backup_is_noticed(copied: Copied, tmp_path: Path) -> None:
    hub_id = copied.hub.desk.hub_id
    copied.hub.ready("4127")
    with closing(restored(copied, tmp_path)) as older:
        copied.follow()
        assert not copied.copy.parted(older, hub_id)
        copied.hub.announce("4128", "Ana Pérez", email="ana@exemple.es")
        copied.follow()
        assert copied.copy.parted(older, hub_id)
        with pytest.raises(Parted):
            copied.copy.follow(older, hub_id)
        there = Desk(older, hub_id, "Poste 1", "", copied.hub.clock)
        for number in range(3):  # until it has as many lines, and then more
            receive.receive(there, "4127" if number else "none")
            assert copied.copy.parted(older, hub_id)
        with pytest.raises(Parted):
            copied.copy.follow(older, hub_id)
        copied.copy.fill(older, hub_id)
        assert not copied.copy.parted(older, hub_id)
        assert find.customers(copied.alone, "Ana") == ()


@only_sqlite
def test_a_server_that_is_away_leaves_the_copy_as_it_is(copied: Copied) -> None:
    copied.hub.ready()
    copied.fill()
    before, as_of = copied.held(), copied.copy.as_of()
    with closing(Store(AWAY)) as away:
        for ask in (copied.copy.fill, copied.copy.follow, copied.copy.parted):
            with pytest.raises(DatabaseOffline):
                ask(away, copied.hub.desk.hub_id)
    assert (copied.held(), copied.copy.as_of()) == (before, as_of)


# print jobs


def test_a_counters_own_print_jobs_are_in_its_copy(copied: Copied) -> None:
    hub = copied.hub
    parcel = hub.ready()[0]
    job = prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [parcel.id])
    prints.queue(hub.other, PrintKind.PARCEL_LABEL, [parcel.id])
    copied.fill()
    fetch(copied)
    assert prints.unfinished(copied.alone) == (job,)
    assert prints.begin(hub.desk, job) is not None
    fetch(copied)
    assert [one.state for one in prints.unfinished(copied.alone)] == [PrintState.SENDING]
    prints.done(hub.desk, job)
    fetch(copied)
    assert prints.unfinished(copied.alone) == ()


def test_what_came_out_while_alone_is_out_for_the_hub_too(copied: Copied) -> None:
    hub = copied.hub
    first, second = (prints.queue(hub.desk, PrintKind.SLIP, [str(number)]) for number in range(2))
    fetch(copied)
    for job in (first, third := prints.queue(copied.alone, PrintKind.SLIP, ["3"])):
        assert prints.begin(copied.alone, job) is not None
        prints.done(copied.alone, job)
    bring(copied)
    assert prints.unfinished(hub.desk) == (second,)
    assert hub.query(f"SELECT state FROM print_job WHERE id = '{third.id}'") == [("done",)]


def test_what_is_out_for_the_hub_stays_out(copied: Copied) -> None:
    job = prints.queue(copied.hub.desk, PrintKind.SLIP, ["1"])
    fetch(copied)
    assert prints.begin(copied.hub.desk, job) is not None
    prints.done(copied.hub.desk, job)
    bring(copied)
    assert prints.unfinished(copied.hub.desk) == ()


def fetch(copied: Copied) -> None:
    copied.copy.fetch_prints(copied.hub.store, copied.hub.desk.hub_id, copied.hub.desk.counter)


def bring(copied: Copied) -> None:
    copied.copy.bring_prints(copied.hub.store, copied.hub.desk.hub_id, copied.hub.desk.counter)
