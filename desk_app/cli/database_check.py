"""``database check``: whether it is whole, ours, safe and backed up, one line each."""

from argparse import Namespace

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.counter import health


def check(place: Place, _words: Namespace) -> Result:
    """Look at the database itself; changes nothing. Status 3 when something is wrong with it."""
    findings = list(health.look(place.store()))
    said = [wording.reason(place.texts, found.reason) for found in findings]
    marks = zip(findings, said, strict=True)
    lines = result.columns(["✓" if f.is_well else "✗", place.texts(f"health.{f.name}_name"), s] for f, s in marks)
    checks = [{"name": f.name, "ok": f.is_well, "message": s} for f, s in zip(findings, said, strict=True)]
    is_well = all(f.is_well for f in findings)
    fields = {"verdict": "ready" if is_well else "environment", "checks": checks}
    return Result(result.DONE if is_well else result.ENVIRONMENT, fields, lines)
