"""Asking a manager for one action, over the page in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk


class ManagerPrompt:
    """The window shows it; pages ask through :meth:`ask`."""

    @staticmethod
    def ask(session: Session, then: Callable[[Desk], None]) -> None:
        """Call ``then`` with a manager's desk, for one action: at once where a manager stands, or anybody may.

        Else a manager's badge or PIN is asked for; ``then`` is not called when nobody gives one. The clerk who has
        signed in stays signed in.
        """
        desk = session.desk()
        if desk.is_manager:
            then(desk)
        else:
            session.manager_wanted.emit(then)
