"""A shop's file of 10,000 orders: new, the same again, and what a scan waits meanwhile."""

import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, event, insert

from benchmarks import bench_check_out, hub
from benchmarks.figures import Figure, Times, clocked
from benchmarks.names import Names
from benchmarks.site import Site
from desk_app.counter import announce, check_out, setup
from desk_app.domain.people import fold
from desk_app.domain.values import Announcement

ORDERS = 10_000


def announcements(count: int = ORDERS, seed: int = 5) -> list[Announcement]:
    """Orders of a shop's file: half of the customers have ordered before in it, a few orders have several pieces."""
    rng = Random(seed)
    names = Names(rng)
    customers = [(names.new(), f"+337{rng.randrange(10**8):08}") for _ in range(count * 3 // 4)]
    orders = []
    for number in range(count):
        name, phone = rng.choice(customers)
        local = f"{fold(name.given)}.{fold(name.family)}".replace(" ", "-")
        orders.append(
            Announcement(
                reference=f"BENCH-{number}",
                customer=name.full,
                email=f"{local}@import.example" if rng.random() < 0.8 else None,
                phone=phone,
                items="1 × Panier du samedi",
                pieces=rng.choices((None, 2, 3), (90, 7, 3))[0],
                due_cents=rng.choice((0, 0, None, 1990)),
                created_at=hub.NOW,
            )
        )
    return orders


def run(site: Site) -> Iterator[Figure]:
    """The figures of an import."""
    shop = setup.shops(site.desk)[0]
    orders = announcements()
    floor = bare_rate(site, orders)
    for what, least in (("new", 1_000), ("identical", 3_000)):
        batches: list[float] = []
        rate = _import(site, shop.id, orders, batches)
        yield Figure(f"import: {what} orders", site.name, rate, floor=floor, least=least, unit="/s")
        times = Times(tuple(sorted(batches)))
        yield Figure(f"import: a batch of {what} orders", site.name, times.median, times.p99, most_p99=100)
    yield from _scans_meanwhile(site, shop.id)


def _import(site: Site, shop_id: str, orders: Sequence[Announcement], batches: list[float]) -> float:
    """Orders a second; ``batches`` gets the milliseconds of each transaction."""
    last = started = time.perf_counter()

    def progress(_done: int, _every: int) -> None:
        nonlocal last
        now = time.perf_counter()
        batches.append((now - last) * 1000)
        last = now

    announce.import_orders(site.desk, shop_id, orders, on_progress=progress)
    return len(orders) / (time.perf_counter() - started)


def _scans_meanwhile(site: Site, shop_id: str) -> Iterator[Figure]:
    """Codes read, and parcels handed over, while another thread imports."""
    more = announcements(seed=6)
    orders = [Announcement(f"MEANWHILE-{a.reference}", a.customer, email=a.email, phone=a.phone) for a in more]
    importing = threading.Thread(target=announce.import_orders, args=(site.desk, shop_id, orders))
    importing.start()
    looks, handovers = [], []
    for code in bench_check_out.codes(site, 2_000, seed=4):
        if not importing.is_alive():
            break
        looks.append(clocked(partial(check_out.look, site.desk, code)))
        handovers.append(clocked(partial(bench_check_out.hand_over(site), code)))
    importing.join()
    for what, runs in (("code read", looks), ("handover", handovers)):
        times = Times(tuple(sorted(runs)))
        yield Figure(f"import: a {what} meanwhile", site.name, times.median, times.p99)


def bare_rate(site: Site, orders: Sequence[Announcement]) -> float:
    """The floor: orders a second when each is one row of one table, in durable batches of the same size."""
    engine = create_engine(site.store.url)
    if site.store.file:
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=FULL"))
    metadata = MetaData()
    table = Table("bench_order", metadata, Column("id", Integer, primary_key=True), Column("customer", String))
    metadata.create_all(engine)
    rows = [{"id": number, "customer": order.customer} for number, order in enumerate(orders)]
    started = time.perf_counter()
    for start in range(0, len(rows), announce.BATCH):
        with engine.begin() as connection:
            connection.execute(insert(table), rows[start : start + announce.BATCH])
    rate = len(rows) / (time.perf_counter() - started)
    metadata.drop_all(engine)
    engine.dispose()
    return rate
