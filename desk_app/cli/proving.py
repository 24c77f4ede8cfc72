"""The proof of a parcel from the command line."""

from argparse import Namespace
from pathlib import Path

from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter.proof import proof
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict


def save_proof(place: Place, words: Namespace) -> Result:
    """Write what became of a parcel on one page."""
    from desk_app.devices.drawing import start_drawing  # noqa: PLC0415 - Qt only here
    from desk_app.devices.proof_page import write_proof  # noqa: PLC0415

    found = proof(place.desk(), words.parcel)
    if found is None:
        return of_answer(place.texts, Answer(Verdict.UNKNOWN_PARCEL))
    start_drawing()
    write_proof(Path(words.pdf), found, place.texts)
    digest = found.link.digest if found.link else None
    return of_answer(place.texts, Answer(Verdict.PROOF_SAVED, {"file": words.pdf}), file=words.pdf, digest=digest)
