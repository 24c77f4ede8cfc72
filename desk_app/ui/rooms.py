"""The counter's rooms, each imported when it is first used: inside a job, behind the first painted window.

Loading the store takes longer than painting the window, so nothing of the screen imports it at its top.
Use as ``rooms.check_out.look(desk, code)``, and only in jobs given to the background door.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk_app.counter import (
        announce,
        backups,
        check_out,
        clerks,
        cold,
        find,
        hubs,
        incidents,
        journal,
        keeping,
        lists,
        message_texts,
        messages,
        nightly,
        prints,
        proof,
        receive,
        returns,
        sending,
        setup,
        sweep,
        till,
        undo,
        visits,
    )

    __all__ = [
        "announce",
        "backups",
        "check_out",
        "clerks",
        "cold",
        "find",
        "hubs",
        "incidents",
        "journal",
        "keeping",
        "lists",
        "message_texts",
        "messages",
        "nightly",
        "prints",
        "proof",
        "receive",
        "returns",
        "sending",
        "setup",
        "sweep",
        "till",
        "undo",
        "visits",
    ]


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"desk_app.counter.{name}")
