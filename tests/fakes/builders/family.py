"""Famille Martin: Alice, Noé and Lila, and their town."""

from __future__ import annotations

from datetime import date, datetime, time

from services.models import Account, Child, Contact, Guardian, Household, Moment, Registration, School, Service, Town
from tests.fakes.builders.names import (
    ALICE,
    EMAIL,
    EVENING,
    LILA,
    MEAL,
    MORNING,
    NOE,
    NOW,
    PRICES,
    SOURCE,
    WEDNESDAY,
    WEDNESDAY_MORNING,
)

_HOURS = {
    MORNING: (time(7, 30), time(8, 30)),
    MEAL: (time(11, 30), time(13, 30)),
    EVENING: (time(16, 30), time(18, 30)),
    WEDNESDAY: (time(7, 30), time(18, 30)),
    WEDNESDAY_MORNING: (time(7, 30), time(13, 30)),
}
REGISTERED = {
    ALICE: (MEAL, EVENING, WEDNESDAY),
    NOE: (MORNING, MEAL, EVENING, WEDNESDAY, WEDNESDAY_MORNING),
    LILA: (MORNING, MEAL, EVENING, WEDNESDAY),
}


def town(**changes: object) -> Town:
    """Villiers-sur-Marne as it says of itself; `changes` replace fields."""
    contact = Contact(
        service_name="Service scolaire et périscolaire",
        email="inscription.scolaire@exemple.fr",
        phone="01 49 41 28 00",
        address="Parc de la Mairie",
    )
    made = Town(
        source=SOURCE,
        id=SOURCE,
        name="Villiers-sur-Marne",
        time_zone="Europe/Paris",
        demonstration=True,
        seed_colour="#17607A",
        contact=contact,
    )
    return made.model_copy(update=changes)


def account(account_id: str = "p_camille", email: str = EMAIL) -> Account:
    return Account(id=account_id, email=email, first_name="Camille", last_name="Martin")


def service(service_id: str) -> Service:
    names = {
        MORNING: ("Accueil du matin", "matin", "sunrise", Moment.MORNING),
        MEAL: ("Restauration scolaire", "midi", "meal", Moment.NOON),
        EVENING: ("Accueil du soir", "soir", "evening", Moment.EVENING),
        WEDNESDAY: ("Mercredi journée", "journée", "day", Moment.DAY),
        WEDNESDAY_MORNING: ("Mercredi matin", "matin", "sunrise", Moment.DAY),
    }
    name, short_name, icon, moment = names[service_id]
    others = {WEDNESDAY: (WEDNESDAY_MORNING,), WEDNESDAY_MORNING: (WEDNESDAY,)}
    return Service(
        id=service_id,
        name=name,
        short_name=short_name,
        activity=service_id,
        activity_name=name,
        icon=icon,
        moment=moment,
        starts=_HOURS[service_id][0],
        ends=_HOURS[service_id][1],
        excludes=others.get(service_id, ()),
    )


def _child(child_id: str, first_name: str, born: date, rank: int, school: School, class_name: str) -> Child:
    registrations = tuple(
        Registration(
            activity=service_id,
            services=(service_id,),
            first_day=date(2026, 9, 1),
            last_day=date(2027, 7, 2),
            state="active",
        )
        for service_id in REGISTERED[child_id]
    )
    return Child(
        id=child_id,
        first_name=first_name,
        last_name="Martin",
        birth_date=born,
        rank=rank,
        school=school,
        class_name=class_name,
        registrations=registrations,
    )


def household(children: int = 3, now: datetime = NOW) -> Household:
    """Famille Martin with its first `children` children."""
    jaures = School(id="jean-jaures", name="École Jean-Jaurès")
    peguy = School(id="charles-peguy", name="Maternelle Charles-Péguy")
    all_children = (
        _child(ALICE, "Alice", date(2016, 5, 4), 1, jaures, "CM1"),
        _child(NOE, "Noé", date(2020, 2, 17), 2, jaures, "CP"),
        _child(LILA, "Lila", date(2022, 9, 30), 3, peguy, "Moyenne section"),
    )
    return Household(
        source=SOURCE,
        now=now,
        id="h_martin",
        name="Famille Martin",
        quotient=742,
        guardians=(
            Guardian(id="p_camille", first_name="Camille", last_name="Martin", you=True),
            Guardian(id="p_sacha", first_name="Sacha", last_name="Martin", you=False),
        ),
        children=all_children[:children],
        services=tuple(service(service_id) for service_id in PRICES),
    )
