"""What a cell says: words, phones, yes and no, counts, zones, pickup or shipped. Never more than it says."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator

from desk_app.domain.people import fold, normal_email, normal_phone
from desk_app.domain.zones import Zone

# Phones
_NOT_PHONE = re.compile(r"[^\d+().\s\-]+")
_FRENCH = re.compile(r"(?<!\d)(?:\+33|0033|0)\s?(?:\(0\))?\s?[1-9](?:[\s.\-]?\d{2}){4}(?!\d)")
_ROUNDED = re.compile(r"[\d.,]+[eE]\+?\d+")  # a number column too narrow: the digits are gone
_FLOAT = re.compile(r"(\d{9,15})[.,]0")  # a number column saved with a decimal point: no digit is lost

# Numbers
_COUNT = re.compile(r"[x×]?\s?(\d{1,6}(?:[.,]\d{1,3})?)(?:\s?\D{0,12})")
_PIECES = re.compile(r"(\d{1,6})(?:[.,]0+)?(?:\s?\D{0,12})")


def entries(text: str) -> tuple[str, ...]:
    """A list as the tables here write it: ``one | two words``."""
    return tuple(entry.strip() for entry in text.split("|"))


_YES = entries("oui | o | yes | y | vrai | true | x | ok")
_NO = entries("non | n | no | faux | false | 0 | aucun | aucune | sans | none")
_TICKS = "✓✔☑✅"

# Whole cells, folded.
_PAID = entries(
    "paye | payee | payes | payees | paid | regle | reglee | regles | reglees | solde | soldee | acquitte | acquittee"
    " | encaisse | encaissee | paiement accepte | paiement effectue | deja paye | partially refunded"
    " | partiellement rembourse | partiellement remboursee"
)
_UNPAID = entries(
    "impaye | impayee | unpaid | not paid | non paye | non payee | non regle | non reglee | pas paye | a payer"
    " | a regler | en attente de paiement | paiement en attente | attente paiement | due | pending payment"
    " | payment pending | awaiting payment | cod"
)
_COLLECTED = entries(
    "retire | retiree | recupere | recuperee | remis | remise | collected | picked up | remis au client"
    " | remise au client | retire par le client | retiree par le client"
)

# Parts of a cell, folded.
_PAID_ON_PICKUP = re.compile(
    r"\b(?:cash on delivery|contre remboursement|pay(?:ment)? (?:in|at|on) (?:store|pickup|counter|collection)"
    r"|(?:paiement|payer|regler|reglement|especes|cheque|cb|carte)"
    r" (?:a la livraison|au retrait|sur place|au comptoir|a l enlevement))\b"
)
_CANCELLED = re.compile(
    r"\b(?:annulee?s?|cancell?ed|refunded|remboursee?|remboursement|voided|brouillon|draft|trash|corbeille"
    r"|failed|echouee?|retournee?|returned)\b"
)
_NOT_QUITE = re.compile(r"\b(?:partiel\w*|partial\w*|non|not|pas|contre|demandee?|requested)\b")
_CARRIER = re.compile(
    r"\b(?:colissimo|chronopost|mondial relay|relais colis|point relais|colis prive"
    r"|ups|dhl|dpd|gls|fedex|tnt)\b"
)
_PICKUP = re.compile(r"\b(?:retrait|retirer|pick ?up|collect|collecte|emporter|comptoir|sur place)\b")
_SHIPPED = re.compile(
    r"\b(?:domicile|expedition|expediee?|coursier|la poste|lettre suivie|home delivery|local delivery|flat rate)\b"
    r"|^(?:livraison|a livrer|livree?|delivery|shipping|shipped|forfait)$"
)
_ZONES = {
    Zone.HOT: re.compile(r"\b(?:chaude?s?|hot)\b"),
    Zone.FROZEN: re.compile(r"\b(?:surgelee?s?|congelee?s?|frozen|18)\b"),
    Zone.CHILLED: re.compile(r"\b(?:frais|fraiches?|froid|refrigeree?s?|frigo|chilled|fresh|cold|refrigerated|4)\b"),
    Zone.AMBIENT: re.compile(r"\b(?:ambiante?|sec|seche|ambient|dry|normale?)\b"),
}


def clean(text: str) -> str:
    """Text on one line: spaces of all kinds become one, what cannot be shown is left out, accents are composed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    return " ".join(text.split())


def first_phone(cells: Iterable[str]) -> tuple[str | None, str]:
    """The first valid phone (E.164) of some cells, and "" or the text that looked like one and is lost."""
    lost = ""
    for cell in cells:
        for candidate in _phones(cell[:200]):
            if phone := normal_phone(candidate):
                return phone, ""
        lost = lost or cell.strip("'\"")
    return None, lost


def _phones(cell: str) -> Iterator[str]:
    """What may be a phone in a cell, the likeliest first: the whole of it, then its parts."""
    if saved_as_float := _FLOAT.fullmatch(cell):
        yield saved_as_float[1]
    elif not _ROUNDED.fullmatch(cell):
        yield cell
        yield from _NOT_PHONE.split(cell)
        yield from _FRENCH.findall(cell)


def first_email(text: str) -> str | None:
    """The first valid e-mail address of a cell."""
    return next((e for part in re.split(r"[\s,;]+", text) if (e := normal_email(part)) and len(e) <= 254), None)


def yes(text: str) -> bool | None:
    """Whether a cell says yes or no; None when it says something else."""
    if text and text in _TICKS:
        return True
    word = fold(text)
    return True if word in _YES else False if word in _NO else None


def says_paid(text: str) -> bool | None:
    """Whether a status or payment cell says paid (True), still to pay (False), or neither."""
    said = fold(text)
    if said in _PAID:
        return True
    return False if said in _UNPAID or _PAID_ON_PICKUP.search(said) else None


def says_cancelled(text: str) -> bool:
    """Whether a status is that of a cancelled, refunded, returned or draft order. A partial refund is not."""
    said = fold(text)
    return bool(_CANCELLED.search(said)) and not _NOT_QUITE.search(said)


def says_collected(text: str) -> bool:
    """Whether a status says that the customer already has the goods."""
    return fold(text) in _COLLECTED


def says_pickup(method: str) -> bool | None:
    """Whether a delivery method is a pickup (True), shipping beyond doubt (False), or may be either."""
    said = fold(method)
    if _CARRIER.search(said):
        return False
    if _PICKUP.search(said):
        return True
    return False if _SHIPPED.search(said) else None


def count(text: str) -> float | None:
    """A quantity (``2``, ``1,5``, ``x3``, ``2 pcs``), None when there is none."""
    found = _COUNT.fullmatch(text)
    return float(found[1].replace(",", ".")) if found else None


def whole(quantities: Iterable[float | None]) -> int | None:
    """The sum of quantities, rounded up; None when one is unknown, there are none, or it is beyond belief."""
    every = list(quantities)
    known = [q for q in every if q is not None]
    total = math.ceil(round(sum(known), 3))
    return total if known and len(known) == len(every) and total < 100_000 else None


def pieces(text: str) -> int | None:
    """A number of parcels from 1 to 99."""
    found = _PIECES.fullmatch(text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 99 else None


def zone(text: str) -> Zone | None:
    """The temperature zone a cell names, the coldest when it names several."""
    said = fold(text)
    return next((zone for zone, words in _ZONES.items() if words.search(said)), None)
