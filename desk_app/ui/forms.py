"""Forms inside a page: a title over each field, what is wrong under it; arrows complete, Enter goes on, Tab walks."""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.ui import theme
from desk_app.ui.widgets.labels import LineLabel, label
from desk_app.ui.widgets.segments import Segments
from desk_app.ui.widgets.suggestions import Suggestion, Suggestions


class Field(QWidget):
    """A title, an input, and a line for a hint or for what is wrong."""

    changed = Signal()
    is_wide = False  # takes a whole row

    def __init__(self, name: str, entry: QWidget) -> None:
        super().__init__()
        self.name = name
        self.entry = entry
        self.title = LineLabel(size=theme.SMALL, weight=theme.SEMIBOLD, ink=theme.MUTED)
        self._below = label(role="small", wraps=True)
        self._hint = ""
        self._wrong = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        for widget in (self.title, entry, self._below):
            self.column.addWidget(widget)
        self.column.addStretch(1)  # a taller neighbour leaves room below, not between
        self.setFocusProxy(entry)
        self._below.setMinimumHeight(18)

    def set_title(self, title: str) -> None:
        """What is asked."""
        self.title.setText(title)
        self.entry.setAccessibleName(title)

    def set_hint(self, hint: str) -> None:
        """How to answer, while nothing is wrong."""
        self._hint = hint
        self._write()

    def set_wrong(self, sentence: str) -> None:
        """What is wrong and how to mend it; empty when nothing is."""
        self._wrong = sentence
        self._write()
        _dress(self.entry, "wrong", bool(sentence))

    @property
    def wrong(self) -> str:
        """What is wrong."""
        return self._wrong

    def _write(self) -> None:
        self._below.setText(self._wrong or self._hint)
        _dress(self._below, "role", "error" if self._wrong else "small")


def _dress(widget: QWidget, name: str, value: bool | str) -> None:
    """Give it a property that the style sheet asks for; to dress a widget anew takes long, so only where it changes."""
    if (widget.property(name) or False) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class TextField(Field):
    """A line of text."""

    typed = Signal(str)  # by hand, not by set_text

    def __init__(self, name: str, *, required: bool = False) -> None:
        self.line = QLineEdit()
        super().__init__(name, self.line)
        self.required = required
        self.line.textEdited.connect(self._on_typed)

    def text(self) -> str:
        """What it says, spaces put in order."""
        return " ".join(self.line.text().split())

    def set_text(self, text: str) -> None:
        """Write into it."""
        self.line.setText(text)
        self.set_wrong("")

    def _on_typed(self, text: str) -> None:
        if self.wrong:
            self.set_wrong("")
        self.changed.emit()
        self.typed.emit(text)


class ChoiceField(Field):
    """A few choices side by side."""

    def __init__(self, name: str, values: Sequence[object]) -> None:
        self.segments = Segments()
        super().__init__(name, self.segments)
        self.values = values
        self.segments.picked.connect(self.changed)

    @property
    def value(self) -> object:
        """What is chosen."""
        return self.values[self.segments.place]

    def choose(self, value: object) -> None:
        """Choose this one."""
        self.segments.pick(self.values.index(value))


class Form(QWidget):
    """Fields in two columns, in one where it is narrow. ``submitted`` when Enter has nothing left to ask for."""

    submitted = Signal()
    changed = Signal()  # something was typed or chosen by hand

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {field.name: field for field in fields}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP_LARGE)
        self._grid.setVerticalSpacing(6)
        self._columns = 0
        self._hidden: set[str] = set()
        self.set_columns(2)
        for field in fields:
            field.changed.connect(self.changed)
            if isinstance(field, TextField):
                field.line.returnPressed.connect(self.go_on)
        self._chain()

    def set_columns(self, columns: int) -> None:
        """One or two columns."""
        if columns == self._columns:
            return
        self._columns = columns
        self._place()
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def let_grow(self, name: str) -> None:
        """In one column, give all the height that is left to this field."""
        self._grid.setRowStretch(list(self.fields).index(name), 1)

    def hide_fields(self, names: Collection[str]) -> None:
        """Show all fields but these, which leave no gap."""
        if set(names) != self._hidden:
            self._hidden = set(names)
            self._place()
            for field in self.fields.values():
                field.setHidden(field.name in names)

    def _place(self) -> None:
        for field in self.fields.values():
            self._grid.removeWidget(field)
        place = 0
        for field in (field for name, field in self.fields.items() if name not in self._hidden):
            span = self._columns if field.is_wide else 1
            place += -place % span  # a wide one begins a row
            self._grid.addWidget(field, place // self._columns, place % self._columns, 1, span)
            place += span

    def go_on(self) -> None:
        """Enter: to the next field that must not stay empty, or done."""
        missing = self.missing()
        if missing is None:
            self.submitted.emit()
        else:
            missing.setFocus()

    def missing(self) -> TextField | None:
        """The first field that must not stay empty and is."""
        return next((f for f in self.text_fields() if f.required and not f.text() and f.isVisibleTo(self)), None)

    def text_fields(self) -> list[TextField]:
        """The fields one types into."""
        return [field for field in self.fields.values() if isinstance(field, TextField)]

    def show_wrong(self, name: str, sentence: str) -> None:
        """Say under a field what is wrong with it, and go there."""
        for field in self.fields.values():
            field.set_wrong(sentence if field.name == name else "")
        self.fields[name].setFocus()

    def clear_wrong(self) -> None:
        """Nothing is wrong any more."""
        for field in self.fields.values():
            field.set_wrong("")

    def _chain(self) -> None:
        entries = [field.entry for field in self.fields.values()]
        for before, after in pairwise(entries):
            QWidget.setTabOrder(before, after)


class Completer(QObject):
    """Offers completions under a text field: arrows mark one, Enter or Tab takes it, Escape puts them away."""

    taken = Signal(object)  # the value of a Suggestion

    def __init__(self, field: TextField, ask: Callable[[str], None], *, at_once: bool = False) -> None:
        """``ask(text)`` is to answer by :meth:`offer`; ``at_once`` asks as soon as the field has the focus."""
        super().__init__(field)
        self._field, self._ask, self._at_once = field, ask, at_once
        self.list: Suggestions | None = None  # made when it is first shown
        field.typed.connect(self._on_typed)
        field.line.installEventFilter(self)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these, if the field still has the focus."""
        if self._field.line.hasFocus():
            self._shown().offer(suggestions, self._field.line)

    @property
    def suggestions(self) -> list[str]:
        """What is offered now."""
        if self.list is None or self.list.isHidden():
            return []
        return [self.list.item(place).text() for place in range(self.list.count())]

    def hide(self) -> bool:
        """Put the list away; whether it was there."""
        if self.list is None or self.list.isHidden():
            return False
        self.list.hide()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        if kind == QEvent.Type.FocusIn and self._at_once:
            self._ask(self._field.text())
        elif kind == QEvent.Type.FocusOut:
            self.hide()
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            if self.suggestions:
                self._shown().step(_STEPS[key])
            else:
                self._ask(self._field.text())
            return True
        if key in _TAKERS:
            return self._shown().take() and key != Qt.Key.Key_Tab
        return False

    def _on_typed(self, text: str) -> None:
        self._ask(" ".join(text.split()))

    def _shown(self) -> Suggestions:
        """The list; made in the window, so that nothing clips it."""
        if self.list is None:
            self.list = Suggestions(self._field.window())
            self.list.taken.connect(self._on_taken)
        return self.list

    def _on_taken(self, suggestion: Suggestion) -> None:
        self._field.set_text(suggestion.text)
        self.taken.emit(suggestion.value)


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TAKERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
