"""The label printer: what it tells of itself is asked nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from desk_app.domain import codes
from desk_app.settings import BY_KEY, RAW_LANGUAGES, Setting, Value
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.pages.reglages_fields import ListField, WordField
from desk_app.ui.pages.reglages_paper import PaperSection, Trial
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.devices.label import ParcelLabel
    from desk_app.devices.outputs import Output
    from desk_app.i18n import Texts

SIZES = ("62x29", "100x50", "100x150")
RESOLUTIONS = ("203", "300", "600")
_QL, _QL_DPI = "ql", "300"  # as devices/languages/ql.py, which draws and so is loaded later
_LETTERS = "BCDFGHJKLNP"


@dataclass(frozen=True, slots=True)
class Told:
    """What a printer of the system tells of itself; nothing where it does not, or was not asked yet."""

    printer: str = ""
    sizes: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    is_told: bool = False


class PrinterSection(PaperSection):
    """Size and resolution are the printer's own where it tells them, else asked for."""

    NAME = "printer"
    PAPER = "label"
    SIZE = "label.size"
    PICTURE = 124
    KEYS = ("label.printer", "label.wire", "label.language", "label.size", "label.dpi", "label.print_on_receive")

    def __init__(self, session: Session) -> None:
        self.language = ListField("label_language")
        self.label_size = ListField("label_size", editable=True)
        self.dpi = ListField("label_dpi", editable=True)
        self.on_receive = WordField("label_print_on_receive", ("True", "False"))
        self._told = Told()
        self._drawing: Ticket | None = None
        super().__init__(session, [self.language, self.label_size, self.dpi, self.on_receive])
        self.words.bind(self.language.set_title, "ui_reglages.language")
        self.retranslate()

    # what is chosen

    @property
    def is_ql(self) -> bool:
        """Whether the printer has one resolution only."""
        return self.is_direct and self.language.text() == _QL

    def typed(self, key: str) -> str:
        """``62 × 29 mm`` may be written too."""
        if key == "label.dpi" and self.is_ql:
            return _QL_DPI
        text = super().typed(key)
        return text.lower().replace("×", "x").replace("mm", "").replace(" ", "") if key == "label.size" else text

    def parse(self, key: str) -> Value:
        """Also asks which language a raw printer speaks."""
        if key == "label.language" and self.is_direct and not self.language.text():
            raise ValueError(key)
        return super().parse(key)

    def wrong_text(self, setting: Setting) -> str:
        """Also of the language."""
        is_language = setting.key == "label.language"
        return self.words("ui_reglages.wrong_language") if is_language else super().wrong_text(setting)

    # what goes with it

    def arrange(self) -> None:
        """Fields and hints follow the printer, the picture follows size and resolution."""
        hidden = set() if self.is_direct else {self.wire.name, self.language.name}
        self.form.hide_fields(hidden | ({self.dpi.name} if self.is_ql else set()))
        self._ask_printer()
        self._write_hints()
        self._draw()

    def _ask_printer(self) -> None:
        name = self.system_printer
        if name == self._told.printer:
            return
        self._show_told(Told(name))
        if name:
            self.session.door.ask(lambda: _ask(name), self._show_told, lane=Lane.PRINT)

    def _show_told(self, told: Told) -> None:
        if told.printer != self.system_printer:
            return  # another one was chosen meanwhile
        self._told = told
        with self.filling():
            self._take_size(told.sizes)
            self._take_resolution(told.resolutions)
        self._write_hints()
        self._draw()

    def _take_size(self, sizes: tuple[str, ...]) -> None:
        """A printer that was just chosen brings its own size along."""
        if sizes and self.is_edited and self.typed("label.size") not in sizes:
            self.label_size.set_text(next((size for size in SIZES if size in sizes), sizes[0]))
        self.label_size.set_options([(size, size.replace("x", " × ")) for size in sizes or SIZES])

    def _take_resolution(self, resolutions: tuple[str, ...]) -> None:
        dpi = self.typed("label.dpi")
        if resolutions and dpi.isdecimal():
            self.dpi.set_text(min(resolutions, key=lambda own: abs(int(own) - int(dpi))))
        self.dpi.set_options([(dpi, dpi) for dpi in resolutions or RESOLUTIONS])

    def _write_hints(self) -> None:
        told, words = self._told, self.words
        self.label_size.set_hint(words("ui_reglages.size_told") if told.sizes else "")
        if told.resolutions:
            self.dpi.set_hint(words("ui_reglages.dpi_told", dpi=", ".join(told.resolutions)))
        else:
            is_asked = told.is_told or self.is_direct
            self.dpi.set_hint(words("ui_reglages.dpi_asked") if is_asked else "")
        self.language.set_hint(words("ui_reglages.language_ql" if self.is_ql else "ui_reglages.language_hint"))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.on_receive.set_words([self.words("ui_reglages.on"), self.words("ui_reglages.off")])
        spoken = [(name, self.words(f"ui_reglages.raw_{name}")) for name in RAW_LANGUAGES]
        with self.filling():
            self.language.set_options([("", self.words("ui_reglages.language_none")), *spoken])
            self._take_size(self._told.sizes)
            self._take_resolution(self._told.resolutions)
        super().retranslate()

    # the label

    def _draw(self) -> None:
        """Show the label as it would be; an unfit size shows none."""
        if self._drawing is not None:
            self._drawing.cancel()
        try:
            dpi = BY_KEY["label.dpi"].parse(self.typed("label.dpi"))
            size = str(BY_KEY["label.size"].parse(self.typed("label.size")))
        except ValueError:
            self.picture.set_picture(None)
            return
        label = self._sample()
        self._drawing = self.session.door.ask(
            lambda: _picture(label(), size, int(dpi)), self.picture.set_picture, lane=Lane.PRINT
        )

    def _sample(self) -> Sample:
        words, now = self.words, self.session.now()
        return Sample(
            words("ui_reglages.sample_name"),
            words("ui_reglages.sample_shop"),
            words("devices.order", order=words("ui_reglages.sample_order")),
            words.texts.date(now),
        )

    def trial(self, values: Mapping[str, Value]) -> tuple[Trial, str]:
        """The test label: its rulers are measured."""
        size, dpi, texts = str(values["label.size"]), int(values["label.dpi"]), self.words.texts
        mm = (int(size.partition("x")[0]) - 10) // 10 * 10  # the last number on the ruler, whatever the margins
        return lambda output: _print(output, size, dpi, texts), self.words("ui_reglages.look_label", mm=mm)


@dataclass(frozen=True, slots=True)
class Sample:
    """A parcel's label in words, made in a job: what draws is loaded behind the painted window."""

    name: str
    shop: str
    order: str
    date: str

    def __call__(self) -> ParcelLabel:
        """The label."""
        from desk_app.devices.label import ParcelLabel  # noqa: PLC0415

        code = _LETTERS + codes.check_letter(_LETTERS)
        return ParcelLabel(code, "A-12", self.name, self.shop, self.order, "1/2", self.date)


def _ask(printer: str) -> Told:
    """What the printer tells that labels can be printed with."""
    from desk_app.devices.printers import offered  # noqa: PLC0415 - behind the painted window

    sizes, resolutions = offered(printer)
    return Told(printer, _fit("label.size", sizes), _fit("label.dpi", map(str, resolutions)), is_told=True)


def _fit(key: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Those that the setting takes."""
    found = []
    for text in texts:
        try:
            BY_KEY[key].parse(text)
        except ValueError:
            continue
        found.append(text)
    return tuple(found)


def _picture(label: ParcelLabel, size: str, dpi: int) -> QImage | None:
    from desk_app.devices.label import LabelSize, draw  # noqa: PLC0415 - behind the painted window

    try:
        return draw(label, LabelSize.parse(size), dpi)
    except ValueError:
        return None


def _print(output: Output, size: str, dpi: int, texts: Texts) -> None:
    from desk_app.devices.label import LabelSize  # noqa: PLC0415 - behind the painted window
    from desk_app.devices.outputs import resolution, send  # noqa: PLC0415
    from desk_app.devices.proof import Proof  # noqa: PLC0415

    label = LabelSize.parse(size)
    send(output, [Proof.of(label, resolution(output, label, dpi), texts)], label, dpi)
