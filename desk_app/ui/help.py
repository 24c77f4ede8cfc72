"""The list of keys over the window, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk_app.ui.widgets.action_bar import Action, cap_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.ui.widgets.help_overlay import HelpOverlay
    from desk_app.ui.words import Words


class Help:
    """What can be pressed now, over ``window``."""

    def __init__(self, window: QWidget, words: Words) -> None:
        self._window, self._words = window, words
        self._overlay: HelpOverlay | None = None

    @property
    def overlay(self) -> HelpOverlay:
        """Where it is shown."""
        if self._overlay is None:
            from desk_app.ui.widgets.help_overlay import HelpOverlay  # noqa: PLC0415 - behind the painted window

            self._overlay = HelpOverlay(self._window)
        return self._overlay

    def close(self) -> bool:
        """Put it away; whether it was there."""
        if self._overlay is None or not self._overlay.isVisible():
            return False
        self._overlay.hide()
        return True

    def open(self, page: str, actions: Sequence[Action], places: Sequence[str], *, locks: bool) -> None:
        """Show the keys of the page called ``page``, of those that Ctrl and a digit open, and of the window itself."""
        words = self._words
        rows = [(cap_of(a.key, words), words(a.text, **a.args)) for a in actions]
        ctrl = [(f"Ctrl {n}", words(f"ui.page_{name}")) for n, name in enumerate(places, start=1)]
        window = [("F11", words("ui.page_impressions")), ("F1", words("ui.help_this"))]
        if locks:
            window.insert(1, ("F12", words("ui_sign_in.lock")))
        heading = words("ui.help_heading", page=words(f"ui.page_{page}"))
        self.overlay.open(heading, [*rows, *ctrl, *window])
