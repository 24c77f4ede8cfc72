"""French-like names in honest numbers: a few that are everywhere, and a hundred thousand that are rare."""

from dataclasses import dataclass
from itertools import product
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words("""
    Marie Jean Léa Louis Emma Gabriel Jade Raphaël Louise Arthur Alice Jules Chloé Adam Lina Maël Mila Lucas Rose
    Hugo Anna Noah Inès Liam Ambre Gabin Julia Sacha Manon Paul Juliette Nathan Lou Aaron Zoé Mohamed Camille Éden
    Eva Tom Agathe Léo Jeanne Théo Lucie Noé Éléna Victor Sarah Martin Romane Timéo Charlotte Nino Léna Axel Nina
    Robin Clara Marius Adèle Antoine Capucine Clément Margaux Baptiste Victoire Samuel Élise Augustin Mathilde
    Gaspard Apolline Valentin Valentine Maxime Gabrielle Oscar Héloïse Alexandre Éloïse Thomas Clémence Simon
    Constance Côme Albane Lenny Aurore Rafael Iris Diego Alix Marceau Thaïs Isaac Olivia Malo Lya Ibrahim Roxane
    Imran Yasmine Mathis Nour Ayden Assia Naël Fatima Enzo Aïcha Evan Khadija Kaïs Leïla Amir Mariam Ismaël Aminata
    Owen Fatou Milo Rokia Eliott Salomé Anatole Faustine Georges Philippine Lucien Blanche Armand Diane Basile
    Suzanne Félix Joséphine Joseph Madeleine Achille Marguerite Eugène Colette Léon Simone Henri Germaine Marcel
    Odette Roger Yvonne Raymond Ginette Robert Denise Maurice Paulette André Jacqueline Pierre Monique Jacques
    Françoise Michel Nicole Claude Annie Daniel Danielle Bernard Christiane Alain Martine Gérard Chantal Patrick
    Catherine Christian Sylvie Philippe Brigitte Thierry Véronique Pascal Isabelle Éric Nathalie Laurent Valérie
    Frédéric Sandrine Olivier Stéphanie Christophe Céline Stéphane Virginie David Karine Sébastien Delphine Nicolas
    Aurélie Julien Émilie Guillaume Élodie Jérôme Laëtitia Cédric Audrey Vincent Mélanie Benoît Caroline Mickaël
    Hélène Fabrice Anne Ludovic Agnès Yannick Solène Gaël Maëlle Erwan Gwenaëlle Loïc Nolwenn Ronan Enora Yann
    Rozenn Tanguy Anaïs Corentin Océane Rémi Justine Quentin Marine Florian Pauline Dylan Laura Kévin Jessica Jordan
    Ophélie Bryan Mégane Anthony Cindy Jérémy Amandine Romain Coralie Fabien Marjolaine Xavier Bérénice François
    Églantine Denis Zélie Didier Ségolène
""")
COMMON = _words("""
    Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux David
    Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Faure Mercier Blanc Guérin
    Boyer Garnier Chevalier Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier
    Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière
    Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Colin Leclerc Caron Picard
    Leclercq Renaud Philippe Aubert Bourgeois Benoît Rey Vidal Nguyen Diallo Traoré Benali Da-Silva Ferreira Pereira
    Cohen
""")
_HEADS = _words("""
    Ab Al Am An Ar Au Bal Bar Beau Ber Bla Boi Bon Bou Bré Cail Car Cham Char Chau Cor Cou Cré Da Del Des Dru Du Fa
    Fau Fer Fla Fon Fou Fro Gal Gau Ger Gou Gré Gui Har Hé Hu Jac Jau Jo La Lam Lan Lé Li Lou Ma Mal Mar Mau Mé Mon
    Mou Na Né Ni Or Pa Pé Pel Pi Plan Pou Pré Qué Ra Ré Ri Ro Rou Sa Sau Sé Tar Té Thi Tou Tré Va Vau Ver Vi
""")
_MIDDLES = _words("""
    bi bo ca cha che da de do fa fe go gue la le li lo ma me mi mo na ne ni no pa pi ra ri ro sa ta ti va ve
""")
_TAILS = _words("""
    ard aud ault aux eau el elle er et ette eux ez ier in ine is lain lard lin lot mont nard naud net nier non quet
    quin rand ret rez rin ron roux sin son tel tier ton tot vel ville vin
""")
_PARTICLES = ("De", "Le", "La", "Du", "El", "Van")


@dataclass(frozen=True, slots=True)
class Name:
    """A customer's name."""

    given: str
    family: str

    @property
    def full(self) -> str:
        """As most people write it."""
        return f"{self.given} {self.family}"

    @property
    def capitals(self) -> str:
        """As an office writes it."""
        return f"{self.family.upper()} {self.given}"


class Names:
    """A seeded source of names."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        rare = sorted({"".join(parts) for parts in product(_HEADS, _MIDDLES, _TAILS)} - set(COMMON))
        rng.shuffle(rare)
        self._families = [*COMMON, *rare]

    def new(self) -> Name:
        """Somebody. The commonest family name is that of 3 people in 1,000, as in France."""
        return Name(self._given(), self._family())

    def _given(self) -> str:
        first = self._skewed(GIVEN)
        return f"{first}-{self._skewed(GIVEN)}" if self._rng.random() < 0.06 else first

    def _family(self) -> str:
        dice = self._rng.random()
        name = self._skewed(self._families)
        if dice < 0.04:
            return f"{name}-{self._skewed(self._families)}"
        return f"{self._rng.choice(_PARTICLES)} {name}" if dice < 0.08 else name

    def _skewed(self, pool: list[str]) -> str:
        return pool[int(len(pool) * self._rng.random() ** 2)]


def slip(word: str, rng: Random) -> str:
    """One typing slip in a word: a letter lost, added, changed, or swapped with its neighbour."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    place = rng.randrange(len(word) - 1)
    slips = (
        word[:place] + word[place + 1 :],
        word[:place] + rng.choice(letters) + word[place:],
        word[:place] + rng.choice(letters) + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    )
    slipped = rng.choice(slips)
    return slipped if slipped != word else slip(word, rng)
