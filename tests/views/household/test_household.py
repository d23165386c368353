"""« Mon Foyer »: one card per person, how each fact changes, what is missing."""

from __future__ import annotations

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models.sheet import ContactPerson
from tests.fakes.builders.names import ALICE, LILA, NOE
from tests.fakes.portal import PortalKit
from tests.lab import Lab
from tests.views.opening import field, labels, opened, press

ROUTE = "/foyer"


async def write(lab: Lab, label: str, typed: str) -> None:
    await lab.fire(field(lab, label), "change", typed, value=typed)


def child(kit: PortalKit, child_id: str):  # type: ignore[no-untyped-def]
    return next(one for one in kit.city.sheet_value.children if one.id == child_id)


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_everybody_has_a_card_and_what_is_out_of_date_says_so(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size, route=ROUTE) as lab:
        shown = labels(lab)
        for said in ("Famille Martin", "Camille Martin (vous)", "Alice Martin", "Noé Martin", "Lila Martin"):
            assert said in shown
        assert "3 rue des Lilas, 94350 Villiers-sur-Marne" in shown
        assert "Assurance de Noé expirée" in shown
        assert "Médecin de Lila à indiquer" in shown


async def test_the_dashboards_block_leads_there(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await press(lab, "Ouvrir Mon Foyer")
        assert lab.page.route == ROUTE


async def test_a_fact_the_city_checks_leads_to_its_procedure_for_that_child(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Demander le changement : Allergies, Noé")
        assert lab.page.route.startswith("/demarches/")
        assert "Fiche sanitaire" in labels(lab)
        assert any("Noé" in said for said in labels(lab))


async def test_phones_change_at_once(kit: PortalKit) -> None:
    guardian = kit.city.sheet_value.guardians[0]
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier : Téléphone, Camille")
        await write(lab, "Téléphone à appeler d’abord", " 06 39 98 00 01 ")
        await press(lab, "Enregistrer")
        assert kit.city.sheet_value.guardians[0].phones[0] == "06 39 98 00 01"
        assert any("06 39 98 00 01" in said for said in labels(lab))
        assert not [one for one in lab.all(ft.BottomSheet) if one.open]
    assert guardian.id == kit.city.sheet_value.guardians[0].id


async def test_a_diet_is_forgotten(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier : Régime alimentaire, Alice")
        await write(lab, "Régime alimentaire", "")
        await press(lab, "Enregistrer")
    assert child(kit, ALICE).diet is None


async def test_a_doctor_is_told(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier : Médecin, Lila")
        await write(lab, "Téléphone du médecin", "01 99 00 00 01")
        await press(lab, "Enregistrer")
    assert child(kit, LILA).doctor.phone == "01 99 00 00 01"


async def test_an_insurance_gets_a_day_that_can_be_read(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier : Assurance, Noé")
        await write(lab, "Valable jusqu’au", "le mois prochain")
        await press(lab, "Enregistrer")
        assert "Écrivez ce jour ainsi : 31/08/2027." in labels(lab)
        await write(lab, "Valable jusqu’au", "31/08/2027")
        await press(lab, "Enregistrer")
    assert str(child(kit, NOE).insurance.until) == "2027-08-31"
    assert child(kit, NOE).insurance.company == "MAE"


async def test_authorisations_are_ticked(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier : Autorisations, Noé")
        await lab.tap("Peut rentrer seul")
        await press(lab, "Enregistrer")
    assert child(kit, NOE).authorisations.leave_alone is True


async def test_somebody_new_is_for_all_children_and_once_only(kit: PortalKit) -> None:
    before = len(kit.city.sheet_value.contacts)
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Ajouter une personne")
        await press(lab, "Enregistrer")
        assert "Il manque le nom, le lien, le téléphone ou un enfant." in labels(lab)
        await write(lab, "Nom", "Thomas Girard")
        await write(lab, "Lien avec les enfants (grand-mère, voisin…)", "Voisin")
        await write(lab, "Téléphone", "06 39 98 00 02")
        await lab.tap("Peut venir chercher les enfants")
        kit.city.fail_with(ErrorKind.CITY_DOWN, "put_contact")
        await press(lab, "Enregistrer")
        assert any(said.startswith("La ville ne répond pas.") for said in labels(lab))
        assert field(lab, "Nom").value == "Thomas Girard"
        kit.city.fail_with(None, "put_contact")
        await press(lab, "Enregistrer")
    added: ContactPerson = kit.city.sheet_value.contacts[-1]
    assert len(kit.city.sheet_value.contacts) == before + 1
    assert (added.name, added.emergency, added.pick_up, set(added.children)) == (
        "Thomas Girard",
        True,
        True,
        {ALICE, NOE, LILA},
    )


async def test_somebody_is_taken_off(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier : Odile Martin")
        await press(lab, "Retirer cette personne")
        assert "Odile Martin · Grand-mère" not in labels(lab)
    assert "Odile Martin" not in [one.name for one in kit.city.sheet_value.contacts]
