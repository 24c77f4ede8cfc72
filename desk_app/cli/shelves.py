"""Shelves from the command line: swept, and listed for a day on paper."""

import sys
from argparse import Namespace
from pathlib import Path

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import lists, sweep
from desk_app.domain.sweeps import Sweep
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Parcel, Reason
from desk_app.domain.verdicts import Verdict, is_refusal

_LISTS = ("standing", "missing", "misplaced", "gone", "overdue")


def sweep_shelf(place: Place, words: Namespace) -> Result:
    """Compare what was scanned at a shelf with what should stand there."""
    desk = place.desk()
    swept = sweep.sweep(desk, words.shelf, _scans(words.file))
    if swept is None:
        return of_answer(place.texts, Answer(Verdict.UNKNOWN_SHELF, {"shelf": words.shelf}))
    answers = sweep.mend(desk, swept) if words.mend else []
    refused = [answer for answer in answers if is_refusal(answer.verdict)]
    fields: dict[str, object] = {name: [p.id for p in getattr(swept, name)] for name in _LISTS}
    fields |= {"verdict": Verdict.SWEPT, "shelf": swept.shelf.code, "unknown": list(swept.unknown)}
    fields["mended"] = len(answers) - len(refused)
    lines = [*_lines(place, swept), *(of_answer(place.texts, answer).lines[0] for answer in refused)]
    return Result(result.REFUSED if refused else result.DONE, fields, lines)


def _scans(file: str) -> list[str]:
    if file == "-":
        return sys.stdin.read().splitlines()
    try:
        return Path(file).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise EnvironmentTrouble(Reason("house.unreadable", {"file": file})) from error


def _lines(place: Place, swept: Sweep) -> list[str]:
    lines = []
    for name in (*_LISTS, "unknown"):
        those: tuple[Parcel | str, ...] = getattr(swept, name)
        if those:
            lines.append(place.texts(f"house.sweep_{name}", n=len(those)))
            lines += [f"  {line}" for line in result.table(place.texts, [p for p in those if isinstance(p, Parcel)])]
            lines += [f"  {text}" for text in those if isinstance(text, str)]
    return lines


def paper_list(place: Place, words: Namespace) -> Result:
    """Draw the list to hand parcels over with when the counter is out of order."""
    from desk_app.cli.pages import place_of  # noqa: PLC0415 - Qt only when something is drawn
    from desk_app.devices.drawing import start_drawing  # noqa: PLC0415
    from desk_app.devices.house_pages import PaperList, write_pages  # noqa: PLC0415

    desk = place.desk()
    found = lists.on_paper(desk)
    start_drawing()
    write_pages(Path(words.pdf), PaperList.of(found, place_of(desk), place.texts))
    said = place.texts("house.paper_written", n=len(found), file=words.pdf)
    return Result(result.DONE, {"verdict": Verdict.PRINTED, "message": said, "files": [words.pdf]}, [said])
