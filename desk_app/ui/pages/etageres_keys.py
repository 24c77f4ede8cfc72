"""What the keys of the shelves' page do, by what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action

if TYPE_CHECKING:
    from desk_app.ui.pages.etageres import Etageres


def actions(page: Etageres) -> Sequence[Action]:
    """Of the form, the sweep, the open shelf, or all shelves."""
    if page.is_filling:
        return [
            Action(ENTER, "ui_etageres.save", page.form.submit, primary=True),
            Action(ESCAPE, "ui_etageres.cancel", page.leave_form),
        ]
    if page.sweeping.shelf is not None:
        return page.sweeping.keys()
    return [*_strips(page), *(_shelf(page) if page.shelf is not None else _list(page))]


def _strips(page: Etageres) -> list[Action]:
    """What the strips' own buttons say; these keys mean them first."""
    keys = []
    if page.printing.isVisibleTo(page):
        keys.append(Action(ESCAPE, "ui_etageres.stop_printing", page.labels.stop, shown=False))
    if page.labels.waiting:
        keys.append(Action("F5", "ui_printing.again", page.labels.retry, shown=False))
    return keys


def _hand(page: Etageres, parcel_id: str) -> list[Action]:
    """A parcel is in hand: onto the shelf the arrows stand on, or down again."""
    down, shelf = Action(ESCAPE, "ui_etageres.put_down", page.put_down), page.meant
    if shelf is None:
        return [down]
    put = partial(page.put_on, parcel_id, shelf.tag)
    return [Action(ENTER, "ui_etageres.put_here", put, primary=True, args={"shelf": shelf.code}), down]


def _list(page: Etageres) -> list[Action]:
    if page.in_hand is not None:
        return _hand(page, page.in_hand.id)
    some, n = page.grid.current is not None, len(page.grid.chosen)
    is_read, wide = page.overview is not None, not page.narrow
    return [
        Action(ENTER, "ui_etageres.open", page.open_current, primary=True, enabled=some, shown=some),
        Action("F3", "ui_etageres.add", page.add, primary=not some, enabled=is_read),
        Action("F4", "ui_etageres.change", page.change, enabled=some, shown=some),
        Action("F5", "ui_etageres.print", page.print, enabled=n > 0, shown=some, args={"n": n}),
        Action("F6", "ui_etageres.print_all", page.print_all, enabled=some, shown=some and wide),
        Action(ESCAPE, "ui_etageres.clear", page.put_down, enabled=page.band.isVisibleTo(page), shown=False),
    ]


def _shelf(page: Etageres) -> list[Action]:
    wide, is_cold = not page.narrow, page.shelf is not None and page.shelf.zone.is_cold
    has_some = page.content.current is not None
    return [
        Action(ESCAPE, "ui_etageres.all", page.close_shelf, primary=True),
        Action("F7", "ui_sweep.begin", page.begin_sweep),
        Action("F8", "ui_cold.take_out", page.take_out, enabled=has_some, shown=is_cold and has_some),
        Action("F4", "ui_etageres.change", page.change, shown=wide),
        Action("F5", "ui_etageres.print_label", page.print, shown=wide or not is_cold),
    ]
