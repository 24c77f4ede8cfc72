"""The counter's two moments: a code is read, and the parcels are handed over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import ForeignKey, create_engine, event, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from benchmarks.figures import Figure, in_turns
from benchmarks.site import Site
from desk_app.counter import check_out
from desk_app.domain.verdicts import Verdict

LOOKS, HANDOVERS = 1_000, 400
_READY = (
    "SELECT DISTINCT k.code FROM pickup k JOIN parcel p ON p.pickup_id = k.id"
    " WHERE k.closed_at IS NULL AND p.state = 'ready' AND p.keep_until > '2026-03-15'"
    " AND NOT EXISTS (SELECT 1 FROM parcel q JOIN shop_order o ON o.id = q.order_id WHERE q.pickup_id = k.id"
    " AND (q.age_check OR COALESCE(o.amount_due_cents, 1) <> 0)) ORDER BY 1"
)
_BARE_LOOK = (
    "SELECT k.*, c.name, p.*, o.*, s.*, f.* FROM pickup k JOIN person c ON c.id = k.person_id"
    " JOIN parcel p ON p.pickup_id = k.id JOIN shop_order o ON o.id = p.order_id JOIN shop s ON s.id = p.shop_id"
    " LEFT JOIN shelf f ON f.id = p.shelf_id WHERE k.code = ?"
)


def codes(site: Site, count: int, seed: int = 1) -> list[str]:
    """Codes of customers who have something to take home, paid and for all ages; none of those who took it already."""
    some = (code for (code,) in site.sample(_READY, count + len(site.gone), seed))
    return [code for code in some if code not in site.gone][:count]


def look(site: Site) -> Callable[[str], object]:
    """A code, as it is read, until the answer is a value."""
    return partial(check_out.look, site.desk)


def hand_over(site: Site) -> Callable[[str], object]:
    """Everything that is ready, handed over durably with its journal rows; each code once."""

    def give(code: str) -> None:
        site.gone.add(code)
        answer = check_out.hand_over(site.desk, code)
        assert answer.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL), answer

    return give


def run(site: Site) -> Iterator[Figure]:
    """The figures of the check-out."""
    every = codes(site, LOOKS)
    with site.bare() as bare:
        times, floor = in_turns([(look(site), every), (lambda code: bare.fetch(_BARE_LOOK, (code,)), every)])
    yield Figure("code read → answer", site.name, times.median, times.p99, floor.median)
    with orm_hand_over(site) as floor_of:
        numbers = [str(number) for number in range(HANDOVERS)]
        times, floor = in_turns([(hand_over(site), codes(site, HANDOVERS, seed=2)), (floor_of, numbers)])
    most = 4 * floor.median
    yield Figure("handover committed, journalled", site.name, times.median, times.p99, floor.median, most=most)


class _Base(DeclarativeBase):
    pass


class _Parcel(_Base):
    __tablename__ = "bench_parcel"
    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]


class _Line(_Base):
    __tablename__ = "bench_line"
    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[str] = mapped_column(ForeignKey("bench_parcel.id"))
    verdict: Mapped[str]


@contextmanager
def orm_hand_over(site: Site) -> Iterator[Callable[[str], None]]:
    """The floor: one guarded update, one added row and a durable commit, through the plain ORM."""
    engine = create_engine(site.store.url)
    if site.store.file:
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=FULL"))
    _Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(_Parcel(id=str(number), state="ready") for number in range(HANDOVERS))
        session.commit()

    def give(key: str) -> None:
        with Session(engine) as session:
            parcel = session.scalars(select(_Parcel).where(_Parcel.id == key)).one()
            guarded = update(_Parcel).where(_Parcel.id == key, _Parcel.state == parcel.state)
            session.execute(guarded.values(state="collected"))
            session.add(_Line(parcel_id=key, verdict="collected"))
            session.commit()

    yield give
    _Base.metadata.drop_all(engine)
    engine.dispose()
