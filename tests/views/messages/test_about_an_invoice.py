"""« Signaler une erreur » on an invoice: a message to the service that answers about invoices."""

from __future__ import annotations

from services.models.notification import Page, Target
from tests.fakes.builders import OCTOBER
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.opening import field, labels, opened, plain, press


def says(lab: Lab, start: str) -> bool:
    return any(said.startswith(start) for said in labels(lab))


async def test_an_error_on_an_invoice_is_written_to_its_service_and_disturbs_no_other_draft(kit: PortalKit) -> None:
    other = await kit.portal.messages.write("t_other", "Une question.", service="scolaire", subject="Inscription")
    async with opened(kit, route=f"/factures/{OCTOBER}") as lab:
        await lab.until(lambda: "Signaler une erreur" in labels(lab), limit=400)
        await press(lab, "Signaler une erreur")
        await lab.until(lambda: says(lab, "À quel service"), limit=400)
        assert lab.named("Régie des familles").selected is True
        assert plain(str(field(lab, "Objet").value)) == f"Erreur sur la facture n° {OCTOBER}"
        assert plain(str(field(lab, "Votre message").value)) == f"Sur la facture n° {OCTOBER} : "
        await lab.type(field(lab, "Votre message"), f"Sur la facture n° {OCTOBER} : une absence manque.")
        await press(lab, "Envoyer")
        await lab.until(lambda: says(lab, "Vous, 8 h, Sur la facture"), limit=400)
    sent = kit.city.kept_threads[0]
    assert (sent.service, sent.subject) == ("regie", f"Erreur sur la facture n° {OCTOBER}")
    waiting = kit.portal.messages.written("t_other")
    assert waiting is not None and waiting.message == other


async def test_what_was_begun_about_an_invoice_is_there_again(kit: PortalKit) -> None:
    route = f"/messagerie/nouveau?facture={OCTOBER}"
    async with opened(kit, route=route) as lab:
        await lab.until(lambda: says(lab, "À quel service"), limit=400)
        await lab.type(field(lab, "Votre message"), "Une absence manque.")
    about = Target(page=Page.INVOICE, id=OCTOBER)
    begun = kit.portal.messages.begun(about)
    assert begun is not None and begun.message.about == about
    async with opened(kit, route=route) as lab:
        await lab.until(lambda: says(lab, "À quel service"), limit=400)
        assert field(lab, "Votre message").value == "Une absence manque."


async def test_a_town_that_names_no_such_service_lets_the_parent_choose(kit: PortalKit) -> None:
    offices = tuple(one.model_copy(update={"invoices": False}) for one in kit.city.correspondents_value)
    kit.city.correspondents_value = offices
    async with opened(kit, route=f"/messagerie/nouveau?facture={OCTOBER}") as lab:
        await lab.until(lambda: says(lab, "À quel service"), limit=400)
        await press(lab, "Service scolaire")
        assert plain(str(field(lab, "Objet").value)) == f"Erreur sur la facture n° {OCTOBER}"


async def test_a_city_without_messages_offers_none() -> None:
    kit = fake_portal(lacking=frozenset({"messages"}))
    await kit.sign_in()
    async with opened(kit, route=f"/factures/{OCTOBER}") as lab:
        await lab.until(lambda: "Enregistrer en PDF" in labels(lab), limit=400)
        assert "Signaler une erreur" not in labels(lab)


async def test_a_blank_message_begun_beside_one_about_an_invoice_is_blank(kit: PortalKit) -> None:
    async with opened(kit, size="desktop", route=f"/messagerie/nouveau?facture={OCTOBER}") as lab:
        await lab.until(lambda: says(lab, "À quel service"), limit=400)
        await press(lab, "Écrire un message")
        await lab.until(lambda: field(lab, "Votre message").value == "", limit=400)
