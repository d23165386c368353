"""« Mon Foyer » of the picture: Noé's insurance has expired, Lila's doctor is missing."""

from __future__ import annotations

from datetime import date

from services.models.procedure import Address
from services.models.sheet import (
    Authorisations,
    ChildSheet,
    ContactPerson,
    Doctor,
    Fact,
    GuardianSheet,
    Insurance,
    Notice,
    Quotient,
    Sheet,
)
from tests.fakes.builders.family import household
from tests.fakes.builders.names import ALICE, EMAIL, LILA, NOE, NOW, SOURCE


def contact(contact_id: str = "k_mamie", **changes: object) -> ContactPerson:
    """The grandmother: she is called, and fetches the three; `changes` replace fields."""
    made = ContactPerson(
        id=contact_id,
        name="Odile Martin",
        link="Grand-mère",
        phone="06 11 22 33 44",
        emergency=True,
        pick_up=True,
        children=(ALICE, NOE, LILA),
    )
    return made.model_copy(update=changes)


def child_sheets() -> tuple[ChildSheet, ...]:
    """In order of birth."""
    told = {
        ALICE: {"doctor": Doctor(name="Dr Petit", phone="01 49 41 00 00"), "diet": "Sans porc"},
        NOE: {"doctor": Doctor(name="Dr Petit", phone="01 49 41 00 00"), "allergies": "Arachide"},
        LILA: {},
    }
    insured = {
        ALICE: Insurance(company="MAE", number="A-12", until=date(2027, 8, 31)),
        NOE: Insurance(company="MAE", number="A-13", until=date(2026, 8, 31)),
        LILA: Insurance(company="MAE", number="A-14", until=date(2027, 8, 31)),
    }
    return tuple(
        ChildSheet.model_validate(
            {
                "id": child.id,
                "first_name": child.first_name,
                "last_name": child.last_name,
                "birth_date": child.birth_date,
                "school": child.school.name,
                "class_name": child.class_name,
                "insurance": insured[child.id],
                "authorisations": Authorisations(photo=True, leave_alone=False),
                **told[child.id],
            }
        )
        for child in household().children
    )


def sheet(**changes: object) -> Sheet:
    """`changes` replace fields."""
    made = Sheet(
        source=SOURCE,
        now=NOW,
        name="Famille Martin",
        address=Address(street="3 rue des Lilas", postcode="94350", town="Villiers-sur-Marne"),
        quotient=Quotient(value=742, first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)),
        guardians=(
            GuardianSheet(
                id="p_camille",
                first_name="Camille",
                last_name="Martin",
                you=True,
                email=EMAIL,
                phones=("06 12 34 56 78",),
            ),
            GuardianSheet(id="p_sacha", first_name="Sacha", last_name="Martin", you=False),
        ),
        children=child_sheets(),
        contacts=(contact(),),
        notices=(
            Notice(code="INSURANCE_EXPIRED", child=NOE, child_name="Noé", until=date(2026, 8, 31)),
            Notice(code="DOCTOR_MISSING", child=LILA, child_name="Lila"),
        ),
        at_once=(Fact.PHONES, Fact.CONTACTS, Fact.DIET, Fact.DOCTOR, Fact.INSURANCE, Fact.AUTHORISATIONS),
        procedures={Fact.ADDRESS: "adresse", Fact.QUOTIENT: "quotient-familial", Fact.ALLERGIES: "fiche-sanitaire"},
    )
    return made.model_copy(update=changes)
