"""Texts bound to widgets: switching the language writes every one of them again, without a restart."""

import weakref
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator, Signal
from shiboken6 import isValid

from desk_app.i18n import Texts


class Words(QObject):
    """The screen's words: call it for a text, bind a setter to a text, switch the language."""

    changed = Signal()  # after a switch, when the bound texts are written; pages write their own then

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts = texts
        self._bound: weakref.WeakKeyDictionary[QObject, dict[str, tuple[str, dict[str, object]]]]
        self._bound = weakref.WeakKeyDictionary()
        load_qt_words(self.language)

    def __call__(self, key: str, /, **args: object) -> str:
        """The text of ``key``."""
        return self.texts(key, **args)

    @property
    def language(self) -> str:
        """``fr`` or ``en``."""
        return self.texts.language

    def bind(self, setter: Callable[[str], object], key: str, /, **args: object) -> None:
        """Write the text of ``key`` with ``setter`` (a method of a widget) now and at each switch.

        The widget is held weakly; binding the same setter again replaces its text.
        """
        widget: QObject = setter.__self__  # type: ignore[attr-defined]
        name: str = setter.__name__
        self._bound.setdefault(widget, {})[name] = (key, args)
        setter(self.texts(key, **args))

    def unbind(self, setter: Callable[[str], object]) -> None:
        """Leave what ``setter`` wrote to the caller from now on."""
        widget: QObject = setter.__self__  # type: ignore[attr-defined]
        self._bound.get(widget, {}).pop(setter.__name__, None)

    def switch(self, language: str) -> None:
        """Speak another language from now on. Raises ValueError for one that is not there."""
        self.texts.language = language
        load_qt_words(language)
        for widget, texts in list(self._bound.items()):
            if isValid(widget):
                for name, (key, args) in texts.items():
                    getattr(widget, name)(self.texts(key, **args))
        self.changed.emit()


@cache
def _translator() -> QTranslator:
    """One for the program; kept, or Qt would forget its words."""
    return QTranslator()


def load_qt_words(language: str) -> None:
    """Qt's own words (file dialogs, the menu of a text field) in that language."""
    app = QCoreApplication.instance()
    if app is None:
        return
    app.removeTranslator(_translator())
    if _translator().load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(_translator())
