"""Keeping the database in a file, and taking it back, from the command line."""

from argparse import Namespace
from pathlib import Path

from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import backups
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict


def backup(place: Place, words: Namespace) -> Result:
    """Write the whole database into one file."""
    kept = backups.save(place.store(), Path(words.file))
    args = {"file": words.file, "n": kept.parcels}
    fields = {"file": words.file, "parcel_count": kept.parcels, "schema": kept.schema}
    return of_answer(place.texts, Answer(Verdict.BACKED_UP, args), **fields)


def restore(place: Place, words: Namespace) -> Result:
    """Take the database back from such a file."""
    counter, clerk = place.settings.get("counter.name"), place.settings.get("counter.clerk")
    done = backups.restore(place.store(), Path(words.file), counter, clerk)
    args = {"file": words.file, "n": done.backup.parcels}
    fields = {
        "file": words.file,
        "parcel_count": done.backup.parcels,
        "schema": done.backup.schema,
        "set_aside": done.aside,
        "perhaps_sent": done.doubtful,
    }
    said = of_answer(place.texts, Answer(Verdict.RESTORED, args), **fields)
    more = [place.texts("backups.aside", file=str(done.aside))] if done.aside else []
    more += [place.texts("backups.doubtful", n=done.doubtful)] if done.doubtful else []
    return Result(said.status, {**said.fields, "notes": more}, [*said.lines, *more])
