"""Whatever is done at the hub, the journal says enough for a copy to follow it: row by row, after each action."""

import inspect
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from desk_app import counter
from desk_app.counter import (
    announce,
    check_out,
    clerks,
    cold,
    incidents,
    keeping,
    message_texts,
    messages,
    nightly,
    prints,
    privacy,
    receive,
    reminders,
    returns,
    setup,
    sweep,
    till,
    undo,
    visits,
)
from desk_app.counter.desk import Desk
from desk_app.domain.checks import Checks, Identity, Method, Paid
from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.messages import MessageKind
from desk_app.domain.prints import PrintJob, PrintKind
from desk_app.domain.returns import ReturnReason
from desk_app.domain.templates import Words
from desk_app.domain.values import Announcement, Answer, Parcel, Reason, Shelf, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store.engine import Store
from tests.counter.hub import EMAIL, PHONE, Hub
from tests.store.copied import COPIED, Copied

JPEG = b"\xff\xd8\xff picture"
SIGNATURE = "M0 0L10 10"
Act = Callable[[Hub], object]


def the(hub: Hub, reference: str) -> Parcel:
    """The first piece of an order, as it stands."""
    return hub.of_order(reference)[0]


def job(hub: Hub) -> PrintJob:
    """The newest print job."""
    return prints.unfinished(hub.desk)[-1]


def again(hub: Hub, reference: str, customer: str = "", **said: Any) -> object:
    """A shop says something of an order that it has announced before."""
    return announce.import_orders(hub.desk, hub.plume, [Announcement(reference, customer, **said)])


def hand(hub: Hub, reference: str, **seen: Any) -> object:
    """Hand over all that is ready of an order's pickup."""
    return check_out.hand_over(hub.desk, the(hub, reference).pickup_code, checks=Checks(**seen))


DAY: dict[str, tuple[Act, ...]] = {
    "announce.announce": (
        lambda hub: hub.announce("a1", phone=PHONE),
        lambda hub: hub.announce("a2", "Ana Pérez", email="ana@exemple.es", pieces=3),
        lambda hub: announce.announce(hub.desk, hub.plume, Announcement("a1", "Éloïse Lefèvre", email=EMAIL, pieces=2)),
        lambda hub: announce.announce(hub.desk, hub.plume, Announcement("", "Personne")),
    ),
    "announce.import_orders": (
        lambda hub: again(hub, "i1", "Jean Valjean", email="jean@exemple.fr", due_cents=1250),
        lambda hub: again(hub, "i1", platform_id="gid-1"),
        lambda hub: again(hub, "i1", "Jean Valjean-Madeleine", email="maire@exemple.fr"),
        lambda hub: again(hub, "i1", "Éloïse Lefèvre", email=EMAIL),
        lambda hub: again(hub, "i2", "Cosette", email="cosette@exemple.fr", slot="2026-11-24 10:00", pieces=2),
        lambda hub: again(hub, "i2", cancelled=True),
        lambda hub: again(hub, "i2", "Cosette", email="cosette@exemple.fr", pieces=1),
    ),
    "setup.save_shelf": (
        lambda hub: [hub.shelf("A-1"), hub.shelf("A-2"), hub.shelf("C-1", Zone.CHILLED)],
        lambda hub: setup.save_shelf(hub.desk, Shelf("", "R-1", "", Zone.AMBIENT, None, for_returns=True)),
    ),
    "receive.receive": (
        lambda hub: receive.receive(hub.desk, "a1", label=True),
        lambda hub: receive.receive(hub.desk, "a2", pieces=4),
        lambda hub: receive.receive(hub.other, "i1"),
        lambda hub: receive.receive(hub.desk, "i2", shelf="Z-9"),
        lambda hub: receive.receive(hub.desk, "i2", shelf="A-2"),
        lambda hub: again(hub, "i2", cancelled=True),
        lambda hub: again(hub, "i2", "Cosette", email="cosette@exemple.fr"),
    ),
    "receive.receive_unannounced": (
        lambda hub: receive.receive_unannounced(hub.desk, hub.iris, Announcement("u1", "Fantine")),
        lambda hub: receive.receive_unannounced(
            hub.desk, hub.fromage, Announcement("u2", "Fantine", zone=Zone.CHILLED), label=True
        ),
        lambda hub: receive.receive_unannounced(hub.desk, hub.iris, Announcement("u1", "Fantine")),
    ),
    "receive.move": (
        lambda hub: receive.move(hub.desk, the(hub, "u1").id, "A-2"),
        lambda hub: receive.move(hub.desk, the(hub, "u2").id, "A-1"),
    ),
    "cold.take_out": (
        lambda hub: cold.take_out(hub.desk, the(hub, "u2").id),
        lambda hub: cold.take_out(hub.desk, the(hub, "u1").id),
        lambda hub: receive.move(hub.desk, the(hub, "u2").id, "C-1"),
    ),
    "check_out.tell_proxy": (
        lambda hub: check_out.tell_proxy(hub.desk, the(hub, "a2").pickup_code, "Marius"),
        lambda hub: check_out.tell_proxy(hub.desk, "BKDFTRHLN", "Marius"),
    ),
    "till.settle": (
        lambda hub: till.settle(hub.desk, the(hub, "u1").id, 990),
        lambda hub: till.settle(hub.desk, the(hub, "u1").id, -1),
        lambda hub: till.settle(hub.desk, the(hub, "u2").id, 0),
    ),
    "check_out.look": (
        lambda hub: check_out.look(hub.desk, the(hub, "a2").pickup_code),
        lambda hub: check_out.look(hub.desk, "BKDFTRHLN"),
    ),
    "check_out.identify": (
        lambda hub: check_out.identify(hub.desk, the(hub, "a2").id),
        lambda hub: check_out.identify(hub.desk, "nothing"),
    ),
    "visits.begin": (lambda hub: visits.begin(hub.desk, the(hub, "u1").pickup_id),),
    "visits.end": (lambda hub: visits.end(hub.desk),),
    "check_out.hand_over": (
        lambda hub: hand(hub, "u1"),
        lambda hub: hand(hub, "u1", paid=(Paid(Method.CASH),), signature=SIGNATURE, identity_seen=Identity.CARD),
        lambda hub: hand(hub, "a1", proxy="Marius", paid=(Paid(Method.CARD),)),
        lambda hub: hand(hub, "a1"),
    ),
    "undo.undo": (
        lambda hub: undo.undo(hub.desk, the(hub, "u1").id, "trop vite"),
        lambda hub: undo.undo(hub.desk, the(hub, "u2").id, "trop vite"),
        lambda hub: undo.undo(hub.desk, the(hub, "u2").id, ""),
        lambda hub: undo.undo(hub.desk, the(hub, "a1").id, "trop vite"),
        lambda hub: hand(hub, "u1", paid=(Paid(Method.VOUCHER),)),
    ),
    "keeping.extend": (
        lambda hub: keeping.extend(hub.desk, the(hub, "a1").id, 3),
        lambda hub: keeping.extend(hub.desk, the(hub, "u2").id, 3),
    ),
    "returns.fetch": (
        lambda hub: returns.fetch(hub.desk, the(hub, "a1").id, ReturnReason.DAMAGED),
        lambda hub: returns.fetch(hub.desk, the(hub, "a1").id),
        lambda hub: returns.fetch(hub.desk, the(hub, "a2").id),
    ),
    "returns.to_return_shelf": (
        lambda hub: returns.to_return_shelf(hub.desk, [the(hub, "a1").id], "A-1"),
        lambda hub: returns.to_return_shelf(hub.desk, [the(hub, "a1").id], "R-1"),
    ),
    "returns.unfetch": (
        lambda hub: returns.unfetch(hub.desk, the(hub, "a1").id),
        lambda hub: returns.unfetch(hub.desk, the(hub, "a1").id),
    ),
    "returns.refuse": (lambda hub: returns.refuse(hub.desk, the(hub, "a1").id, "trop tard"),),
    "returns.give_back": (
        lambda hub: returns.give_back(hub.desk, shop_id=hub.plume, taken_by=""),
        lambda hub: returns.give_back(hub.desk, shop_id=hub.plume, taken_by="le livreur"),
    ),
    "returns.missing": (
        lambda hub: returns.missing(hub.desk, the(hub, "a2").id),
        lambda hub: returns.missing(hub.desk, the(hub, "a2").id),
    ),
    "returns.found": (
        lambda hub: returns.found(hub.desk, the(hub, "a2").id),
        lambda hub: returns.missing(hub.desk, the(hub, "a2").id),
        lambda hub: returns.found(hub.desk, the(hub, "a2").id, "A-2"),
    ),
    "returns.seen": (
        lambda hub: returns.missing(hub.desk, the(hub, "a2").id),
        lambda hub: returns.seen(hub.desk, the(hub, "a2").id),
    ),
    "returns.damaged": (
        lambda hub: returns.damaged(hub.desk, the(hub, "a2").id, "écrasé", JPEG),
        lambda hub: returns.damaged(hub.desk, the(hub, "u2").id, "fuit", goes_back=True),
        lambda hub: returns.damaged(hub.desk, the(hub, "a2").id, ""),
    ),
    "returns.dispose": (
        lambda hub: returns.dispose(hub.desk, the(hub, "i1").id, "sans raison"),
        lambda hub: returns.dispose(hub.desk, the(hub, "u2").id, "fuit"),
    ),
    "sweep.put_here": (lambda hub: sweep.put_here(hub.desk, the(hub, "a2").id, the_shelf(hub, "A-1").tag),),
    "sweep.mend": (
        lambda hub: sweep.mend(hub.desk, swept(hub, "A-2", the(hub, "a2").id)),
        lambda hub: sweep.mend(hub.desk, swept(hub, "A-1")),
    ),
    "prints.queue": (
        lambda hub: prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [the(hub, "i1").id, the(hub, "a2").id]),
        lambda hub: prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [the(hub, "i1").id]),
    ),
    "prints.cancel": (
        lambda hub: prints.cancel(hub.desk, job(hub).id),
        lambda hub: prints.cancel(hub.desk, job(hub).id),
        lambda hub: prints.cancel(hub.desk, "none"),
    ),
    "prints.retry": (lambda hub: prints.retry(hub.desk, job(hub).id),),
    "prints.redirect": (lambda hub: prints.redirect(hub.desk, job(hub).id, "file"),),
    "prints.begin": (lambda hub: prints.begin(hub.desk, job(hub)),),
    "prints.came_out": (lambda hub: prints.came_out(hub.desk, job(hub), 1),),
    "prints.failed": (lambda hub: prints.failed(hub.desk, job(hub), Reason("prints.stopped"), heals=True),),
    "prints.stopped": (lambda hub: prints.stopped(hub.desk, job(hub)),),
    "prints.put_off": (lambda hub: prints.put_off(hub.desk, job(hub)),),
    "prints.done": (lambda hub: prints.done(hub.desk, job(hub)),),
    "prints.rename": (lambda hub: prints.rename(hub.desk, "Poste 7"),),
    "prints.take_up": (lambda hub: prints.take_up(hub.desk),),
    "setup.save_shop": (
        lambda hub: setup.save_shop(hub.desk, Shop(hub.plume, "Papeterie Zola")),
        lambda hub: setup.save_shop(hub.desk, Shop(hub.iris, "Papeterie Zola")),
    ),
    "setup.save_hub_setting": (
        lambda hub: setup.save_hub_setting(hub.desk, "undo.minutes", "5"),
        lambda hub: setup.save_hub_setting(hub.desk, setup.HUB_NAME, "Maison du commerce"),
        lambda hub: setup.save_shelf(hub.desk, replace(the_shelf(hub, "A-1"), code="B-7")),
    ),
    "message_texts.save_words": (
        lambda hub: message_texts.save_words(hub.desk, MessageKind.READY, "fr", Words("Prêt", "{code}", "{code}")),
    ),
    "message_texts.reset_words": (lambda hub: message_texts.reset_words(hub.desk, MessageKind.READY, "fr"),),
    "messages.retry": (lambda hub: messages.retry(hub.desk, told(hub), "autre@exemple.fr"),),
    "messages.cancel": (lambda hub: messages.cancel(hub.desk, told(hub)),),
    "messages.arrived": (lambda hub: messages.arrived(hub.desk, told(hub)),),
    "messages.retry_failed": (lambda hub: messages.retry_failed(hub.desk),),
    "messages.hurry": (lambda hub: messages.hurry(hub.desk),),
    "reminders.plan": (lambda hub: reminders.plan(hub.desk),),
    "clerks.save_clerk": (
        lambda hub: clerks.save_clerk(hub.desk, Clerk("", "Camille", Role.MANAGER), pin="8264"),
        lambda hub: clerks.save_clerk(hub.desk, Clerk("", "Sacha"), pin="7361"),
    ),
    "clerks.set_pin": (lambda hub: clerks.set_pin(hub.desk, clerk(hub, "Sacha").id, "9513"),),
    "clerks.new_badge": (lambda hub: clerks.new_badge(hub.desk, clerk(hub, "Sacha").id, lambda code: code),),
    "clerks.sign_in": (
        lambda hub: clerks.sign_in(hub.desk, clerk(hub, "Sacha").id, "0000"),
        lambda hub: clerks.sign_in(hub.desk, clerk(hub, "Sacha").id, "9513"),
    ),
    "clerks.sign_in_badge": (lambda hub: clerks.sign_in_badge(hub.desk, "nothing"),),
    "clerks.authorise": (lambda hub: clerks.authorise(hub.desk, "8264", clerk_id=clerk(hub, "Camille").id),),
    "clerks.sign_out": (lambda hub: clerks.sign_out(hub.desk),),
    "incidents.record": (
        lambda hub: incidents.record(
            hub.desk, hub.desk.act("hand_over"), "hand_over", Answer(Verdict.NOT_APPLIED, {}, (the(hub, "a1"),)), {}
        ),
    ),
    "incidents.solve": (lambda hub: incidents.solve(hub.desk, incidents.unsolved(hub.desk)[0].id, "rendu"),),
    "privacy.export": (lambda hub: privacy.export(hub.desk, person(hub, "u1")),),
}
"""Each acting function of ``counter``, with what it does and what it refuses, in the order of a day."""

FORGETTING: dict[str, Act] = {
    "privacy.erase": lambda hub: privacy.erase(hub.desk, person(hub, "u1")),
    "privacy.purge": lambda hub: [hub.announce("u2", "Fantine"), privacy.purge(hub.desk)],
    "nightly.run": lambda hub: nightly.run(replace(hub.desk, clock=lambda: hub.clock() + timedelta(days=100))),
}
"""What tells of nobody by name."""

TOLD_OF = ("setup.", "clerks.", "message_texts.")
"""What changes the house: the database tells of it, the journal does not."""

READING = {
    *("announce.known_customers", "check_out.needs", "check_out.visit_needs", "clerks.clerk_by_name", "clerks.clerks"),
    *("clerks.standing", "cold.log", "cold.out_now", "find.customers", "journal.entries", "journal.verify"),
    *("lists.on_paper", "lists.parcel", "lists.parcels", "lists.recent_handovers", "lists.totals"),
    *("message_texts.own_words", "messages.counts", "messages.listed", "nightly.due", "prints.content"),
    *("prints.next_due", "prints.unfinished", "privacy.candidates", "proof.proof", "receive.last_drop_off"),
    *("returns.is_bad", "returns.notes", "returns.overdue", "setup.hub_settings", "setup.shelves"),
    *(
        "setup.shop_by_name",
        "setup.shops",
        "setup.touch",
        "statements.statement",
        "statements.today",
        "sweep.sweep",
        "till.till",
    ),
    *("incidents.count", "incidents.unsolved", "undo.last", "visits.see"),
}
"""What only asks."""

AROUND = ("desk.", "keeper.", "replay.", "backups.", "hubs.")
"""What has the others done, keeps what they did, or is about other hubs."""


def the_shelf(hub: Hub, code: str) -> Shelf:
    """A shelf by its code."""
    return next(shelf for shelf in setup.shelves(hub.desk) if shelf.code == code)


def swept(hub: Hub, code: str, *scanned: str) -> Any:
    """What a shelf holds, compared with what was scanned."""
    return sweep.sweep(hub.desk, code, scanned)


def told(hub: Hub) -> str:
    """The newest message that is not sent."""
    return messages.listed(hub.desk)[0].message.id


def clerk(hub: Hub, name: str) -> Clerk:
    """A clerk by name."""
    found = clerks.clerk_by_name(hub.desk, name)
    assert found is not None
    return found


def person(hub: Hub, reference: str) -> str:
    """Whose order it is."""
    return str(hub.query(f"SELECT person_id FROM shop_order WHERE reference = '{reference}'")[0][0])


def acting() -> Iterator[str]:
    """What a desk is given to, of all modules of ``counter``."""
    for info in iter_modules(counter.__path__):
        module = import_module(f"desk_app.counter.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters.values())
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and parameters and parameters[0].annotation is Desk:
                yield f"{info.name}.{name}"


def test_every_function_that_acts_has_its_place_in_the_day() -> None:
    others = {name for name in acting() if not name.startswith(AROUND)} - READING
    assert others == DAY.keys() | FORGETTING.keys()


@pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)  # what the journal says is the same on both
def test_a_copy_follows_a_whole_day_action_by_action(copied: Copied) -> None:
    copied.fill()
    for name, acts in DAY.items():
        for number, act in enumerate(acts):
            act(copied.hub)
            copied.follow(house=name.startswith(TOLD_OF))
            there, here = stored(copied.hub.store), stored(copied.copy.store)
            assert [table for table in there if here[table] != there[table]] == [], (name, number)
    copied.hub.clock.advance(hours=1)
    copied.follow(house=False)
    assert copied.held() == copied.afresh()


def stored(store: Store) -> dict[str, set[tuple[object, ...]]]:
    """The rows that are copied, as SQLite has them; while nothing has left long ago, those are all."""
    assert store.file is not None
    with closing(sqlite3.connect(store.file)) as file:
        questions = {table.name: f"SELECT {', '.join(table.c.keys())} FROM {table.name}" for table in COPIED}
        return {name: set(file.execute(question)) for name, question in questions.items()}


def test_where_somebody_was_forgotten_the_copy_is_filled_anew(copied: Copied) -> None:
    copied.hub.collected("u1", "Fantine", email="fantine@exemple.fr")
    copied.fill()
    for act in FORGETTING.values():
        act(copied.hub)
        copied.follow()
        assert copied.held() == copied.afresh()
