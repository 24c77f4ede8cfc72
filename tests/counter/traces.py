"""Looking for people in bytes, in every shape their names, phones and e-mails may have there."""

import base64
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

from desk_app.domain.people import deletions, fold, words

NAME = "Wendeline Zwyghuizen"
CORRECTED = "Wendelinne Zwyghuyzenne"  # as the shop first wrote it
PROXY = "Thaddeus Quillfeather"
PHONE = "+33698765410"
EMAIL = "Wendeline.Zwyghuizen@Boite-Rare.example"
NOTE = "laisser chez madame Brimborion"
ITEMS = "3 boîtes de Xyzalgine"
_SHORTEST = 4  # bytes: less is found anywhere


def shapes() -> set[str]:
    """What they look like to a reader."""
    found = {PHONE, PHONE[1:], "0698765410", "698765410", "06 98 76 54 10", "06.98.76.54.10", "+33 6 98 76 54 10"}
    for text in (NAME, CORRECTED, PROXY, EMAIL, EMAIL.partition("@")[0], "Boite-Rare", "Brimborion", "Xyzalgine"):
        found |= {text, text.lower(), text.upper(), fold(text)}
    for name in (NAME, CORRECTED, PROXY):
        for word in words(name):
            found |= {slip for slip in deletions(word) if len(slip) > 4}
            found |= {word.capitalize(), word.upper()}
    return found


def written(text: str) -> Iterator[bytes]:
    """How a text may stand in a file."""
    data = text.encode()
    yield data
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield text.encode("latin-1", "ignore")
    yield data.hex().encode()
    yield data.hex().upper().encode()
    yield quote(text, safe="").encode()
    yield quote_plus(text).encode()
    yield quote(text, safe="").lower().encode()
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + data)
        own = coded[(0, 2, 3)[before] : -4]  # what depends on the text alone
        yield own if len(own) > 7 else b""


def seen_in(data: bytes) -> set[str]:
    """The shapes that can be read there."""
    return {text for text in shapes() if any(len(form) > _SHORTEST and form in data for form in written(text))}


def seen_under(folder: Path) -> dict[str, set[str]]:
    """The shapes that can be read in each file of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return {path.name: seen for path in files if (seen := seen_in(path.read_bytes()))}
