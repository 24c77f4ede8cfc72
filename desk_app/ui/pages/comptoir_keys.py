"""What the keys of the counter's page do, by what its main part shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action

if TYPE_CHECKING:
    from desk_app.ui.pages.comptoir import Comptoir


class Mode(Enum):
    """What the main part shows."""

    IDLE = auto()
    OPEN = auto()
    ASK = auto()
    SEARCH = auto()
    UNDO = auto()
    PROXY = auto()
    PROBLEM = auto()
    PAPER = auto()


PANELS = frozenset({Mode.SEARCH, Mode.UNDO, Mode.PROXY, Mode.PROBLEM, Mode.PAPER})
"""Panels that the next scan puts away; a question stays until it is answered."""


def actions(page: Comptoir) -> Sequence[Action]:
    """By mode; F2 and F9 work everywhere but over a question."""
    mode = page.mode
    if mode is Mode.ASK:
        return _ask(page)
    everywhere = [
        Action("F2", "ui_comptoir.search", page.begin_search, shown=False),
        Action("F9", "ui_comptoir.undo_last", page.undoing.ask, shown=mode is Mode.IDLE),
    ]
    return [*_BY_MODE[mode](page), *everywhere]


def _idle(page: Comptoir) -> list[Action]:
    if page.serving.paper_at is not None:
        return [
            Action("F10", "ui_handover.paper_other", page.begin_paper),
            Action(ESCAPE, "ui_handover.paper_end", page.end_paper, primary=True),
        ]
    paper = Action("F10", "ui_handover.paper", page.begin_paper)
    clear = Action(ESCAPE, "ui_comptoir.clear", page.put_away, shown=False)
    return [paper, clear] if page.band.isVisible() else [paper]


def _open(page: Comptoir) -> list[Action]:
    left = len(page.serving.left())
    if not left:
        return [Action(ESCAPE, "ui_comptoir.close", page.put_away, primary=True), *_slips(page)]
    return [
        Action(ENTER, "ui_comptoir.hand_over_all", page.serving.hand_over_all, primary=True, args={"n": left}),
        *_slips(page),
        Action("F6", "ui_handover.proxy_key", page.ask_proxy, shown=False),
        Action("F8", "ui_handover.problem_key", page.ask_problem, shown=False),
        Action(ESCAPE, "ui_comptoir.put_away", page.put_away),
    ]


def _slips(page: Comptoir) -> list[Action]:
    """The customer's slip: of what can be fetched, or of what was handed over when all of it was."""
    if page.serving.left():
        return [Action("F5", "ui_comptoir.print_slip", page.print_slip)] if page.session.print_slip else []
    visit = page.visit
    given = visit is not None and bool(visit.given)
    return [Action("F5", "ui_comptoir.print_handover", page.print_handover)] if given else []


def _ask(page: Comptoir) -> list[Action]:
    return [*page.serving.panel.key_actions(), Action(ESCAPE, "ui_handover.not_given", page.give_up)]


def _search(page: Comptoir) -> list[Action]:
    return [Action(ENTER, "ui_comptoir.open", page.search.open_chosen, primary=True), _back(page)]


def _undo(page: Comptoir) -> list[Action]:
    ready = bool(page.undo.reason)
    confirm = Action(ENTER, "ui_comptoir.undo_confirm", page.undo.confirm, primary=True, enabled=ready)
    return [confirm, _back(page)]


def _proxy(page: Comptoir) -> list[Action]:
    return [Action(ENTER, "ui_handover.proxy_yes", page.proxy.confirm, primary=True), _back(page)]


def _problem(page: Comptoir) -> list[Action]:
    panel = page.problem
    if panel.keys is None:
        return [_back(page)]
    ready = bool(panel.note)
    return [
        Action(ENTER, "ui_handover.problem_keep", panel.keep, primary=True, enabled=ready),
        Action("F4", "ui_handover.problem_back", panel.send_back, enabled=ready),
        _back(page),
    ]


def _paper(page: Comptoir) -> list[Action]:
    return [Action(ENTER, "ui_handover.paper_yes", page.paper.confirm, primary=True), _back(page)]


def _back(page: Comptoir) -> Action:
    return Action(ESCAPE, "ui_comptoir.back", page.back)


_BY_MODE: Mapping[Mode, Callable[[Comptoir], list[Action]]] = {
    Mode.IDLE: _idle,
    Mode.OPEN: _open,
    Mode.SEARCH: _search,
    Mode.UNDO: _undo,
    Mode.PROXY: _proxy,
    Mode.PROBLEM: _problem,
    Mode.PAPER: _paper,
}
