"""What the keys of the drop-off do, by what is shown and what is asked."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from desk_app.domain.states import IN_HOUSE, State
from desk_app.ui.pages import arrivages_slip
from desk_app.ui.pages.arrivages_questions import Ask
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action

if TYPE_CHECKING:
    from desk_app.ui.pages.arrivages import Arrivages


class Mode(Enum):
    """What the main part shows."""

    LIST = "list"
    CHOICE = "choice"
    FORM = "form"
    IMPORT = "import"


def keys(page: Arrivages) -> list[Action]:
    """All keys that mean something now."""
    if page.mode is Mode.FORM:
        return [*_form(page), _nothing("F2")]
    if page.mode is Mode.IMPORT:
        return [*page.importer.keys(page.narrow), _nothing("F2")]
    if page.mode is Mode.CHOICE:
        return [
            Action(ENTER, "ui_arrivages.choose", page.choices.list.pick, primary=True),
            Action(ESCAPE, "ui_arrivages.close", page.show_list),
            _nothing("F2"),
        ]
    if page.questions.asked is not None:
        return [*_question(page), _nothing("F2")]
    return [*_parcel(page), *_list(page)]


def _form(page: Arrivages) -> list[Action]:
    send = f"ui_arrivages.send_{page.form.kind.value}"
    return [
        Action(ENTER, send, page.form.form.go_on, primary=True),
        Action(ESCAPE, "ui_arrivages.close", page.close_form),
    ]


def _question(page: Arrivages) -> list[Action]:
    close = Action(ESCAPE, "ui_arrivages.close", page.questions.close_question)
    if page.questions.asked is Ask.PRINT:
        return [Action(ENTER, "ui_arrivages.print_now", page.questions.agree, primary=True), close]
    return [close]


def _parcel(page: Arrivages) -> list[Action]:
    """What can be done with what is in hand or selected."""
    parcel = page.chosen()
    expected = parcel is not None and parcel.state is State.ANNOUNCED
    here = parcel is not None and parcel.state in IN_HOUSE
    count = 1 if parcel is not None else page.count()
    receive = [Action(ENTER, "ui_arrivages.receive", page.receive, primary=True)] if expected else []
    waiting = page.labels.waiting
    short = "_short" if page.narrow else ""
    text, enabled = ("ui_printing.again", True) if waiting else (f"ui_arrivages.print{short}", count > 0)
    return [
        *receive,
        _when(enabled, "F5", text, page.print_labels, primary=not expected, args={"n": max(1, count)}),
        _when(here, "F4", f"ui_arrivages.move{short}", lambda: page.ask(Ask.MOVE)),
        _when(expected or here, "F6", f"ui_arrivages.pieces{short}", lambda: page.ask(Ask.PIECES)),
    ]


def _list(page: Arrivages) -> list[Action]:
    has_shop = arrivages_slip.shop_of(page) is not None
    return [
        Action(
            "F8",
            "ui_arrivages.drop_off",
            lambda: arrivages_slip.print_slip(page),
            enabled=has_shop,
            shown=has_shop and not page.narrow,
        ),
        Action("F3", f"ui_arrivages.unannounced{'_short' if page.narrow else ''}", page.unannounced),
        Action("F7", "ui_arrivages.announce", page.announce, shown=False),
        Action("F9", "ui_arrivages.import_file", page.import_file, shown=False),
        Action("F10", "ui_arrivages.filter", lambda: page.ask_filter("all"), shown=False),
        Action("F2", "ui_arrivages.search", page.search, shown=False),
        Action(ESCAPE, "ui_arrivages.clear", page.put_away, shown=False),
    ]


def _when(possible: bool, key: str, text: str, run: Callable[[], object], **values: Any) -> Action:
    """An action that is only shown while it can be done."""
    return Action(key, text, run, enabled=possible, shown=possible, **values)


def _nothing(key: str) -> Action:
    """A key that must not leave the page while something is being filled in."""
    return Action(key, "ui_arrivages.search", lambda: None, shown=False)
