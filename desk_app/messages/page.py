"""How a mail looks: one column in tables with inline style, since that is what every mail program shows alike.

Grounds and inks are always set together, so that a dark screen leaves it readable. Nothing is fetched from anywhere:
the one picture is in the mail. Everything that is filled in is escaped here.
"""

from collections.abc import Iterable, Sequence
from html import escape

from desk_app.domain.codes import spell
from desk_app.messages.content import Block, Code, Row, Section, Table

Part = tuple[str, ...] | Block
"""A paragraph, as its lines, or a block."""

PICTURE_WIDTH = 203  # seven pixels for each of the picture's modules
_PAPER, _CARD, _DEEP, _INK, _MUTED, _LINE = "#f4f2ed", "#ffffff", "#16323a", "#1d2733", "#59646f", "#e0dcd2"
_FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif"
_TABLE = 'role="presentation" border="0" cellpadding="0" cellspacing="0"'
_WIDE = 600


def page(language: str, subject: str, hub: str, parts: Sequence[Part], picture: str) -> str:
    """A whole HTML document."""
    rows = "\n".join(_row(_part(part, picture)) for part in parts)
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(subject)}</title>
</head>
<body style="margin:0;padding:0;background-color:{_PAPER}">
<table {_TABLE} width="100%" bgcolor="{_PAPER}" style="background-color:{_PAPER}">
<tr><td align="center" style="padding:24px 8px">
<!--[if mso]><table {_TABLE} width="{_WIDE}"><tr><td><![endif]-->
<table {_TABLE} width="100%" bgcolor="{_CARD}" style="max-width:{_WIDE}px;background-color:{_CARD}">
<tr><td bgcolor="{_DEEP}" style="{_ink("#ffffff", 20)};background-color:{_DEEP};font-weight:bold;padding:16px">\
{escape(hub)}</td></tr>
{rows}
<tr><td height="16" style="font-size:0;line-height:16px">&nbsp;</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
"""


def _row(inner: str) -> str:
    style = f"{_ink(_INK, 16)};background-color:{_CARD};padding:16px 16px 0"
    return f'<tr><td bgcolor="{_CARD}" style="{style}">{inner}</td></tr>'


def _ink(colour: str, size: int) -> str:
    return f"{_FONT};font-size:{size}px;line-height:{round(size * 1.5)}px;color:{colour}"


def _part(part: Part, picture: str) -> str:
    match part:
        case Code():
            return _code(part.code, picture)
        case Table():
            return "\n".join(map(_section, part.sections))
        case _:
            return _lines(part)


def _lines(lines: Iterable[str]) -> str:
    return "<br>\n".join(map(escape, lines))


def _code(code: str, picture: str) -> str:
    """The picture and the letters below it, on white whatever the screen is."""
    letters = escape(spell(code))
    ground = f'bgcolor="#ffffff" style="background-color:#ffffff;border:1px solid {_LINE};padding:16px"'
    style = f"font-family:Consolas,'Courier New',monospace;font-size:26px;line-height:36px;color:{_INK}"
    return f"""<table {_TABLE} width="100%"><tr><td align="center" {ground}>
<img src="{escape(picture)}" width="{PICTURE_WIDTH}" height="{PICTURE_WIDTH}" alt="{letters}" \
style="display:block;border:0;width:{PICTURE_WIDTH}px;height:{PICTURE_WIDTH}px">
<div style="{style};font-weight:bold;letter-spacing:2px">{letters}</div>
</td></tr></table>"""


def _section(section: Section) -> str:
    rows = [_item(row, " " if section.is_short else "<br>") for row in section.rows]
    if section.heading:
        heading = f"{_ink(_INK, 16)};font-weight:bold;border-bottom:2px solid {_DEEP};padding:8px 0 4px"
        rows.insert(0, f'<tr><td colspan="2" style="{heading}">{escape(section.heading)}</td></tr>')
    if section.total:
        rows.append(_item(section.total, " ", weight="bold"))
    return f'<table {_TABLE} width="100%" style="margin-bottom:8px">' + "\n".join(rows) + "</table>"


def _item(row: Row, between: str, weight: str = "normal") -> str:
    """One row: what it is and what is said of it on the left, its end on the right."""
    cell = f"{_ink(_INK, 16)};border-bottom:1px solid {_LINE};padding:6px 0"
    detail = f'{between}<span style="{_ink(_MUTED, 14)}">{escape(row.detail)}</span>' if row.detail else ""
    return (
        f'<tr><td width="60%" align="left" valign="top" style="{cell}"><b>{escape(row.name)}</b>{detail}</td>'
        f'<td align="right" valign="top" style="{cell} 6px 12px;font-weight:{weight}">{escape(row.value)}</td></tr>'
    )
