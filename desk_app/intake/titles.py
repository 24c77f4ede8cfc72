"""Column titles, French and English, and what they stand for.

Titles are compared by :func:`title`: folded, small words left out (``N° de commande`` is ``n commande``). One column
serves one field. A field takes all its columns, the better title first; only when it has none, its weak titles,
which mean something else in other company.
"""

import re
from collections.abc import Sequence

from desk_app.domain.people import fold
from desk_app.intake.cells import entries

Layout = dict[str, tuple[int, ...]]
"""Field → its columns, the best first."""

_BRACKETS = re.compile(r"\([^)]*\)")
_SMALL = entries("a | au | aux | d | de | des | du | en | et | eur | euro | euros | l | la | le | les | of | ou | the")


def title(text: str) -> str:
    """A column title as the tables below write it; what is in brackets counts only where a title is known with it."""
    full = _plain(text)
    return full if full in _KNOWN else _plain(_BRACKETS.sub(" ", text)) or full


def _plain(text: str) -> str:
    words = fold(text).split()
    return " ".join(w for w in words if w not in _SMALL) or " ".join(words)


# In the order in which fields choose their columns.
_STRONG: dict[str, tuple[str, ...]] = {
    "reference": entries(
        "numero commande | n commande | no commande | num commande | nr commande | reference commande | ref commande"
        " | commande n | commande no | commande numero | order number | order no | order n | order name | order ref"
        " | order reference | increment id | number | numero | reference | ref | n ticket | numero ticket | ticket"
        " | n bon | bon commande | n | no | num"
    ),
    "first_name": entries(
        "prenom | prenom client | first name | firstname | given name | customer firstname | customer first name"
        " | billing first name | first name billing | shipping first name | first name shipping"
    ),
    "last_name": entries(
        "nom | nom famille | last name | lastname | surname | family name | customer lastname | customer last name"
        " | billing last name | last name billing | shipping last name | last name shipping"
    ),
    "customer": entries(
        "nom client | client | nom complet | nom prenom | prenom nom | customer name | customer | full name"
        " | customer full name | nom membre | membre | nom adherent | adherent | destinataire | beneficiaire"
        " | nom destinataire | recipient name | recipient | ship to name | shipping name | bill to name | billing name"
        " | acheteur | nom acheteur | buyer name | buyer | member"
    ),
    "email": entries(
        "email | e mail | mail | courriel | adresse email | adresse e mail | adresse mail | email client"
        " | mail client | e mail client | email address | customer email | contact email | buyer email"
        " | billing email | email billing"
    ),
    "phone": entries(
        "telephone | tel | phone | mobile | portable | gsm | telephone client | tel client | numero telephone"
        " | n telephone | no telephone | num telephone | telephone mobile | telephone portable | tel mobile"
        " | tel portable | phone number | mobile phone | customer phone | contact phone | recipient phone"
        " | billing phone | phone billing | shipping phone | phone shipping | telephone fixe | fixe | tel fixe"
    ),
    "items": entries(
        "produits | produit | articles | article | items | item | products | product | contenu | contenu commande"
        " | detail | details | detail commande | designation | libelle | nom produit | item name | product name"
        " | lineitem name | order lines product | description | panier"
    ),
    "quantity": entries("quantite | qte | qty | quantity | lineitem quantity | order lines quantity | nb | nombre"),
    "count": entries(
        "total order quantity | nombre articles | nb articles | nombre produits | nb produits | total items"
        " | item count | items count | number items"
    ),
    "pieces": entries(
        "colis | nombre colis | nb colis | nbre colis | parcels | number parcels | packages | number packages | cartons"
    ),
    "zone": entries("zone | temperature | zone temperature | conservation | stockage | temperature zone | storage"),
    "chilled": entries("frais | produits frais | frigo | chilled | fresh"),
    "frozen": entries("surgele | surgeles | congele | frozen"),
    "age": entries("18 | 18 ans | alcool | alcools | alcohol | age check | majeur | majorite | age verification"),
    "due": entries(
        "reste payer | reste | reste du | reste regler | solde | solde du | solde payer | montant du | montant payer"
        " | payer | outstanding balance | balance | balance due | amount due | due | due amount | total due"
    ),
    "total": entries(
        "total ttc | total | montant ttc | montant total | montant | total commande | montant commande | prix total"
        " | prix ttc | order total amount | order total | grand total | grand total purchased | total amount"
        " | total price | amount"
    ),
    "paid": entries(
        "paye | payee | regle | reglee | paid | is paid | deja paye | encaisse | acquitte | paiement | reglement"
        " | payment status | statut paiement | etat paiement | statut reglement | financial status | payment"
    ),
    "paid_amount": entries(
        "acompte | acompte verse | arrhes | montant paye | montant regle | total paye | deja regle | amount paid"
        " | paid amount | total paid"
    ),
    "paid_at": entries("date paiement | date reglement | paye le | regle le | paid at | paid date | date paid"),
    "payment": entries(
        "mode paiement | moyen paiement | mode reglement | payment method | payment method title | payment type"
    ),
    "status": entries(
        "statut | status | etat | order status | statut commande | etat commande | fulfillment status"
        " | fulfilment status | statut livraison | etat livraison"
    ),
    "cancelled": entries("annule | annulee | cancelled | canceled | annulation | cancelled at | date annulation"),
    "method": entries(
        "mode livraison | mode retrait | mode retrait livraison | mode livraison retrait | retrait livraison"
        " | livraison retrait | methode livraison | mode expedition | mode remise | type livraison | type retrait"
        " | delivery method | shipping method | shipping method title | shipping information | transporteur | carrier"
        " | livraison | mode | delivery | expedition"
    ),
    "place": entries(
        "point collecte | point retrait | lieu retrait | lieu collecte | site retrait | boutique retrait"
        " | magasin retrait | pickup location | pickup location code | pickup point | pickup store | collection point"
    ),
    "slot_day": entries(
        "date prevue | date retrait prevue | date retrait souhaitee | date retrait | jour retrait | date collecte"
        " | date enlevement | pickup date | collection date"
    ),
    "slot_time": entries(
        "creneau | creneau retrait | creneau horaire | heure retrait | horaire retrait | horaire | pickup time"
        " | collection time | time slot | slot | delivery time"
    ),
    "note": entries(
        "note | notes | remarque | remarques | commentaire | commentaires | message | note client | customer note"
        " | customer notes | note from customer | customer message | observation | observations | instructions"
        " | comment | comments | order notes"
    ),
    "created": entries(
        "date commande | date creation | date achat | date depot | commande le | created at | order date | date created"
        " | purchase date | date order | date"
    ),
    "created_time": entries("time | heure | heure commande"),
    "order_id": entries("order id | commande id | id commande"),
}

_WEAK: dict[str, tuple[str, ...]] = {
    "reference": entries("commande | order | order id | commande id | id commande | id"),
    "last_name": ("name",),
    "items": entries("commande | order | name"),
}

_KNOWN = frozenset(name for names in (*_STRONG.values(), *_WEAK.values()) for name in names)


def layout(titles: Sequence[str]) -> Layout:
    """Which columns serve which field; ``titles`` are as :func:`title` gives them."""
    places: dict[str, int] = {}
    for column, text in enumerate(titles):
        places.setdefault(text, column)
    found: Layout = {}
    for field, strong in _STRONG.items():
        columns = _claim(places, strong, field) or _claim(places, _WEAK.get(field, ()), field)
        if columns:
            found[field] = columns
    return found


def _claim(places: dict[str, int], names: tuple[str, ...], field: str) -> tuple[int, ...]:
    """Takes the columns of these titles; of references only the best, for an empty one means no reference."""
    present = [name for name in names if name in places]
    return tuple(places.pop(name) for name in (present[:1] if field == "reference" else present))
