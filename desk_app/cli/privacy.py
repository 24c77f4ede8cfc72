"""Forgetting people, and what is held about one of them, from the command line."""

import base64
import json
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import privacy
from desk_app.domain.privacy import Candidate
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Reason
from desk_app.domain.verdicts import Verdict


def purge(place: Place, words: Namespace) -> Result:
    """Make everybody anonymous whose last parcel left long enough ago, or say how many that would be."""
    done = privacy.purge(place.desk(), dry_run=words.dry_run)
    if words.dry_run:
        return Result(result.DONE, {"people": done.people}, [place.texts("privacy.due", n=done.people)])
    counts = {"people": done.people, "parcels": done.parcels, "cancelled": done.cancelled}
    said = of_answer(place.texts, Answer(Verdict.PURGED, counts))
    trouble = [wording.reason(place.texts, done.trouble)] if done.trouble else []
    status = result.ENVIRONMENT if trouble else result.DONE
    return Result(status, {**said.fields, **counts, "trouble": trouble}, [*said.lines, *trouble])


def person(place: Place, words: Namespace) -> Result:
    """Write all that is held about one person, or forget them."""
    desk = place.desk()
    if words.what == "erase":
        return of_answer(place.texts, privacy.erase(desk, words.id))
    found = privacy.candidates(desk, words.who)
    if len(found) != 1:
        return _which(place, found)
    about = json.dumps(privacy.export(desk, found[0].id), ensure_ascii=False, indent=2, default=_plain)
    if not words.out:
        return Result(result.DONE, {"person": json.loads(about)}, [about])
    _write(Path(words.out), about)
    args = {"name": found[0].name, "file": words.out}
    return of_answer(place.texts, Answer(Verdict.EXPORTED, args), file=words.out)


def _which(place: Place, found: list[Candidate]) -> Result:
    verdict = Verdict.SEVERAL_PEOPLE if found else Verdict.UNKNOWN_PERSON
    people = [{"id": one.id, "name": one.name, "contacts": one.contacts} for one in found]
    answer = of_answer(place.texts, Answer(verdict), people=people)
    lines = result.columns([one.id, one.name, " ".join(one.contacts)] for one in found)
    return Result(answer.status, answer.fields, [*answer.lines, *lines])


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EnvironmentTrouble(Reason("privacy.unwritable", {"file": str(file)})) from error


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, datetime) else str(value)
