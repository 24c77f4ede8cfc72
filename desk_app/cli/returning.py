"""What goes back to the shops, what is missing, damaged or thrown away."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import returns, setup
from desk_app.counter.desk import Desk
from desk_app.domain.lists import Missed, Worklist
from desk_app.domain.returns import ReturnReason
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.store import hubs


def overdue(place: Place, _words: Namespace) -> Result:
    """The worklist: what to fetch, to give back, to search for and to throw away."""
    work = returns.overdue(place.desk())
    fields = {
        "to_fetch": _fields(work.to_fetch),
        "to_give_back": _fields(work.to_give_back),
        "missing": [result.fields_of(missed.parcel) | _seen(missed) for missed in work.missing],
        "to_throw_away": _fields(work.to_throw_away),
        "capped": work.capped,
    }
    return Result(result.DONE, fields, _lines(place, work))


def _fields(parcels: Sequence[Parcel]) -> list[dict[str, object]]:
    return [result.fields_of(parcel) | {"return_reason": parcel.return_reason} for parcel in parcels]


def _seen(missed: Missed) -> dict[str, object]:
    last = missed.last
    return {"last_seen": last.at if last else None, "last_clerk": last.clerk if last else None}


def _lines(place: Place, work: Worklist) -> list[str]:
    lost = [missed.parcel for missed in work.missing]
    parts = (work.to_fetch, work.to_give_back, lost, work.to_throw_away)
    lines: list[str] = []
    for name, parcels in zip(("fetch", "give_back", "missing", "throw_away"), parts, strict=True):
        lines += [place.texts(f"ui_retours.section_{name}", n=len(parcels)), *result.table(place.texts, parcels)]
    return lines


def return_goods(place: Place, words: Namespace) -> Result:
    """Fetch a parcel to go back, or give all that is fetched back to its shop."""
    if bool(words.parcel) == bool(words.shop) or (words.shop and not words.taken_by):
        message = place.texts("returns.usage")
        return Result(result.USAGE, {"verdict": "usage", "message": message}, [message])
    desk = place.desk()
    if words.parcel:
        reason = ReturnReason(words.reason) if words.reason else None
        return of_answer(place.texts, returns.fetch(desk, words.parcel, reason))
    shop = setup.shop_by_name(desk, words.shop)
    if shop is None:
        return of_answer(place.texts, Answer(Verdict.UNKNOWN_SHOP, {"shop": words.shop}))
    answer = returns.give_back(desk, shop_id=shop.id, taken_by=words.taken_by, slip=False)
    if words.pdf and not is_refusal(answer.verdict):
        _write_slip(place, desk, answer, words)
        return of_answer(place.texts, answer, files=[words.pdf])
    return of_answer(place.texts, answer)


def _write_slip(place: Place, desk: Desk, answer: Answer, words: Namespace) -> None:
    """The return slip on the paper of the settings. Raises EnvironmentTrouble."""
    from desk_app.devices.drawing import start_drawing  # noqa: PLC0415 - Qt only when something is drawn
    from desk_app.devices.formats import FORMATS  # noqa: PLC0415
    from desk_app.devices.pages import write_pdf  # noqa: PLC0415
    from desk_app.devices.slips import Place as Spot  # noqa: PLC0415
    from desk_app.devices.slips import ReturnSlip, draw  # noqa: PLC0415

    start_drawing()
    spot = Spot(desk.store.read(lambda tx: hubs.hub_name(tx, desk.hub_id)), desk.counter, desk.clerk, desk.clock())
    returned = [(parcel, parcel.return_reason or ReturnReason.OVERDUE) for parcel in answer.parcels]
    slip = ReturnSlip.of(returned, spot, place.texts, words.taken_by)
    write_pdf(Path(words.pdf), draw(slip, FORMATS[place.settings.get("receipt.width")]))


def dispose(place: Place, words: Namespace) -> Result:
    """Throw a parcel away."""
    return of_answer(place.texts, returns.dispose(place.desk(), words.parcel, words.reason))


def missing(place: Place, words: Namespace) -> Result:
    """Note that a parcel is not where it should be."""
    return of_answer(place.texts, returns.missing(place.desk(), words.parcel))


def found(place: Place, words: Namespace) -> Result:
    """A missing parcel is there again."""
    return of_answer(place.texts, returns.found(place.desk(), words.parcel, words.shelf))


def refuse(place: Place, words: Namespace) -> Result:
    """The customer does not want it."""
    return of_answer(place.texts, returns.refuse(place.desk(), words.parcel, words.note))


def damaged(place: Place, words: Namespace) -> Result:
    """Note what is broken, with a picture."""
    picture = _picture(words.picture) if words.picture else None
    desk = place.desk()
    return of_answer(place.texts, returns.damaged(desk, words.parcel, words.note, picture, goes_back=words.goes_back))


def _picture(name: str) -> bytes:
    from desk_app.devices.drawing import start_drawing  # noqa: PLC0415 - Qt only when something is drawn
    from desk_app.devices.pictures import of_file  # noqa: PLC0415

    start_drawing()
    return of_file(Path(name))


COMMANDS: dict[str, Callable[[Place, Namespace], Result]] = {
    "overdue": overdue,
    "return": return_goods,
    "dispose": dispose,
    "missing": missing,
    "found": found,
    "refuse": refuse,
    "damaged": damaged,
}
