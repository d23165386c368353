"""Who lives in the demonstration town. Nobody exists; addresses are of the reserved `exemple.fr`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child: age in years at the start of the school year and birthday (month, day); level of its school.

    `without`: activities of the town it is not registered to, and may be.
    """

    first_name: str
    age: int
    birthday: tuple[int, int]
    class_name: str
    level: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """A household: guardians' first names, family quotient, children eldest first."""

    last_name: str
    quotient: int | None
    guardians: tuple[str, ...]
    children: tuple[Pupil, ...]

    @property
    def name(self) -> str:
        return f"Famille {self.last_name}"


def _big(first_name: str, age: int, birthday: tuple[int, int], class_name: str) -> Pupil:
    return Pupil(first_name, age, birthday, class_name, "elementaire")


def _small(first_name: str, age: int, birthday: tuple[int, int], class_name: str, *without: str) -> Pupil:
    return Pupil(first_name, age, birthday, class_name, "maternelle", without)


MARTIN = Home(
    "Martin",
    742,
    ("Camille", "Karim"),
    (
        _big("Alice", 10, (5, 4), "CM1"),
        _big("Noé", 6, (2, 11), "CP"),
        _small("Lila", 4, (3, 30), "Moyenne section", "vacances"),
    ),
)

NEIGHBOURS = (
    Home("Benali", 512, ("Samia", "Farid"), (_big("Yanis", 8, (3, 3), "CE2"), _big("Inès", 6, (6, 17), "CP"))),
    Home("Petit", None, ("Jules",), (_big("Zoé", 9, (1, 24), "CM1"),)),
    Home("Nguyen", 880, ("Linh", "Paul"), (_big("Hugo", 10, (4, 9), "CM2"), _big("Emma", 7, (8, 2), "CE1"))),
    Home("Diallo", 290, ("Aminata",), (_big("Moussa", 9, (2, 14), "CM1"), _big("Awa", 7, (7, 21), "CE1"))),
    Home("Lefèvre", 1340, ("Anne", "Marc"), (_big("Gabriel", 8, (5, 12), "CE2"),)),
    Home("Rossi", 670, ("Chiara",), (_big("Léo", 6, (3, 28), "CP"), _big("Giulia", 9, (8, 19), "CM1"))),
    Home("Garnier", 1010, ("Sophie", "Luc"), (_big("Louise", 10, (1, 6), "CM2"), _big("Arthur", 7, (4, 25), "CE1"))),
    Home("Haddad", 430, ("Nadia",), (_big("Adam", 8, (7, 8), "CE2"), _big("Sara", 6, (5, 30), "CP"))),
    Home("Moreau", 760, ("Claire", "Yann"), (_big("Jeanne", 9, (6, 1), "CM1"),)),
    Home("Costa", 590, ("Rita", "João"), (_big("Tiago", 10, (2, 3), "CM2"), _big("Mila", 7, (8, 27), "CE1"))),
)
"""The order in which they ask for places."""
