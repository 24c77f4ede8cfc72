"""A fortnight of a whole hub: thirty shops, two thousand parcels, a clock that is moved, a real mail server, faults.

What happens is decided by the seed and the orders' numbers alone, so that each run tells the same story. What should
come of it is kept beside the program, in :class:`Truth`, and compared with it at the end.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from desk_app.counter import announce, check_out, receive, returns, setup, sweep, till, undo
from desk_app.counter.desk import Desk, new_nonce, open_desk
from desk_app.counter.sending import OpenPost, Postman
from desk_app.domain.checks import NOTHING_SEEN, Checks, Identity, Method, Needs, Paid
from desk_app.domain.told import Told
from desk_app.domain.values import Announcement, Answer, Parcel, Pickup, Shelf, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store import orders
from desk_app.store.engine import Store

PARIS = ZoneInfo("Europe/Paris")
BEGINS = date(2026, 11, 16)
DAYS = 14
OPENS, CLOSES = 10, 19
SHOPS, PARCELS = 30, 2_000
_TRADES = ("librairie", "fromagerie", "vins", "traiteur", "jouets", "fleurs", "glaces", "parfums", "mode", "épicerie")
_ZONES = {"fromagerie": Zone.CHILLED, "traiteur": Zone.HOT, "glaces": Zone.FROZEN}
_SHELVES = ((Zone.AMBIENT, "A", 40, 40), (Zone.CHILLED, "F", 6, 60), (Zone.FROZEN, "G", 4, 60), (Zone.HOT, "H", 3, 60))


class Clock:
    """Set by what happens next; a second goes by each time it is read."""

    def __init__(self) -> None:
        self.now = at(BEGINS, 8)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=50)
        return self.now


def at(day: date, hour: float) -> datetime:
    """That hour of a day at the hub."""
    return datetime(day.year, day.month, day.day, tzinfo=PARIS) + timedelta(hours=hour)


class Taken(NamedTuple):
    """Money that went into the till, or out of it."""

    day: date
    shop: str
    method: Method
    cents: int


@dataclass(slots=True)
class Truth:
    """What really happened, as the street saw it."""

    standing: dict[str, str] = field(default_factory=dict)  # by parcel: the shelf it stands on
    left: dict[str, str] = field(default_factory=dict)  # by parcel: how it left
    till: list[Taken] = field(default_factory=list)
    story: Counter[str] = field(default_factory=Counter)


class Fortnight:
    """A hub that lives. ``open_post`` opens the way to its mail server; ``scale`` is the share of its parcels."""

    def __init__(self, store: Store, open_post: Callable[[Desk], OpenPost], seed: int = 64, scale: float = 1.0) -> None:
        self.clock, self.seed = Clock(), seed
        self.desk = open_desk(store, "Poste 1", "Camille", self.clock, hub_name="Maison du commerce")
        self.truth = Truth()
        self.parcels = round(PARCELS * scale)
        self._open_post = open_post
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()
        self._found_house()
        self.postman, self.post = Postman(self.desk), open_post(self.desk)

    def run(self) -> None:
        """Live through it."""
        for number in range(DAYS):
            self._plan_day(BEGINS + timedelta(days=number), number)
        while self._events:
            when, _, happen = heapq.heappop(self._events)
            self.clock.now = max(self.clock.now, when)
            happen()

    @property
    def end(self) -> datetime:
        """The last evening."""
        return at(BEGINS + timedelta(days=DAYS), 7)

    # the house

    def _found_house(self) -> None:
        house = {"hub.hours": "mon-sat 10:00-19:00", "hold.ambient_days": "4", "hub.address": "1 place du Marché"}
        for key, value in house.items():
            setup.save_hub_setting(self.desk, key, value)
        for zone, letter, many, room in _SHELVES:
            for number in range(1, many + 1):
                setup.save_shelf(self.desk, Shelf("", f"{letter}-{number:02d}", "", zone, room))
        setup.save_shelf(self.desk, Shelf("", "R-01", "", Zone.AMBIENT, for_returns=True))
        for number in range(SHOPS):
            setup.save_shop(self.desk, self._shop(number))
        self.shops = setup.shops(self.desk)

    @staticmethod
    def _shop(number: int) -> Shop:
        told = (Told.EACH, Told.DAILY, Told.DAILY, Told.NEVER)[number % 4]
        return Shop(
            "",
            f"Boutique {number + 1:02d}",
            _TRADES[number % len(_TRADES)],
            email=f"boutique{number + 1:02d}@exemple.fr",
            told=told,
            prepaid=number % 3 == 0,
            identity_check=number % 11 == 7,
        )

    # what happens when

    def _at(self, when: datetime, happen: Callable[[], None]) -> None:
        if when < self.end:
            heapq.heappush(self._events, (when, next(self._order), happen))

    def _luck(self, *what: object) -> Random:
        """The same for the same thing in each run."""
        return Random(":".join(map(str, (self.seed, *what))))

    def _plan_day(self, day: date, number: int) -> None:
        for hour in range(8, 22):
            self._at(at(day, hour + 0.5), self._send)
        if day.weekday() == 6:
            return
        share = self.parcels / (DAYS - 2)
        numbers = range(round(number * share), round((number + 1) * share))
        self._at(at(day, 8.2), lambda: self._announce(day, numbers))
        self._at(at(day, 18.2), self._take_away)
        self._at(at(day, 18.5), lambda: self._give_back(day))
        if number % 3 == 2:
            self._at(at(day, 18.8), self._sweep)

    # orders

    def _announce(self, day: date, numbers: Iterable[int]) -> None:
        """Shops' files, each imported twice: the second time changes nothing."""
        by_shop: dict[str, list[tuple[Announcement, Random]]] = {}
        for number in numbers:
            luck = self._luck("order", number)
            shop = self.shops[number % SHOPS]
            by_shop.setdefault(shop.id, []).append((self._order_of(number, shop, luck), luck))
        for shop_id, theirs in by_shop.items():
            announcements = [announcement for announcement, _luck in theirs]
            first = announce.import_orders(self.desk, shop_id, announcements)
            again = announce.import_orders(self.desk, shop_id, announcements)
            assert (first.new, again.new, again.identical) == (len(theirs), 0, len(theirs))
            for announcement, luck in theirs:
                self._plan_order(day, shop_id, announcement, luck)

    @staticmethod
    def _order_of(number: int, shop: Shop, luck: Random) -> Announcement:
        person = luck.randrange(700)
        due = 0 if luck.random() < 0.7 else luck.choice((None, 990, 1250, 4_000, 12_345))
        return Announcement(
            f"{shop.name[-2:]}{number:05d}",
            f"Client {person:03d} Martin",
            email=f"client{person:03d}@exemple.fr" if person % 10 else None,
            phone=f"+336120{person:05d}" if person % 10 < 2 else None,
            zone=_ZONES.get(shop.trade, Zone.AMBIENT),
            age_check=shop.trade == "vins",
            due_cents=due,
            items="1 article",
        )

    def _plan_order(self, day: date, shop_id: str, announcement: Announcement, luck: Random) -> None:
        if luck.random() < 0.03:
            cancelled = [Announcement(announcement.reference, announcement.customer, cancelled=True)]
            self._at(at(day, 9.5), lambda: self._cancel(shop_id, cancelled))
            return
        if luck.random() < 0.03:
            return  # the shop never brings it
        comes = at(day, OPENS + 0.2 + 3 * luck.random())
        self._at(comes, lambda: self._receive(shop_id, announcement.reference))
        if luck.random() < 0.86:
            days = luck.choice((0, 0, 0, 0, 1, 1, 2, 3, 5))
            goes = at(day + timedelta(days=days), 14 + 4 * luck.random())
            self._at(goes, lambda: self._visit(announcement.reference))

    def _cancel(self, shop_id: str, cancelled: list[Announcement]) -> None:
        announce.import_orders(self.desk, shop_id, cancelled)
        self.truth.story["cancelled"] += 1

    def _receive(self, shop_id: str, reference: str) -> None:
        luck, nonce = self._luck("receive", reference), new_nonce()
        answer = receive.receive(self.desk, reference, shop_id=shop_id, nonce=nonce)
        if luck.random() < 0.03:  # the answer got lost, and is asked for again
            assert receive.receive(self.desk, reference, shop_id=shop_id, nonce=nonce) == answer
            self.truth.story["lost_answers"] += 1
        assert answer.verdict is Verdict.SHELVED, answer
        self.truth.story["received"] += 1
        parcel = answer.parcels[0]
        shelf = parcel.shelf or ""
        if luck.random() < 0.02 and parcel.zone is Zone.AMBIENT:
            shelf = f"A-{luck.randrange(1, 41):02d}"  # put down somewhere else
            self.truth.story["misplaced"] += shelf != parcel.shelf
        self.truth.standing[parcel.id] = shelf
        minutes = 90 if luck.random() < 0.03 else 4  # a box that was forgotten in the corridor
        if parcel.zone.is_cold:
            self._at(self.clock.now + timedelta(minutes=minutes), lambda: self._into_the_cold(parcel))

    def _into_the_cold(self, parcel: Parcel) -> None:
        """Its shelf is scanned, unless its customer has come before."""
        if parcel.id in self.truth.standing:
            receive.move(self.desk, parcel.id, parcel.shelf or "")

    # customers

    def _visit(self, reference: str) -> None:
        """A customer comes because of one order, and takes all that waits."""
        mine = self._of(reference)
        if mine is None:
            return
        luck = self._luck("visit", reference)
        if luck.random() < 0.05:  # a letter was misread first
            code = mine.pickup_code
            assert check_out.look(self.desk, code[:-1] + ("B" if code[-1] != "B" else "C")).verdict is Verdict.MISREAD
        pickup = check_out.look(self.desk, mine.pickup_code).pickup
        assert pickup is not None
        for parcel in pickup.ready:
            self._one(pickup, parcel, luck)
        self.truth.story["visits"] += 1

    def _one(self, pickup: Pickup, parcel: Parcel, luck: Random) -> None:
        """One parcel is fetched, looked at, paid and given, or not."""
        if self.truth.standing.get(parcel.id) != parcel.shelf:
            assert returns.missing(self.desk, parcel.id).verdict is Verdict.NOTED_MISSING
            self.truth.story["missing"] += 1
            return
        if luck.random() < 0.01:
            assert returns.refuse(self.desk, parcel.id, "trop mûr").verdict is Verdict.REFUSED
            self.truth.story["refused"] += 1
            return
        answer = self._give(pickup, parcel, luck)
        if answer.verdict not in (Verdict.COLLECTED, Verdict.COLLECTED_ALL):
            self.truth.story[answer.verdict.value] += 1
            return
        if luck.random() < 0.02:
            self._take_back(pickup, parcel, luck)

    def _give(self, pickup: Pickup, parcel: Parcel, luck: Random) -> Answer:
        proxy = "Alex Voisin" if luck.random() < 0.1 else ""
        asked = check_out.needs(self.desk, pickup.code, [parcel.id], Checks(proxy=proxy))
        for due in asked.unknown:
            till.settle(self.desk, parcel.id, 2_500)
            asked = check_out.needs(self.desk, pickup.code, [parcel.id], Checks(proxy=proxy))
            assert due.order_id in {d.order_id for d in asked.due}
        is_minor = asked.majority and luck.random() < 0.05
        checks = self._seen(asked, proxy, luck, is_minor=is_minor)
        nonce = new_nonce()
        if asked != Needs():
            assert check_out.hand_over(self.desk, pickup.code, [parcel.id], checks=NOTHING_SEEN).verdict not in (
                Verdict.COLLECTED, Verdict.COLLECTED_ALL)  # fmt: skip
        answer = check_out.hand_over(self.desk, pickup.code, [parcel.id], nonce=nonce, checks=checks)
        if luck.random() < 0.03:
            assert check_out.hand_over(self.desk, pickup.code, [parcel.id], nonce=nonce, checks=checks) == answer
            self.truth.story["lost_answers"] += 1
        if answer.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL):
            self._has_left(parcel, "collected")
            self._count(asked, checks, parcel)
        return answer

    @staticmethod
    def _seen(asked: Needs, proxy: str, luck: Random, *, is_minor: bool) -> Checks:
        return Checks(
            majority_seen=asked.majority and not is_minor,
            identity_seen=luck.choice(list(Identity)) if asked.identity else None,
            paid=(Paid(luck.choice(list(Method))),) if asked.due else (),
            proxy=proxy,
        )

    def _count(self, asked: Needs, checks: Checks, parcel: Parcel) -> None:
        for due in asked.due:
            self.truth.till.append(Taken(self._day(), parcel.shop, checks.paid[0].method, due.amount_cents or 0))

    def _take_back(self, pickup: Pickup, parcel: Parcel, luck: Random) -> None:
        """The wrong bag was given: taken back, its money too, and given again."""
        assert undo.undo(self.desk, parcel.id, "mauvais sac").verdict is Verdict.UNDONE
        back = [t for t in self.truth.till if t.shop == parcel.shop][-1:] if parcel.amount_due_cents != 0 else []
        self.truth.till += [t._replace(cents=-t.cents) for t in back]
        self.truth.story["undone"] += 1
        self.truth.left.pop(parcel.id)
        self.truth.standing[parcel.id] = parcel.shelf or ""
        if parcel.zone.is_cold:
            receive.move(self.desk, parcel.id, parcel.shelf or "")
        again = check_out.look(self.desk, pickup.code).pickup
        assert again is not None
        self._give(again, parcel, luck)

    def _has_left(self, parcel: Parcel, how: str) -> None:
        self.truth.standing.pop(parcel.id, None)
        self.truth.left[parcel.id] = how
        self.truth.story[how] += 1

    # evenings

    def _take_away(self) -> None:
        """What is overdue goes to the return shelf, what is spoilt into the bin."""
        work = returns.overdue(self.desk)
        for parcel in work.to_throw_away:
            assert returns.dispose(self.desk, parcel.id, "périmé").verdict is Verdict.DISPOSED
            self._has_left(parcel, "disposed")
        for parcel in work.to_fetch:
            if parcel.id not in self.truth.standing:
                continue
            assert returns.fetch(self.desk, parcel.id).verdict is Verdict.FETCHED
            self.truth.standing[parcel.id] = parcel.shelf or ""
            self.truth.story["fetched"] += 1

    def _give_back(self, day: date) -> None:
        """Half of the shops come each evening for what goes back."""
        waiting = {p.shop_id: p.shop for p in returns.overdue(self.desk).to_give_back}
        for shop_id, name in sorted(waiting.items(), key=lambda item: item[1]):
            if self._luck("shop", name, day).random() < 0.5:
                answer = returns.give_back(self.desk, shop_id=shop_id, taken_by="Sacha", slip=False)
                assert answer.verdict is Verdict.GIVEN_BACK
                for parcel in answer.parcels:
                    self._has_left(parcel, "returned")

    def _sweep(self) -> None:
        """Every shelf of the shop floor: what stands there is scanned, and what the hub knows mended."""
        by_shelf: dict[str, list[str]] = {}
        for parcel_id, shelf in self.truth.standing.items():
            by_shelf.setdefault(shelf, []).append(parcel_id)
        for place in setup.shelves(self.desk):
            if place.zone is not Zone.AMBIENT or place.for_returns:
                continue
            swept = sweep.sweep(self.desk, place.tag, by_shelf.get(place.code, []))
            assert swept is not None
            assert (swept.gone, swept.unknown) == ((), ())
            sweep.mend(self.desk, swept)
            self.truth.story["found"] += len(swept.misplaced)
        self.truth.story["sweeps"] += 1

    def _send(self) -> None:
        self.truth.story["rounds"] += 1
        self.postman.go_round(self.post)

    # look-ups

    def _of(self, reference: str) -> Parcel | None:
        found = self.desk.store.read(lambda tx: orders.by_reference(tx, self.desk.hub_id, reference))
        return found[0].parcels[0] if found else None

    def _day(self) -> date:
        return self.clock.now.astimezone(PARIS).date()
