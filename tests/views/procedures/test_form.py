"""The form: saved as typed, conditions live, files with their fate, sent, and two devices at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models.procedure import Address, FieldKind, FormField, Option, ProcedureState
from services.query import Topic
from tests.fakes.builders import HEALTH, definition
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.opening import button, field, labels, opened, press

HEALTH_SHEET = "/demarches/d_health"
PDF = {"id": 1, "name": "vaccins.pdf", "size": 9, "path": None, "bytes": b"%PDF-1.7."}


@pytest.fixture
async def kit() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    asks(kit)
    return kit


def asks(kit: PortalKit, *fields: str) -> None:
    """The city wants these answers again; none named = all."""
    kept = kit.city.kept_procedures["d_health"]
    procedure = kept.procedure.model_copy(update={"asked": fields})
    kit.city.kept_procedures["d_health"] = replace(kept, procedure=procedure)


@pytest.fixture
async def lab(kit: PortalKit) -> AsyncIterator[Lab]:
    async with opened(kit, route=HEALTH_SHEET) as lab:
        yield lab


def city_answers(kit: PortalKit) -> dict[str, Any]:
    return dict(kit.city.kept_procedures["d_health"].answers)


def choose(lab: Lab, *files: dict[str, Any]) -> None:
    """What the device's file chooser will answer."""
    lab.connection.replies["pick_files"] = list(files)


async def test_the_form_says_what_the_city_asks_and_holds_what_was_answered(lab: Lab) -> None:
    said = labels(lab)
    assert "« Il manque le certificat de vaccination. »" in said and "Pour Noé" in said
    assert field(lab, "Médecin traitant").value == "Dr Petit"
    assert lab.named("Votre enfant a-t-il une allergie ?, Non").selected is True
    assert "PDF, JPG, PNG ou HEIC, 5 Mo au plus" in said
    assert "Lesquelles ?" not in said


async def test_only_what_the_city_asks_again_is_open(kit: PortalKit) -> None:
    asks(kit, "allergy")
    async with opened(kit, route=HEALTH_SHEET) as lab:
        assert "Demandé par la ville" in labels(lab) and "Déjà transmis" in labels(lab)
        assert not lab.all(ft.TextField) and "Dr Petit" in labels(lab)
        await press(lab, "Votre enfant a-t-il une allergie ?, Oui")
        assert button(lab, "Lesquelles ?, Lait"), "what hangs on it is open too"


async def test_what_is_typed_is_saved_when_the_typing_pauses(kit: PortalKit, lab: Lab) -> None:
    await lab.type(field(lab, "Médecin traitant"), "Dr Grand")
    assert city_answers(kit)["doctor"] == "Dr Petit" and "Enregistrement…" in labels(lab)
    await kit.pauses.over()
    await lab.settle()
    assert city_answers(kit)["doctor"] == "Dr Grand" and "Enregistré à 8 h" in labels(lab)


async def test_a_condition_opens_its_question_at_once(kit: PortalKit, lab: Lab) -> None:
    await press(lab, "Votre enfant a-t-il une allergie ?, Oui")
    assert "Lesquelles ?" in labels(lab)
    await press(lab, "Lesquelles ?, Lait")
    assert lab.named("Lesquelles ?, Lait").checked is True
    await kit.portal.procedures.save("d_health")
    await lab.settle()
    assert city_answers(kit)["allergies"] == ("milk",)
    await press(lab, "Votre enfant a-t-il une allergie ?, Non")
    assert "Lesquelles ?" not in labels(lab)


async def test_offline_it_stays_on_the_device_and_goes_when_the_city_is_back(kit: PortalKit, lab: Lab) -> None:
    kit.city.fail_with(ErrorKind.OFFLINE)
    await lab.type(field(lab, "Médecin traitant"), "Dr Grand")
    await kit.pauses.over()
    await lab.settle()
    assert "Gardé sur cet appareil. Envoi au retour du réseau." in labels(lab)
    kit.city.fail_with(None)
    await kit.portal.procedures.send_typed()
    await lab.settle()
    assert city_answers(kit)["doctor"] == "Dr Grand"


async def test_it_is_resumed_on_another_device(kit: PortalKit) -> None:
    async with opened(kit, route=HEALTH_SHEET) as lab:
        await lab.type(field(lab, "Médecin traitant"), "Dr Grand")
        await kit.pauses.over()
        await lab.settle()
    other = fake_portal(city=kit.city, time=kit.time)
    await other.sign_in()
    async with opened(other, route=HEALTH_SHEET) as lab:
        assert field(lab, "Médecin traitant").value == "Dr Grand"


async def test_a_file_is_given_and_taken_back(kit: PortalKit, lab: Lab) -> None:
    choose(lab, PDF)
    await press(lab, "Choisir un fichier, Certificat de vaccination")
    await lab.settle()
    assert [one.name for one in kit.city.kept_procedures["d_health"].documents] == ["vaccins.pdf"]
    assert "vaccins.pdf" in labels(lab)
    await press(lab, "Retirer vaccins.pdf")
    await lab.settle()
    assert not kit.city.kept_procedures["d_health"].documents and "vaccins.pdf" not in labels(lab)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Ce fichier est vide."),
        (b"MZ\x90\x00", "Ce fichier n’est pas d’un type accepté."),
        (b"%PDF" + bytes(5_000_001), "Ce fichier est trop lourd : 5 Mo au plus."),
    ],
)
async def test_a_file_that_cannot_be_taken_says_why_under_it(
    kit: PortalKit, lab: Lab, content: bytes, told: str
) -> None:
    choose(lab, {**PDF, "bytes": content, "size": len(content)})
    await press(lab, "Choisir un fichier, Certificat de vaccination")
    await lab.settle()
    assert any(said.startswith(told) for said in labels(lab))
    assert not kit.city.kept_procedures["d_health"].documents
    await press(lab, "Retirer vaccins.pdf")
    assert not any(said.startswith(told) for said in labels(lab))


async def test_a_file_on_its_way_says_how_far_it_is(kit: PortalKit, lab: Lab) -> None:
    kit.city.hold("give_document")
    choose(lab, PDF)
    giving = asyncio.create_task(press(lab, "Choisir un fichier, Certificat de vaccination"))
    await kit.city.reached("give_document")
    await lab.settle()
    assert any(said.startswith("Envoi…") for said in labels(lab)) and lab.all(ft.ProgressBar)
    assert button(lab, "Transmettre").disabled and "Retirer vaccins.pdf" not in labels(lab)
    kit.city.release()
    await giving
    assert not any(said.startswith("Envoi…") for said in labels(lab))


async def test_what_is_missing_is_counted_on_top_and_said_under_its_question(kit: PortalKit, lab: Lab) -> None:
    await lab.type(field(lab, "Médecin traitant"), "")
    await press(lab, "Transmettre")
    await lab.settle()
    said = labels(lab)
    assert "2 réponses à revoir" in said
    assert "Cette réponse est nécessaire." in said and "Il manque un document." in said
    assert kit.city.kept_procedures["d_health"].procedure.state is ProcedureState.TO_COMPLETE


def asked_of(lab: Lab, method: str) -> list[tuple[int, Any]]:
    return [(control, args) for control, name, args in lab.connection.invoked if name == method]


async def test_an_attempt_brings_the_first_wrong_answer_into_sight_with_the_keyboard_in_it(
    kit: PortalKit, lab: Lab
) -> None:
    await lab.type(field(lab, "Médecin traitant"), "")
    await press(lab, "Transmettre")
    await lab.settle()
    before = asked_of(lab, "scroll_to")
    assert {str(where["scroll_key"]["value"])[:9] for _column, where in before} == {"q-doctor-"}
    assert asked_of(lab, "focus")[-1][0] == field(lab, "Médecin traitant")._i
    await lab.type(field(lab, "Médecin traitant"), "Dr Grand")
    await kit.pauses.over()
    await lab.settle()
    assert asked_of(lab, "scroll_to") == before, "what is put right moves nothing"
    await press(lab, "Transmettre")
    await lab.settle()
    _column, where = asked_of(lab, "scroll_to")[-1]
    assert str(where["scroll_key"]["value"]).startswith("q-vaccines-")
    assert asked_of(lab, "focus")[-1][0] == button(lab, "Choisir un fichier, Certificat de vaccination")._i


async def test_it_is_sent_once_whole_and_says_so(kit: PortalKit, lab: Lab) -> None:
    choose(lab, PDF)
    await press(lab, "Choisir un fichier, Certificat de vaccination")
    await lab.settle()
    await press(lab, "Transmettre")
    await lab.settle()
    assert kit.city.kept_procedures["d_health"].procedure.state is ProcedureState.PENDING
    assert any(said.startswith("C’est transmis. Démarche n° 2026-000318") for said in labels(lab))
    assert kit.city.calls.count("submit_procedure") == 1


async def test_where_both_devices_typed_the_parent_says(kit: PortalKit, lab: Lab) -> None:
    await lab.type(field(lab, "Médecin traitant"), "Dr Grand")
    kit.city.type_elsewhere("d_health", doctor="Dr Moyen")
    await kit.pauses.over()
    await lab.settle()
    assert any("sur un autre appareil : Médecin traitant" in said for said in labels(lab))
    await press(lab, "Prendre les autres")
    await lab.settle()
    assert field(lab, "Médecin traitant").value == "Dr Moyen"


async def test_a_draft_is_deleted_once_asked(kit: PortalKit) -> None:
    async with opened(kit, route="/demarches/d_quotient") as lab:
        await press(lab, "Supprimer ce brouillon")
        await press(lab, "Supprimer")
        await lab.settle()
        assert "d_quotient" not in kit.city.kept_procedures and lab.page.route == "/demarches"


async def test_a_draft_already_sent_elsewhere_becomes_its_state(kit: PortalKit, lab: Lab) -> None:
    kit.city.decide("d_health", ProcedureState.VALIDATED, "Merci.")
    kit.announce(Topic.PROCEDURES)
    await lab.settle()
    assert "Son parcours" in labels(lab)


async def test_words_that_did_not_go_with_what_another_device_sent_are_told(kit: PortalKit, lab: Lab) -> None:
    await lab.type(field(lab, "Médecin traitant"), "Dr Grand")
    kit.city.decide("d_health", ProcedureState.PENDING)
    kit.announce(Topic.PROCEDURES)
    await lab.settle()
    left_out = [said for said in labels(lab) if said.startswith("Vos dernières réponses ne sont pas parties")]
    assert left_out and "Son parcours" in labels(lab)
    await press(lab, "J’ai compris")
    await lab.settle()
    assert left_out[0] not in labels(lab) and kit.portal.procedures.typed("d_health") is None


async def test_what_the_city_does_not_take_is_not_said_to_wait_for_the_network(kit: PortalKit, lab: Lab) -> None:
    kit.city.fail_with(ErrorKind.NOT_OPEN, "save_draft")
    await lab.type(field(lab, "Médecin traitant"), "Dr Grand")
    await kit.pauses.over()
    await lab.settle()
    assert any(said.startswith("Cette démarche n’est pas ouverte") for said in labels(lab))


async def test_every_answer_and_button_has_a_name_and_a_size(lab: Lab) -> None:
    for name in ("Votre enfant a-t-il une allergie ?, Oui", "Choisir un fichier, Certificat de vaccination"):
        assert (button(lab, name).height or 0) >= 48
    await lab.fire(lab.one(ft.Text, value="M"), "size_change", {"w": 170.0, "h": 200.0})
    assert not [said for said in labels(lab) if "inattendue" in said]


async def test_every_kind_of_question_can_be_answered(kit: PortalKit) -> None:
    fields = tuple(
        FormField(key=kind, kind=kind, label=f"Question {kind}", options=(Option(key="a", label="Choix A"),))
        for kind in FieldKind
    )
    kit.city.definitions[HEALTH] = definition().model_copy(update={"fields": fields})
    async with opened(kit, route=HEALTH_SHEET) as lab:
        assert not [said for said in labels(lab) if "inattendue" in said]
        await lab.type(field(lab, "Question date (facultatif)"), "05/12/2026")
        await lab.type(field(lab, "Question number (facultatif)"), "12,5")
        await lab.type(field(lab, "Question long_text (facultatif)"), "Un mot.")
        await lab.type(field(lab, "Code postal"), "94350")
        await lab.type(field(lab, "Ville"), "Villiers-sur-Marne")
        await press(lab, "Question choice, Choix A")
        await press(lab, "Question choices, Choix A")
        await press(lab, "Question yes_no, Non")
        await kit.portal.procedures.save("d_health")
        answers = city_answers(kit)
        assert answers["address"] == Address(postcode="94350", town="Villiers-sur-Marne")
        assert (answers["date"], answers["number"], answers["choices"]) == ("2026-12-05", 12.5, ("a",))
        assert (answers["choice"], answers["yes_no"], answers["long_text"]) == ("a", False, "Un mot.")
