"""Two hubs in one database, and all that can be asked of one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from desk_app.counter import (
    announce,
    clerks,
    cold,
    find,
    hubs,
    journal,
    lists,
    message_texts,
    messages,
    nightly,
    prints,
    privacy,
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
from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.lists import Filter, Group
from desk_app.domain.messages import MessageKind, MessageState
from desk_app.domain.prints import PrintKind
from desk_app.domain.templates import Words
from desk_app.domain.values import Parcel, Shelf
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store.engine import Store
from tests.counter.hub import NOON, Hub

B = "Halle de Poitiers"
CUSTOMER = "Éloïse Lefèvre"
IN_YEARS = NOON + timedelta(days=1_000)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a hub has of each kind."""

    hub: Hub
    ready: Parcel
    announced: Parcel
    gone: Parcel
    lost: Parcel
    fetched: Parcel
    cheese: Parcel
    shelf: Shelf
    clerk: Clerk


def other_hub(store: Store, beside: Hub) -> Hub:
    """A second hub in the database of a first one."""
    assert hubs.add(beside.desk, B).verdict is Verdict.SAVED
    return Hub(store, name=B)


def fill(hub: Hub) -> Filled:
    """Something of each kind; the same numbers, names and addresses in every hub."""
    shelf = hub.shelf("A-1")
    hub.shelf("F-1", Zone.CHILLED)
    setup.save_shelf(hub.desk, Shelf("", "R-1", "", Zone.AMBIENT, None, for_returns=True))
    setup.save_shop(hub.desk, replace(setup.shops(hub.desk)[0], email="boutique@exemple.fr"))
    gone = hub.collected("4101", email="paul@exemple.fr")[0]
    (ready,) = hub.ready("4127")
    (announced,) = hub.announce("4128", email="anne@exemple.fr")
    (lost,), (fetched,) = hub.ready("4129", email="luc@exemple.fr"), hub.ready("4130", email="zoe@exemple.fr")
    returns.missing(hub.desk, lost.id)
    returns.refuse(hub.desk, fetched.id, "trop grand")
    (cheese,) = hub.ready("4131", email="leo@exemple.fr", zone=Zone.CHILLED)
    cold.take_out(hub.desk, cheese.id)
    prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [ready.id])
    message_texts.save_words(hub.desk, MessageKind.READY, "fr", Words("Prêt", "Venez, {customer} :\n{code}", "{code}"))
    clerks.save_clerk(hub.desk, Clerk("", "Camille", Role.MANAGER), pin="4711")
    (clerk,) = clerks.clerks(hub.desk)
    return Filled(hub, ready, announced, gone, lost, fetched, cheese, shelf, clerk)


READINGS: dict[str, Callable[[Desk, Filled], object]] = {
    "shops": lambda desk, _its: setup.shops(desk),
    "shelves": lambda desk, _its: setup.shelves(desk),
    "settings": lambda desk, _its: setup.hub_settings(desk),
    "parcels": lambda desk, _its: [lists.parcels(desk, Filter(group=group)) for group in Group],
    "search": lambda desk, _its: lists.parcels(desk, Filter(group=Group.ALL, text="lefevre")),
    "number": lambda desk, _its: lists.parcels(desk, Filter(group=Group.ALL, text="4127")),
    "totals": lambda desk, _its: lists.totals(desk),
    "handovers": lambda desk, _its: lists.recent_handovers(desk),
    "paper": lambda desk, _its: lists.on_paper(desk),
    "names": lambda desk, _its: find.customers(desk, "eloise"),
    "slips": lambda desk, _its: find.customers(desk, "eloisse"),
    "parts": lambda desk, _its: find.customers(desk, "fev"),
    "orders": lambda desk, _its: find.customers(desk, "4127"),
    "known": lambda desk, _its: announce.known_customers(desk, "elo"),
    "drop-off": lambda desk, its: receive.last_drop_off(desk, its.hub.plume),
    "worklist": lambda desk, _its: returns.overdue(desk),
    "out of the cold": lambda desk, _its: cold.out_now(desk),
    "cold log": lambda desk, _its: cold.log(desk, NOON - timedelta(days=1), NOON + timedelta(days=1)),
    "till": lambda desk, _its: till.till(desk),
    "statement": lambda desk, its: statements.statement(desk, its.hub.plume, NOON.date()),
    "messages": lambda desk, _its: messages.listed(desk, tuple(MessageState)),
    "counts": lambda desk, _its: messages.counts(desk),
    "words": lambda desk, _its: message_texts.own_words(desk),
    "prints": lambda desk, _its: prints.unfinished(desk),
    "content": lambda desk, _its: [prints.content(desk, job) for job in prints.unfinished(desk)],
    "journal": lambda desk, _its: journal.entries(desk),
    "clerks": lambda desk, _its: clerks.clerks(desk),
    "standing": lambda desk, _its: replace(clerks.standing(desk), desk=desk),
    "people": lambda desk, _its: privacy.candidates(desk, CUSTOMER),
    "to forget": lambda desk, _its: privacy.purge(replace(desk, clock=lambda: IN_YEARS), dry_run=True),
    "nightly": lambda desk, _its: nightly.due(desk),
    "proof": lambda desk, its: proof.proof(desk, its.gone.id),
    "sweep": lambda desk, its: sweep.sweep(desk, "A-1", [its.ready.id, its.lost.id]),
    "undo": lambda desk, _its: undo.last(desk),
}
