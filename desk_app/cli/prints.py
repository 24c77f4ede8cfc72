"""Printers and print jobs from the command line."""

from argparse import Namespace

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import prints
from desk_app.domain.prints import PrintJob


def printers(place: Place, _words: Namespace) -> Result:
    """The printers of the system, with their sizes and resolutions, and where this counter's labels go."""
    from desk_app.devices.drawing import start_drawing  # noqa: PLC0415 - Qt only here
    from desk_app.devices.printers import available, offered  # noqa: PLC0415

    start_drawing()
    found = [(printer, *offered(printer.name)) for printer in available()]
    rows = [
        {"name": p.name, "description": p.description, "default": p.is_default, "sizes": sizes, "resolutions": dots}
        for p, sizes, dots in found
    ]
    labels = {key: place.settings.get(f"label.{key}") for key in ("printer", "wire", "language", "size", "dpi")}
    goes = place.texts("cli.labels_go", place=labels["wire"] or labels["printer"] or place.texts("prints.to_file"))
    lines = result.columns([p.name, p.description, " ".join(sizes)] for p, sizes, _dots in found)
    return Result(result.DONE, {"printers": rows, "labels": labels}, [goes, *lines])


def print_jobs(place: Place, words: Namespace) -> Result:
    """List what is not out yet of this counter, or print or drop what is left of one job."""
    desk = place.desk()
    if words.what is not None:
        change = {"retry": prints.retry, "cancel": prints.cancel}[words.what]
        return of_answer(place.texts, change(desk, words.id), job=words.id)
    jobs = prints.unfinished(desk)
    return Result(result.DONE, {"prints": [_fields(place, job) for job in jobs]}, _lines(place, jobs))


def _fields(place: Place, job: PrintJob) -> dict[str, object]:
    return {
        "id": job.id,
        "kind": job.kind,
        "subjects": job.subjects,
        "printed": job.printed,
        "state": job.state,
        "attempts": job.attempts,
        "reason": wording.reason(place.texts, job.reason) if job.reason else None,
        "destination": job.destination,
        "counter": job.counter,
        "clerk": job.clerk,
        "made_at": job.made_at,
        "next_try_at": job.next_try_at,
    }


def _lines(place: Place, jobs: tuple[PrintJob, ...]) -> list[str]:
    texts = place.texts
    return result.columns(
        [
            job.id,
            texts.when(job.made_at),
            texts(f"prints.kind_{job.kind.value}", n=len(job.subjects)),
            f"{job.printed}/{len(job.subjects)}",
            texts(f"prints.state_{job.state.value}"),
            wording.reason(texts, job.reason) if job.reason else "",
        ]
        for job in jobs
    )
