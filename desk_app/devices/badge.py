"""A clerk's badge on paper: the name, and the code that opens the counter, which only a scanner can read."""

from dataclasses import dataclass

from desk_app.devices import ink, layout
from desk_app.devices.layout import Canvas, Layout
from desk_app.devices.symbols import qr


@dataclass(frozen=True, slots=True)
class Badge:
    """Whose it is, what it opens, and where."""

    name: str
    code: str
    hub: str

    def layout(self, canvas: Canvas, /) -> Layout:
        """``name hub qr``. Raises ValueError when the symbol does not fit."""
        found = layout.shelf(canvas)
        place = found["mark_0"]._replace(width=found["tag"].right - found["mark_0"].x)
        return {"name": found["code"], "hub": place, "qr": found["qr"]}

    def items(self) -> dict[str, ink.Item]:
        """What to draw."""
        return {
            "name": ink.Text(self.name, size=ink.LARGEST, least=0.1, bold=True),
            "hub": ink.Text(self.hub, least=0.3),
            "qr": qr(self.code),
        }
