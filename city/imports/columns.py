"""The columns of a list: their names on screen, and how the names that towns' software write are recognised."""

from __future__ import annotations

import re
from enum import StrEnum

from city.submissions.receipts import plain
from city.text import _, mark


class Column(StrEnum):
    """A column; its value is the name in the sample file."""

    HOUSEHOLD = "foyer"
    HOUSEHOLD_NAME = "nom foyer"
    FIRST_1 = "prénom représentant 1"
    LAST_1 = "nom représentant 1"
    EMAIL_1 = "courriel représentant 1"
    FIRST_2 = "prénom représentant 2"
    LAST_2 = "nom représentant 2"
    EMAIL_2 = "courriel représentant 2"
    CHILD = "enfant"
    CHILD_FIRST = "prénom enfant"
    CHILD_LAST = "nom enfant"
    BIRTH = "naissance"
    SCHOOL = "école"
    CLASS = "classe"
    GROUP = "groupe"

    @property
    def meaning(self) -> str:
        """What is written in it, in French."""
        return _(_MEANINGS[self])


GUARDIANS = (
    (Column.FIRST_1, Column.LAST_1, Column.EMAIL_1),
    (Column.FIRST_2, Column.LAST_2, Column.EMAIL_2),
)
OF_CHILD = (
    Column.CHILD,
    Column.CHILD_FIRST,
    Column.CHILD_LAST,
    Column.BIRTH,
    Column.SCHOOL,
    Column.CLASS,
)
"""Either all of them or none: a line without them is a household without children."""
REQUIRED = (Column.HOUSEHOLD, *OF_CHILD)

_MEANINGS = {
    Column.HOUSEHOLD: mark("le numéro du foyer dans vos fichiers : il ne change jamais"),
    Column.HOUSEHOLD_NAME: mark("sans lui : « Famille » et le nom du premier représentant"),
    Column.FIRST_1: mark("un représentant au moins, sur une ligne d'un nouveau foyer"),
    Column.LAST_1: mark("avec le prénom"),
    Column.EMAIL_1: mark("sans lui, pas de compte"),
    Column.FIRST_2: mark("s'il y en a un second"),
    Column.LAST_2: mark("avec le prénom"),
    Column.EMAIL_2: mark("un autre que celui du premier"),
    Column.CHILD: mark("le numéro de l'enfant dans vos fichiers : le même sur les lignes de ses deux foyers"),
    Column.CHILD_FIRST: mark("en entier"),
    Column.CHILD_LAST: mark("en entier"),
    Column.BIRTH: mark("04/05/2016 ou 2016-05-04"),
    Column.SCHOOL: mark("son nom, ou sa clé dans le fichier de la ville"),
    Column.CLASS: mark("telle que les familles la lisent : CP, CE1 B…"),
    Column.GROUP: mark("la tranche d'âge, si ce n'est pas celle de l'école"),
}
_SAME = {
    "famille": "foyer",
    "responsable": "representant",
    "parent": "representant",
    "rep": "representant",
    "resp": "representant",
    "mail": "courriel",
    "email": "courriel",
    "mel": "courriel",
    "eleve": "enfant",
    "etablissement": "ecole",
    "ne": "naissance",
}
_SILENT = frozenset({"du", "de", "des", "la", "le", "l", "d", "n", "no", "num", "numero", "id", "code", "date", "e"})
_OF_THE_CHILD = frozenset({"naissance", "ecole", "classe", "groupe"})


def column_of(head: str) -> Column | None:
    """The column that a head names, whatever its accents, capitals and order of words; None for an unknown one."""
    return _KNOWN.get(_words(head))


def _words(head: str) -> frozenset[str]:
    found = (_SAME.get(word, word) for word in re.findall(r"[a-z]+|[0-9]+", plain(head)))
    words = frozenset(word for word in found if word not in _SILENT)
    return words - {"enfant"} if words & _OF_THE_CHILD else words


_KNOWN = {_words(column.value): column for column in Column}
