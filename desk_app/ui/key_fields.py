"""Text fields that a scan lands in: which one has the keys, and what it held before."""

from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class Fields:
    """Remembers what the field with the focus held when each of the last bursts of keys began."""

    def __init__(self) -> None:
        self.current: QWidget | None = None
        self._before: dict[int, tuple[str, int]] = {}

    def enter(self, field: QWidget | None) -> bool:
        """Whether another field, or none, has the keys now."""
        if field is self.current:
            return False
        self.current = field
        self._before.clear()
        return True

    def remember(self, place: int) -> None:
        """What the field holds before the key of that place among those collected."""
        self._before[place] = _state(self.current)

    def forget(self) -> None:
        """The keys collected so far were none of a scanner's."""
        self._before.clear()

    def restore(self, place: int) -> None:
        """Take out of the field what was written from that place on."""
        field = line_of(self.current)
        if place not in self._before:
            return
        text, cursor = self._before[place]
        if isinstance(field, QLineEdit):
            field.setText(text)
            field.setCursorPosition(cursor)
        elif isinstance(field, QPlainTextEdit | QTextEdit):
            field.setPlainText(text)
            moved = field.textCursor()
            moved.setPosition(cursor)
            field.setTextCursor(moved)


def text_field() -> QWidget | None:
    """The widget that has the focus, when it takes text."""
    focus = QApplication.focusWidget()
    field = line_of(focus)
    if field is None or not field.isEnabled() or field.isReadOnly():
        return None
    return focus


def line_of(widget: QWidget | None) -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """The text field in a widget: itself, or the line of a spin box or an editable combo box."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return widget
    if isinstance(widget, QComboBox | QAbstractSpinBox):
        return widget.lineEdit()
    return None


def _state(widget: QWidget | None) -> tuple[str, int]:
    """The text of a field and where its cursor stands."""
    field = line_of(widget)
    if isinstance(field, QLineEdit):
        return field.text(), field.cursorPosition()
    if field is not None:
        return field.toPlainText(), field.textCursor().position()
    return "", 0
