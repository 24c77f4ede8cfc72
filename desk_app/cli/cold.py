"""The cold clock from the command line: what is out, and the log of it as CSV and PDF."""

from argparse import Namespace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import cold
from desk_app.counter.desk import Desk
from desk_app.domain.codes import spell
from desk_app.domain.cold import ColdSpell

_MONTH = timedelta(days=31)


def cold_goods(place: Place, words: Namespace) -> Result:
    """List what is out of the cold, take something out, or write the log."""
    desk = place.desk()
    if words.what == "out":
        return of_answer(place.texts, cold.take_out(desk, words.parcel))
    return _log(place, desk, words) if words.what == "log" else _out_now(place, desk)


def _out_now(place: Place, desk: Desk) -> Result:
    found, rule = cold.out_now(desk)
    warm = {parcel.id: parcel.warm_for(desk.clock()) for parcel in found}
    rows = [
        {
            **result.fields_of(parcel),
            "minutes": int(warm[parcel.id].total_seconds() // 60),
            "warmth": rule.of(warm[parcel.id]),
        }
        for parcel in found
    ]
    lines = result.columns(
        [
            spell(p.id),
            p.shelf or "—",
            p.shop,
            p.order,
            f"{row['minutes']} min",
            place.texts.name_of(rule.of(warm[p.id])),
        ]
        for p, row in zip(found, rows, strict=True)
    )
    return Result(result.DONE, {"parcels": rows}, lines)


def _log(place: Place, desk: Desk, words: Namespace) -> Result:
    from desk_app.devices.house_pages import cold_cells  # noqa: PLC0415 - Qt only when something is drawn

    now = desk.clock()
    last = words.last or now.astimezone().date()
    days = (words.first or last - _MONTH, last)
    spells = cold.log(desk, _midnight(days[0]), _midnight(last + timedelta(days=1)))
    rows = [
        {
            "parcel": one.parcel_id,
            "shop": one.shop,
            "order": one.order,
            "from": one.began_at,
            "to": one.ended_at,
            "minutes": one.minutes(now),
            "why": one.why,
            "counter": one.counter,
            "clerk": one.clerk,
        }
        for one in spells
    ]
    files = _write(place, desk, spells, days, words)
    lines = [*files, *result.columns(cold_cells(one, now, place.texts) for one in spells)]
    return Result(result.DONE, {"spells": rows, "files": files}, lines)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _write(
    place: Place, desk: Desk, spells: tuple[ColdSpell, ...], days: tuple[date, date], words: Namespace
) -> list[str]:
    """The files that were asked for. Raises EnvironmentTrouble."""
    from desk_app.cli.pages import place_of  # noqa: PLC0415
    from desk_app.devices.drawing import start_drawing  # noqa: PLC0415
    from desk_app.devices.files import write_csv  # noqa: PLC0415
    from desk_app.devices.house_pages import COLD_COLUMNS, ColdLog, cold_cells, write_pages  # noqa: PLC0415

    texts = place.texts
    if words.csv:
        titles = [texts(f"house.cold_{name}") for name in COLD_COLUMNS]
        write_csv(Path(words.csv), [titles, *(cold_cells(one, desk.clock(), texts) for one in spells)], texts.language)
    if words.pdf:
        start_drawing()
        write_pages(Path(words.pdf), ColdLog.of(spells, days, place_of(desk), texts))
    return [file for file in (words.csv, words.pdf) if file]
