"""What the keys of the shelves' page do, by what is shown and what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from desk_app.ui.pages.arrivages_questions import Ask
from desk_app.ui.proof_saving import has_proof
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action

if TYPE_CHECKING:
    from desk_app.ui.pages.etageres import Etageres


def actions(page: Etageres) -> Sequence[Action]:
    """All keys that mean something now."""
    if page.is_filling():
        return [
            Action(ENTER, "ui_etageres.save", page.form.submit, primary=True),
            Action(ESCAPE, "ui_etageres.cancel", page.leave_form),
        ]
    if page.questions.asked is not None:
        return [Action(ESCAPE, "ui_etageres.cancel", page.questions.close_question)]
    return [*_strips(page), *(_list(page) if page.shelf is None else _shelf(page))]


def _strips(page: Etageres) -> list[Action]:
    """What the strips' own buttons say; these keys mean them first."""
    found = []
    if page.printing.isVisibleTo(page):
        found.append(Action(ESCAPE, "ui_etageres.stop_printing", page.labels.stop, shown=False))
    if page.labels.waiting:
        found.append(Action("F5", "ui_printing.again", page.labels.retry, shown=False))
    return found


def _hand(page: Etageres, parcel_id: str) -> list[Action]:
    """A parcel is in hand: onto the shelf the arrows stand on, or down again."""
    down, shelf = Action(ESCAPE, "ui_etageres.put_down", page.put_down), page.meant()
    if shelf is None:
        return [down]
    put = partial(page.put_on, parcel_id, shelf.tag)
    return [Action(ENTER, "ui_etageres.put_here", put, primary=True, args={"shelf": shelf.code}), down]


def _list(page: Etageres) -> list[Action]:
    if page.in_hand is not None:
        return _hand(page, page.in_hand.id)
    some, n = page.grid.current is not None, len(page.grid.chosen)
    has_answer, is_read = page.band.isVisibleTo(page), page.overview is not None
    return [
        Action(ENTER, "ui_etageres.open", page.open_current, primary=True, enabled=some, shown=some),
        Action("F3", "ui_etageres.add", partial(page.begin, None), primary=not some, enabled=is_read),
        Action("F4", "ui_etageres.change", page.change, enabled=some, shown=some),
        Action("F5", "ui_etageres.print", page.print_labels, enabled=n > 0, shown=some, args={"n": n}),
        Action("F6", "ui_etageres.print_all", page.print_all, enabled=some, shown=some and not page.narrow),
        Action(ESCAPE, "ui_etageres.clear", page.put_down, enabled=has_answer, shown=False),
    ]


def _shelf(page: Etageres) -> list[Action]:
    parcel, wide = page.content.current, not page.narrow
    waits, is_here = parcel is not None and parcel.may_wait_longer, has_proof(parcel)
    keep = "ui_arrivages.keep_longer" if wide else "ui_etageres.keep_short"
    return [
        Action(ESCAPE, "ui_etageres.all", page.close_shelf, primary=True),
        Action("F4", "ui_etageres.change", page.change),
        Action("F5", "ui_etageres.print_label", page.print_labels),
        Action("F6", keep, partial(page.ask, Ask.KEEP), enabled=waits, shown=waits),
        Action("F7", "proof.save", page.save_proof, enabled=is_here, shown=is_here and wide),
    ]
