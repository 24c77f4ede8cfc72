"""What the placeholders of a message stand for: a short text each, and for some a block of their own.

Names and order numbers are other people's words: they are one line here, and what shows them escapes them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.codes import spell
from desk_app.domain.hours import runs
from desk_app.domain.messages import MessageKind, Statement, Telling
from desk_app.domain.opening import Week
from desk_app.domain.people import national_phone, one_line, short_name
from desk_app.domain.states import OPEN, State
from desk_app.domain.templates import PLACEHOLDERS
from desk_app.domain.values import Parcel
from desk_app.i18n import Texts


@dataclass(frozen=True, slots=True)
class Row:
    """What a list says of one order or parcel: its name, what else is said of it, and what stands at its end."""

    name: str
    detail: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, if it has one. ``total`` stands below them. Short rows are a line each."""

    rows: tuple[Row, ...] = ()
    heading: str = ""
    total: Row | None = None
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A pickup code, to be shown and read aloud."""

    code: str


@dataclass(frozen=True, slots=True)
class Table:
    """Lists, one below the other."""

    sections: tuple[Section, ...]


Block = Code | Table


@dataclass(frozen=True, slots=True)
class Content:
    """The values of all placeholders of a kind, and the blocks of those that may stand on a line of their own."""

    values: Mapping[str, str]
    blocks: Mapping[str, Block]


def content_of(kind: MessageKind, telling: Telling, texts: Texts) -> Content:
    """What a message of ``kind`` says, in the language of ``texts``."""
    values = {
        "hub": one_line(telling.hub),
        "address": one_line(telling.hub_address),
        "phone": national_phone(telling.hub_phone),
        "hours": _hours(telling.opening.week, texts),
    }
    blocks: dict[str, Block] = {}
    if kind.is_for_shop:
        _add_shop(kind, telling, texts, values, blocks)
    else:
        _add_customer(kind, telling, texts, values, blocks)
    return Content({name: values.get(name, "") for name in PLACEHOLDERS[kind]}, blocks)


# to a customer


def _add_customer(
    kind: MessageKind, telling: Telling, texts: Texts, values: dict[str, str], blocks: dict[str, Block]
) -> None:
    pickup = telling.pickup
    if pickup is None:
        raise ValueError(f"{kind}: a customer's message is about a pickup")
    about = {parcel.id for parcel in telling.parcels}
    others = [p for p in pickup.ready if p.id not in about]
    awaited = [p for p in pickup.not_here if p.id not in about]
    values |= {
        "customer": one_line(pickup.customer),
        "code": spell(pickup.code),
        "shops": _listed(_shops(telling.parcels), texts),
        "count": texts("mail.parcels", n=len(telling.parcels)),
        "parcels": _by_shop(telling.parcels, texts),
        "others": _by_shop(others, texts),
        "awaited": _by_shop(awaited, texts),
        "amount": _amount(pickup.due(), texts),
        "last_day": _last_day(telling.parcels, texts),
        "at": _collected_at(telling.parcels, texts),
        "proxy": one_line(telling.proxy),
    }
    is_collected = kind is MessageKind.COLLECTED
    blocks |= {"code": Code(pickup.code), "parcels": Table((_orders(telling.parcels, texts, past=is_collected),))}


def _orders(parcels: Sequence[Parcel], texts: Texts, *, past: bool) -> Section:
    """A row for each order."""
    return Section(tuple(_order(mine, texts, past=past) for mine in _orders_of(parcels)))


def _orders_of(parcels: Iterable[Parcel]) -> Iterable[Sequence[Parcel]]:
    orders: dict[str, list[Parcel]] = {}
    for parcel in parcels:
        orders.setdefault(parcel.order_id, []).append(parcel)
    return orders.values()


def _order(mine: Sequence[Parcel], texts: Texts, *, past: bool) -> Row:
    first = mine[0]
    kept = "" if past else _last_day([p for p in mine if p.state in OPEN], texts)
    said = (
        _number(first.order, texts),
        texts("mail.parcels", n=len(mine)),
        texts("mail.kept", until=kept) if kept else "",
    )
    due = "" if past or first.amount_due_cents == 0 else texts("mail.due", due=first.amount_due_cents)
    return Row(one_line(first.shop), " · ".join(filter(None, said)), due)


def _amount(due: Mapping[str, int | None], texts: Texts) -> str:
    """What is to be paid at the counter; nothing when it is nothing."""
    known = sum(cents for cents in due.values() if cents is not None)
    unknown = [shop for shop, cents in due.items() if cents is None]
    said = [texts.money(known)] if known else []
    if unknown:
        said.append(texts("mail.amount_unknown", shops=_listed(unknown, texts)))
    return texts("mail.and").join(said)


def _last_day(parcels: Sequence[Parcel], texts: Texts) -> str:
    """The day until which all of them are kept; with the hour where it counts."""
    limits = [(p.keep_until, p.zone.is_strict) for p in parcels if p.keep_until is not None]
    if not limits:
        return ""
    at, is_strict = min(limits)
    return _moment(at, texts) if is_strict else _day(at, texts)


def _collected_at(parcels: Sequence[Parcel], texts: Texts) -> str:
    times = [p.collected_at for p in parcels if p.collected_at is not None]
    return _moment(max(times), texts) if times else ""


# to a shop


def _add_shop(
    kind: MessageKind, telling: Telling, texts: Texts, values: dict[str, str], blocks: dict[str, Block]
) -> None:
    shop = telling.shop
    if shop is None:
        raise ValueError(f"{kind}: a shop's message is about a shop")
    values |= {
        "shop": one_line(shop.name),
        "count": texts("mail.parcels", n=len(telling.parcels)),
        "parcels": ", ".join(dict.fromkeys(one_line(p.order) for p in telling.parcels)),
    }
    ends = {MessageKind.SHOP_COLLECTED: _left_at, MessageKind.COMING_BACK: _why_back}.get(kind, _no_end)
    blocks["parcels"] = Table((_pieces(telling.parcels, texts, ends),))
    if telling.statement is not None:
        day = telling.statement
        values |= {"day": _day(day.day, texts), "summary": _summary(day, texts), "statement": _summary(day, texts)}
        blocks["statement"] = Table(tuple(_day_sections(day, texts)))


_End = Callable[[Parcel, Texts], str]


def _pieces(parcels: Sequence[Parcel], texts: Texts, end: _End, heading: str = "") -> Section:
    """A row for each parcel."""
    return Section(tuple(_piece(parcel, texts, end) for parcel in parcels), heading, is_short=True)


def _piece(parcel: Parcel, texts: Texts, end: _End) -> Row:
    piece = f"{parcel.piece}/{parcel.pieces}" if parcel.pieces > 1 else ""
    detail = " · ".join(filter(None, (short_name(one_line(parcel.customer)), piece)))
    return Row(_number(parcel.order, texts), detail, end(parcel, texts))


def _no_end(_parcel: Parcel, _texts: Texts) -> str:
    return ""


def _came_at(parcel: Parcel, texts: Texts) -> str:
    return texts.time(parcel.received_at) if parcel.received_at else ""


def _left_at(parcel: Parcel, texts: Texts) -> str:
    return texts.time(parcel.collected_at) if parcel.collected_at else ""


def _kept_until(parcel: Parcel, texts: Texts) -> str:
    if parcel.state is State.MISSING:
        return texts.name_of(parcel.state)
    return texts("mail.kept", until=_last_day([parcel], texts)) if parcel.keep_until else ""


def _why_back(parcel: Parcel, texts: Texts) -> str:
    return texts.name_of(parcel.return_reason) if parcel.return_reason else ""


def _went_back(parcel: Parcel, texts: Texts) -> str:
    return " · ".join(filter(None, (_why_back(parcel, texts), texts.name_of(parcel.state))))


def _summary(day: Statement, texts: Texts) -> str:
    counts = {"came": day.came, "left": day.left, "waits": day.waits, "goes_back": day.goes_back}
    said = [texts(f"mail.count_{name}", n=len(parcels)) for name, parcels in counts.items() if parcels]
    if day.taken:
        said.append(texts("mail.taken_sum", cents=day.taken_cents))
    return ", ".join(said) or texts("mail.nothing")


def _day_sections(day: Statement, texts: Texts) -> Iterator[Section]:
    lists = (("came", day.came, _came_at), ("left", day.left, _left_at), ("waits", day.waits, _kept_until))
    for name, parcels, end in (*lists, ("goes_back", day.goes_back, _went_back)):
        if parcels:
            yield _pieces(parcels, texts, end, texts(f"mail.section_{name}"))
    if day.taken:
        rows = tuple(Row(texts.name_of(method), value=texts.money(cents)) for method, cents in day.taken)
        total = Row(texts("mail.total"), value=texts.money(day.taken_cents)) if len(rows) > 1 else None
        yield Section(rows, texts("mail.section_taken"), total)


# words


def _hours(week: Week, texts: Texts) -> str:
    """``lun.–ven. 10:00–13:00 / 14:00–19:00, sam. 9:00–18:00``, days with the same hours together."""
    names = [texts(f"words.weekday_{day}") for day in range(7)]
    said = []
    for first, last, spans in runs(week):
        days = names[first] if first == last else f"{names[first]}–{names[last]}"
        said.append(f"{days} {' / '.join(f'{span.opens:%H:%M}–{span.closes:%H:%M}' for span in spans)}")
    return ", ".join(said)


def _number(order: str, texts: Texts) -> str:
    bare = one_line(order)
    return bare if bare.startswith("#") else texts("devices.order", order=bare)


def _shops(parcels: Sequence[Parcel]) -> list[str]:
    return list(dict.fromkeys(one_line(p.shop) for p in parcels))


def _listed(names: Sequence[str], texts: Texts) -> str:
    """``a, b et c``."""
    *first, last = names or [""]
    return texts("mail.and").join(filter(None, (", ".join(first), last)))


def _by_shop(parcels: Sequence[Parcel], texts: Texts) -> str:
    """``La Belle Plume (2 colis), Maison Iris (1 colis)``."""
    counts = {shop: sum(one_line(p.shop) == shop for p in parcels) for shop in _shops(parcels)}
    return ", ".join(f"{shop} ({texts('mail.parcels', n=n)})" for shop, n in counts.items())


def _day(at: datetime | date, texts: Texts) -> str:
    """``sam. 5 déc.``: never "tomorrow", a mail is read when it is read."""
    day = at.astimezone().date() if isinstance(at, datetime) else at
    return texts("mail.day", weekday=texts(f"words.weekday_{day.weekday()}"), date=texts.date(day))


def _moment(at: datetime, texts: Texts) -> str:
    return texts("mail.moment", day=_day(at, texts), time=texts.time(at))
