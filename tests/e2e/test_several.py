"""Several children, several days and copies in one choice and one « Soumettre »."""

from __future__ import annotations

from datetime import timedelta

from tests.e2e.city_facts import CityFacts, in_words
from tests.e2e.conftest import Visit
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import BOOKING, PHONE


def test_the_head_of_a_service_takes_all_the_children_who_can(family: RunningApp, visit: Visit) -> None:
    facts = CityFacts(family)
    wanted = facts.alike(children=2)
    names = [name.child for name in wanted]
    parent = visit(family, PHONE, route=BOOKING)
    parent.goes_to(wanted[0].day)
    for name in names:
        parent.tap("button", name)
        parent.sees("button", f"{name}, enfant choisi")

    parent.tap("button", f"{wanted[0].service}, {names[0]}")
    for name in names:
        parent.is_ticked(f"{wanted[0].service}, {name}")
    parent.tap("button", "Soumettre")

    parent.reads("C’est enregistré")
    assert [facts.state_of(name) for name in wanted] == ["booked"] * len(wanted)


def test_several_days_are_one_tick(family: RunningApp, visit: Visit) -> None:
    facts = CityFacts(family)
    first, second = two_days_of_one_service(facts)
    parent = visit(family, PHONE, route=BOOKING)
    parent.goes_to(first.day)
    parent.tap("button", first.child)
    parent.tap("button", "Plusieurs jours")
    parent.tap("button", second.day_in_words)
    parent.reads(f"{first.day_in_words.partition(' ')[0].capitalize()}")

    parent.tap("checkbox", first.service)
    parent.is_ticked(first.service)
    parent.tap("button", "Soumettre")

    parent.reads("C’est enregistré")
    assert facts.state_of(first) == facts.state_of(second) == "booked"


def test_a_day_is_copied_to_another_child_and_nothing_is_sent_by_itself(family: RunningApp, visit: Visit) -> None:
    facts = CityFacts(family)
    one, other = facts.alike(children=2)[:2]
    parent = visit(family, PHONE, route=BOOKING)
    parent.goes_to(one.day)
    parent.tap("button", one.child)
    parent.tap("checkbox", one.service)
    parent.is_ticked(one.service)
    parent.tap("button", f"Copier le {one.day_in_words}")
    parent.sees("button", "Ajouter à mon choix")
    parent.tap("button", f"{other.child}")
    parent.tap("button", "Ajouter à mon choix")

    parent.reads("Votre choix : ")
    assert facts.state_of(other) == "free"
    parent.tap("button", "Soumettre")
    parent.reads("C’est enregistré")
    assert facts.state_of(one) == facts.state_of(other) == "booked"


def two_days_of_one_service(facts: CityFacts):  # type: ignore[no-untyped-def]
    """Two free slots of one child and service in one week."""
    free = facts.found("free")
    for one in free:
        for other in free:
            same = (one.child, one.service) == (other.child, other.service)
            monday = one.day - timedelta(days=one.day.weekday())
            if same and one.day < other.day < monday + timedelta(days=7):
                return one, other
    raise AssertionError(f"no two free days of a service after {in_words(free[0].day)}")
