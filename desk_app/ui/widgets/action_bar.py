"""The keys of a page as buttons: a column beside wide pages, a row under narrow ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QBoxLayout, QWidget

from desk_app.ui import theme
from desk_app.ui.widgets.key_button import KeyButton

ENTER, ESCAPE = "Enter", "Esc"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a page can do now. ``key`` is F2…F12, ``Enter`` or ``Esc``; ``text`` a key of the translations.

    ``shown`` False: the key works, but something else on the page shows it already.
    """

    key: str
    text: str
    run: Callable[[], object]
    primary: bool = False
    enabled: bool = True
    shown: bool = True
    args: dict[str, object] = field(default_factory=dict)


class ActionBar(QWidget):
    """Shows actions; its buttons are made once and used again."""

    def __init__(self, say: Callable[..., str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._actions: list[Action] = []
        self._buttons: list[KeyButton] = []
        self._in_row = False
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(9)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Show these, in this order; the primary one first."""
        self._actions = [a for a in actions if a.shown]
        while len(self._buttons) < len(self._actions):
            self._add_button()
        for place, button in enumerate(self._buttons):
            self._fill(button, self._actions[place] if place < len(self._actions) else None)
        self.setVisible(bool(self._actions))

    def set_in_row(self, in_row: bool) -> None:
        """A row instead of a column."""
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if in_row else direction.TopToBottom)
        margin = theme.GAP_SMALL if in_row else 0
        self._box.setContentsMargins(margin, 0, margin, margin)
        self._in_row = in_row
        for button in self._buttons:
            button.set_compact(in_row)

    def button(self, key: str) -> KeyButton | None:
        """The button of a key, when it is shown."""
        for action, button in zip(self._actions, self._buttons, strict=False):
            if action.key == key:
                return button
        return None

    def _add_button(self) -> None:
        button = KeyButton(self)
        place = len(self._buttons)
        button.set_compact(self._in_row)
        button.clicked.connect(lambda: self._run(place))
        self._buttons.append(button)
        self._box.addWidget(button)

    def _run(self, place: int) -> None:
        if place < len(self._actions):
            self._actions[place].run()

    def _fill(self, button: KeyButton, action: Action | None) -> None:
        button.setVisible(action is not None)
        if action is None:
            return
        button.setText(self._say(action.text, **action.args))
        button.set_cap(cap_of(action.key, self._say))
        button.set_primary(action.primary)
        button.setEnabled(action.enabled)


def cap_of(key: str, say: Callable[..., str]) -> str:
    """What the cap of a key says: ``Entrée`` for Enter."""
    return say(f"ui.key_{key.lower()}") if key in (ENTER, ESCAPE) else key
