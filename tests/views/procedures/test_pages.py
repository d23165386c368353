"""The list, the catalogue and what became of a démarche, over a fake city."""

from __future__ import annotations

from dataclasses import replace

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models.document import FileType
from services.models.procedure import Document, Effect, ProcedureState
from tests.fakes import builders
from tests.fakes.portal import PortalKit
from tests.lab import Lab
from tests.views.opening import button, field, labels, opened, press


def named(lab: Lab, start: str) -> bool:
    return any(said.startswith(start) for said in labels(lab))


async def test_the_list_has_two_sections_and_every_state_says_its_word(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches") as lab:
        said = labels(lab)
        assert {"Démarches en cours", "Démarches transmises", "Toutes · 8", "En cours · 2", "Transmises · 6"} <= set(
            said
        )
        assert {"À compléter", "Brouillon", "En attente de validation", "Validée", "Rejetée"} <= set(said)
        assert "« Il manque le certificat de vaccination. »" in said
        assert said.index("Démarches en cours") < said.index("Démarches transmises")
        assert button(lab, "Compléter, Fiche sanitaire de Noé").on_click is not None


async def test_the_list_is_filtered_and_searched(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches") as lab:
        await press(lab, "En cours · 2")
        assert lab.page.route == "/demarches?groupe=current" and not named(lab, "Changement d’adresse")
        await press(lab, "Toutes · 8")
        await lab.type(field(lab, "Chercher une démarche"), "quotient")
        await lab.settle()
        assert named(lab, "Quotient familial 2026") and not named(lab, "Fiche sanitaire")
        await lab.type(field(lab, "Chercher une démarche"), "zzz")
        await lab.settle()
        assert "Aucune démarche ne contient « zzz »." in labels(lab)


async def test_a_state_asked_for_from_the_dashboard_is_listed_alone(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await press(lab, "1 rejetée")
        assert lab.page.route == "/demarches?groupe=sent&etat=rejected"
        assert "Seulement : rejetée" in labels(lab)
        assert named(lab, "Changement d’adresse") and not named(lab, "Inscription périscolaire")


async def test_on_wide_screens_the_list_stands_beside_the_one_that_is_opened(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches", size="desktop") as lab:
        assert any("Choisissez une démarche" in said for said in labels(lab))
        await press(lab, "Changement d’adresse")
        assert lab.page.route.startswith("/demarches/d_sent_")
        assert "Toutes · 8" in labels(lab) and "Son parcours" in labels(lab)
    async with opened(kit, route="/demarches/d_sent_2") as lab:
        assert "Toutes · 8" not in labels(lab)
        await press(lab, "Retour")
        assert lab.page.route == "/demarches"


async def test_a_rejected_one_says_why_and_is_corrected(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches/d_sent_2") as lab:
        assert "« Le justificatif a plus de trois mois. »" in labels(lab)
        await press(lab, "Corriger et renvoyer")
        await lab.settle()
        assert lab.page.route == "/demarches/key-1"
        assert field(lab, "Médecin traitant").value == "Dr Petit"


async def test_one_that_waits_is_taken_back_once_asked(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches/d_sent_1") as lab:
        await press(lab, "Retirer cette démarche")
        await press(lab, "Garder")
        assert kit.city.kept_procedures["d_sent_1"].procedure.state is ProcedureState.PENDING
        await press(lab, "Retirer cette démarche")
        await press(lab, "Retirer")
        await lab.settle()
        assert kit.city.kept_procedures["d_sent_1"].procedure.state is ProcedureState.WITHDRAWN
        assert "Retirée" in labels(lab)


async def test_a_decision_is_seen_while_the_page_is_open(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches/d_sent_1") as lab:
        assert "En attente de validation" in labels(lab)
        kit.city.decide("d_sent_1", ProcedureState.VALIDATED, "Bienvenue !")
        await kit.portal.procedures.file("d_sent_1").fetch()
        from services.query import Topic

        kit.announce(Topic.PROCEDURES)
        await lab.settle()
        assert "Validée" in labels(lab) and "« Bienvenue ! »" in labels(lab)
        aloud = [one.label for one in lab.all(ft.Semantics) if one.live_region and one.label]
        assert aloud == ["Validée. «\u00a0Bienvenue\u202f!\u00a0»"]


async def test_a_paper_of_the_city_comes_with_its_answer(kit: PortalKit) -> None:
    paper = Document(id="f1", field="", name="Attestation d'inscription Noé.pdf", type=FileType.PDF, size=24_000)
    kept = kit.city.kept_procedures["d_sent_1"]
    effect = Effect(code="CERTIFICATE_MADE", params={"document": "f1"})
    answered = kept.procedure.model_copy(update={"state": ProcedureState.VALIDATED, "effect": effect})
    kit.city.kept_procedures["d_sent_1"] = replace(kept, procedure=answered, documents=(paper,))
    async with opened(kit, route="/demarches/d_sent_1") as lab:
        said = labels(lab)
        assert "Votre attestation est jointe à la réponse." in said
        assert said.index("Joint par la ville") < said.index("Vos réponses")
        assert named(lab, "Enregistrer Attestation d'inscription Noé.pdf")


async def test_the_catalogue_offers_what_is_open_and_says_when_the_rest_opens(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches/nouvelle") as lab:
        assert "S’ouvre le lundi 5 avril" in labels(lab)
        assert "Réponse habituelle en 5 jours" in labels(lab)
        closed = lab.named("Centre de loisirs d’été")
        assert closed.disabled and closed.on_tap is None


async def test_a_household_matter_begins_at_once_and_a_childs_asks_for_whom(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches/nouvelle") as lab:
        await press(lab, "Changement d’adresse")
        await lab.settle()
        assert lab.page.route == "/demarches/key-1"
        assert field(lab, "Médecin traitant")
    async with opened(kit, route="/demarches/nouvelle") as lab:
        await press(lab, "Fiche sanitaire")
        assert "Fiche sanitaire : pour qui ?" in labels(lab)
        await press(lab, "Noé")
        await lab.settle()
        assert "Pour Noé" in labels(lab) and lab.page.route == "/demarches/key-2"


async def test_the_catalogue_begins_the_one_asked_for_by_the_address(kit: PortalKit) -> None:
    async with opened(kit, route=f"/demarches/nouvelle/{builders.HEALTH}?enfant={builders.LILA}") as lab:
        await lab.settle()
        assert lab.page.route == "/demarches/key-1" and "Pour Lila" in labels(lab)


async def test_empty_loading_and_failed_are_three_screens(kit: PortalKit) -> None:
    kit.city.hold("procedures")
    async with opened(kit, route="/demarches") as lab:
        assert lab.all(ft.Shimmer)
        kit.city.fail_with(ErrorKind.CITY_DOWN, "procedures")
        kit.city.release()
        await lab.settle()
        assert any("La ville ne répond pas" in said for said in labels(lab))
        kit.city.fail_with(None)
        kit.city.kept_procedures = {}
        await press(lab, "Réessayer")
        await lab.settle()
        assert "Vous n’avez encore fait aucune démarche." in labels(lab)


async def test_another_households_démarche_does_not_exist(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches/d_other") as lab:
        assert any("n’existe pas" in said for said in labels(lab))


@pytest.mark.parametrize("route", ["/demarches", "/demarches/nouvelle", "/demarches/d_sent_2", "/inscriptions"])
@pytest.mark.parametrize("size", ["phone", "tablet"])
async def test_large_text_breaks_nothing(kit: PortalKit, route: str, size: str) -> None:
    async with opened(kit, route=route, size=size) as lab:
        await lab.fire(lab.one(ft.Text, value="M"), "size_change", {"w": 170.0, "h": 200.0})
        assert not [said for said in labels(lab) if "inattendue" in said]
