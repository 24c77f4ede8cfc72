"""Command barcodes on the screen: which of a page's actions each asks for."""

from collections.abc import Mapping, Sequence

from desk_app.domain.commands import Command
from desk_app.domain.verdicts import Tone
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action

_KEYS: Mapping[Command, str] = {Command.YES: ENTER, Command.ESCAPE: ESCAPE, Command.SEARCH: "F2"}
# By what an action says, not by its key: one key means different things on different pages.
_TEXTS: Mapping[Command, tuple[str, ...]] = {
    Command.HAND_OVER_ALL: ("ui_comptoir.hand_over_all",),
    Command.PUT_AWAY: (
        "ui_comptoir.put_away",
        "ui_comptoir.close",
        "ui_comptoir.clear",
        "ui_arrivages.clear",
        "ui_etageres.put_down",
        "ui_etageres.clear",
        "ui_journee.clear",
        "ui_retours.put_down",
    ),
    Command.UNDO: ("ui_comptoir.undo_last", "ui_journee.undo_this", "ui_journee.undo_last"),
    Command.PRINT_AGAIN: (
        "ui_printing.again",
        "ui_comptoir.print_slip",
        "ui_comptoir.print_handover",
        "ui_arrivages.print",
        "ui_arrivages.print_short",
        "ui_etageres.print",
        "ui_etageres.print_label",
    ),
}


def asked_for(command: Command, actions: Sequence[Action]) -> Action | None:
    """The first of these actions that ``command`` asks for and that can be done now; None when there is none."""
    key, texts = _KEYS.get(command), _TEXTS.get(command, ())
    return next((a for a in actions if a.enabled and (a.key == key or a.text in texts)), None)


def say_nothing_to_do(session: Session, command: Command) -> None:
    """A command that means nothing on the page in front, now: said, and heard."""
    session.note(session.words("ui.command_nothing", command=command))
    session.play(Tone.LOOK)
