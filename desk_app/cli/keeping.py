"""Keeping a parcel longer, from the command line."""

from argparse import Namespace

from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import keeping


def keep(place: Place, words: Namespace) -> Result:
    """Keep a parcel some opening days longer."""
    return of_answer(place.texts, keeping.extend(place.desk(), words.parcel, words.days))
