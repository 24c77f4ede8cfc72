"""``hubs``: those that share the database. Which one a counter belongs to is its setting ``counter.hub``."""

from argparse import Namespace

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import hubs as counter
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict


def hubs(place: Place, words: Namespace) -> Result:
    """List the hubs of the database, or add one."""
    desk = place.desk()
    if words.what == "add":
        return of_answer(place.texts, counter.add(desk, words.name))
    every = counter.every(desk)
    rows = [{"id": hub.id, "name": hub.name, "own": hub.id == desk.hub_id} for hub in every]
    own = place.texts("hubs.own")
    lines = result.columns([row["name"], row["id"], own if row["own"] else ""] for row in rows)
    return Result(result.DONE, {"hubs": rows}, lines)


def elsewhere(answer: Answer) -> dict[str, object]:
    """Where a customer is to go instead, as scripts see it; nothing for any other answer."""
    if answer.verdict is not Verdict.OTHER_HUB:
        return {}
    return {name: answer.args[name] for name in ("hub", "address", "phone", "ready")}
