"""Setting a shared database up, and moving a hub into it, from the command line."""

import sys
from argparse import Namespace

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.counter import moving
from desk_app.settings import BY_KEY


def init(place: Place, words: Namespace) -> Result:
    """Make or mend the tables, the hub and the role of the counters. The password it was given is shown this once."""
    password = sys.stdin.readline().rstrip("\r\n") if words.password_stdin else ""
    hub_name = words.hub or str(BY_KEY["hub.name"].default)
    ready = moving.init(words.url, hub_name, words.counter_role, password)
    made = "" if words.password_stdin else ready.password
    fields = {"database": ready.shown, "schema": ready.schema, "hub": ready.hub, "role": ready.role, "password": made}
    texts = place.texts
    lines = [texts("moving.ready", database=ready.shown, hub=ready.hub)]
    if ready.role:
        lines.append(texts("moving.role", role=ready.role))
    if made:
        lines.append(texts("moving.password", password=made))
    return Result(result.DONE, fields, lines)


def copy(place: Place, words: Namespace) -> Result:
    """Copy the hubs of one database into another, and compare every row. Status 1 when a row cannot be the same."""
    try:
        tables = moving.copy(words.source, words.target, lambda *_done: None)
    except moving.NotCopied as refused:
        message = wording.reason(place.texts, refused.reason)
        found = {"verdict": "refused", "message": message, "table": refused.table, "key": refused.key}
        return Result(result.REFUSED, {**found, "checked": False}, [message])
    counts = {name: {"rows": one.rows, "copied": one.copied} for name, one in tables.items()}
    lines = result.columns([name, one.rows, one.copied] for name, one in tables.items() if one.rows)
    rows, copied = (sum(getattr(one, what) for one in tables.values()) for what in ("rows", "copied"))
    return Result(
        result.DONE,
        {"tables": counts, "checked": True},
        [*lines, place.texts("moving.copied", rows=rows, copied=copied)],
    )
