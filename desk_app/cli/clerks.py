"""``clerks``: who works at the hub. Whoever may run commands on its database is trusted: the way back to a lost PIN."""

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from getpass import getpass

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import clerks as team
from desk_app.counter import setup
from desk_app.counter.desk import Desk
from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict


def clerks(place: Place, words: Namespace) -> Result:
    """List who works here, or change one of them."""
    desk = place.desk()
    if words.what is None:
        return _list(place, desk)
    if words.what == "add":
        return of_answer(place.texts, _add(desk, words))
    clerk = team.clerk_by_name(desk, words.name)
    if clerk is None:
        return of_answer(place.texts, Answer(Verdict.UNKNOWN_CLERK, {"name": words.name}))
    if words.what == "badge":
        return _badge(place, desk, clerk, words)
    return of_answer(place.texts, _CHANGES[words.what](desk, clerk, words))


def _list(place: Place, desk: Desk) -> Result:
    every = team.clerks(desk)
    rows = [{"name": c.name, "role": c.role, "active": c.active, "pin": c.has_pin, "badge": c.has_badge} for c in every]
    words = place.texts
    lines = result.columns(
        [
            clerk.name,
            words.name_of(clerk.role) if clerk.active else words("ui_clerks.left"),
            words("ui_clerks.has_pin") if clerk.has_pin else "—",
            words("ui_clerks.has_badge") if clerk.has_badge else "—",
        ]
        for clerk in every
    )
    return Result(result.DONE, {"clerks": rows}, lines)


def _add(desk: Desk, words: Namespace) -> Answer:
    """A new clerk; one who has left comes back."""
    before = team.clerk_by_name(desk, words.name)
    new = Clerk("", words.name) if before is None or before.active else before
    role = Role.MANAGER if words.manager else Role.CLERK
    return team.save_clerk(desk, replace(new, role=role, active=True), pin=_pin() if words.pin_stdin else "")


def _set_pin(desk: Desk, clerk: Clerk, _words: Namespace) -> Answer:
    return team.set_pin(desk, clerk.id, _pin())


def _set_role(desk: Desk, clerk: Clerk, words: Namespace) -> Answer:
    return team.save_clerk(desk, replace(clerk, role=words.role))


def _remove(desk: Desk, clerk: Clerk, _words: Namespace) -> Answer:
    return team.save_clerk(desk, replace(clerk, active=False))


_CHANGES: dict[str, Callable[[Desk, Clerk, Namespace], Answer]] = {
    "pin": _set_pin,
    "role": _set_role,
    "remove": _remove,
}


def _pin() -> str:
    """From a script's pipe, or typed unseen."""
    return getpass("PIN: ") if sys.stdin.isatty() else sys.stdin.readline().strip()


def _badge(place: Place, desk: Desk, clerk: Clerk, words: Namespace) -> Result:
    """A new badge in a file, which alone has its code. Raises EnvironmentTrouble."""
    from desk_app.cli.labels import misused, write_badge  # noqa: PLC0415 - Qt only when something is drawn
    from desk_app.devices.badge import Badge  # noqa: PLC0415

    hub = setup.hub_settings(desk)[setup.HUB_NAME]
    try:
        answer = team.new_badge(desk, clerk.id, lambda code: write_badge(place, Badge(clerk.name, code, hub), words))
    except ValueError:
        size, dpi = place.settings.get("label.size"), place.settings.get("label.dpi")
        return misused(place, "cli.label_size", size=size, dpi=dpi)
    return of_answer(place.texts, answer, file=words.pdf or words.png)
