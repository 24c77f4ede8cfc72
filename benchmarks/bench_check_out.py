"""The counter's two moments: a code is read, and the parcels are handed over."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import ForeignKey, create_engine, event, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from benchmarks.figures import Figure, Times, timed
from benchmarks.site import Site
from desk_app.counter import check_out
from desk_app.domain.verdicts import Tone, tone

LOOKS, HANDOVERS = 1_000, 400
_READY = (
    "SELECT DISTINCT k.code FROM pickup k JOIN parcel p ON p.pickup_id = k.id"
    " WHERE k.closed_at IS NULL AND p.state = 'ready' AND p.keep_until > '2026-03-15' ORDER BY 1"
)
_BARE_LOOK = (
    "SELECT k.*, c.name, p.*, o.*, s.*, f.* FROM pickup k JOIN person c ON c.id = k.person_id"
    " JOIN parcel p ON p.pickup_id = k.id JOIN shop_order o ON o.id = p.order_id JOIN shop s ON s.id = p.shop_id"
    " LEFT JOIN shelf f ON f.id = p.shelf_id WHERE k.code = ?"
)


def codes(site: Site, count: int, seed: int = 1) -> list[str]:
    """Codes of customers who have something to take home."""
    return [code for (code,) in site.sample(_READY, count, seed)]


def looks(site: Site) -> Times:
    """A code, as it is read, until the answer is a value."""
    return timed(partial(check_out.look, site.desk), codes(site, LOOKS))


def handovers(site: Site) -> Times:
    """Everything that is ready, handed over durably with its journal rows; each code once."""

    def give(code: str) -> None:
        assert tone(check_out.hand_over(site.desk, code).verdict) is Tone.YES

    return timed(give, codes(site, HANDOVERS, seed=2), warm_up=0)


def run(site: Site) -> Iterator[Figure]:
    """The figures of the check-out."""
    times = looks(site)
    with site.bare() as bare:
        floor = timed(lambda code: bare.fetch(_BARE_LOOK, (code,)), codes(site, LOOKS))
    yield Figure("code read → answer", site.name, times.median, times.p99, floor.median)
    floor = orm_handovers(site)
    times = handovers(site)
    most = 4 * floor.median
    yield Figure("handover committed, journalled", site.name, times.median, times.p99, floor.median, most=most)


class _Base(DeclarativeBase):
    pass


class _Parcel(_Base):
    __tablename__ = "bench_parcel"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]


class _Line(_Base):
    __tablename__ = "bench_line"
    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("bench_parcel.id"))
    verdict: Mapped[str]


def orm_handovers(site: Site) -> Times:
    """The floor: one guarded update, one added row and a durable commit, through the plain ORM."""
    engine = create_engine(site.store.url)
    if site.store.file:
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=FULL"))
    _Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(_Parcel(id=number, state="ready") for number in range(HANDOVERS + 20))
        session.commit()

    def give(number: int) -> None:
        with Session(engine) as session:
            parcel = session.scalars(select(_Parcel).where(_Parcel.id == number)).one()
            guarded = update(_Parcel).where(_Parcel.id == number, _Parcel.state == parcel.state)
            session.execute(guarded.values(state="collected"))
            session.add(_Line(parcel_id=number, verdict="collected"))
            session.commit()

    times = timed(give, range(HANDOVERS), warm_up=0)
    _Base.metadata.drop_all(engine)
    engine.dispose()
    return times
