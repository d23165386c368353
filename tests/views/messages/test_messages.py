"""The messagerie on screen, over a fake city."""

from __future__ import annotations

import flet as ft
import pytest

from services.errors import ErrorKind
from tests.fakes.builders import NOW, message, thread
from tests.fakes.portal import PortalKit
from tests.lab import Lab
from tests.views.opening import button, field, labels, opened, press


def says(lab: Lab, start: str) -> bool:
    return any(said.startswith(start) for said in labels(lab))


async def test_the_list_says_who_about_what_and_how_much_is_new(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie") as lab:
        assert says(lab, "Service scolaire et périscolaire, Certificat de vaccination, 1 message non lu, Bonjour")
        assert says(lab, "Régie des familles, Facture d'octobre, terminée, Karim : Merci, c'est clair., vendredi")


async def test_opening_one_shows_it_and_marks_it_read(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie") as lab:
        await press(lab, "Service scolaire")
        assert lab.page.route == "/messagerie/t_health"
        assert says(lab, "Nadia, service scolaire, 7 h 40, Bonjour, il manque")
        assert says(lab, "Vous, 7 h, Bonjour, voici la fiche sanitaire")
        assert any("Lu par la ville hier à 16 h 30" in said for said in labels(lab))
        assert "Hier" not in labels(lab) or "Aujourd’hui" in labels(lab)
        await lab.settle()
        assert kit.city.kept_threads[0].unread == 0 and kit.portal.messages.unread == 0


@pytest.mark.parametrize("size", ["tablet", "desktop"])
async def test_on_wide_screens_both_stand_side_by_side(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size, route="/messagerie") as lab:
        assert says(lab, "Choisissez une conversation")
        await press(lab, "Régie des familles")
        assert says(lab, "Karim, 8 h, Merci, c'est clair.") and says(
            lab, "Service scolaire et périscolaire, Certificat"
        )
        assert lab.named("Régie des familles").selected is True


async def test_an_answer_is_typed_kept_and_sent(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_health") as lab:
        await lab.type(field(lab, "Votre message"), "Voici le certificat.")
        written = kit.portal.messages.written("t_health")
        assert written is not None and written.message.text == "Voici le certificat."
        await press(lab, "Envoyer")
        await lab.settle()
        assert kit.city.kept_messages["t_health"][0].text == "Voici le certificat."
        assert field(lab, "Votre message").value == ""
        assert says(lab, "Vous, 8 h, Voici le certificat.")
        assert labels(lab).count("Vous, 8 h, Voici le certificat.") == 1
        assert any("Envoyé, pas encore lu" in said for said in labels(lab))


async def test_nothing_is_sent_when_nothing_is_written(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_health") as lab:
        await lab.type(field(lab, "Votre message"), "   ")
        await press(lab, "Envoyer")
        assert "send_message" not in kit.city.calls


async def test_what_was_typed_is_there_again(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_health") as lab:
        await lab.type(field(lab, "Votre message"), "Je reviens")
    async with opened(kit, route="/messagerie/t_health") as lab:
        assert field(lab, "Votre message").value == "Je reviens"


async def test_offline_it_waits_in_sight_and_goes_once(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_health") as lab:
        kit.city.fail_with(ErrorKind.OFFLINE)
        await lab.type(field(lab, "Votre message"), "Sans réseau.")
        await press(lab, "Envoyer")
        assert any("Il partira tout seul au retour du réseau" in said for said in labels(lab))
        kit.city.fail_with(None)
        await kit.portal.reconnect()
        await kit.portal.settled()
        await lab.settle()
        assert not any("Il partira" in said for said in labels(lab))
        assert [one.text for one in kit.city.kept_messages["t_health"]].count("Sans réseau.") == 1


async def test_what_the_city_refuses_can_be_taken_up_or_dropped(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_health") as lab:
        kit.city.fail_with(ErrorKind.INVALID, "send_message")
        await lab.type(field(lab, "Votre message"), "Refusé.")
        await press(lab, "Envoyer")
        assert any("La ville n’a pas pu prendre ce message" in said for said in labels(lab))
        await press(lab, "Reprendre, Refusé.")
        assert field(lab, "Votre message").value == "Refusé."
        await press(lab, "Envoyer")
        await press(lab, "Supprimer, Refusé.")
        assert not says(lab, "Vous, 8 h, Refusé.")
        assert kit.portal.messages.waiting == 0


async def test_a_new_message_goes_to_the_service_that_was_chosen(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie") as lab:
        await press(lab, "Écrire un message")
        await press(lab, "Envoyer")
        assert says(lab, "Choisissez à qui vous écrivez.") and says(lab, "Écrivez votre message.")
        await press(lab, "Régie des familles")
        await press(lab, "Quotient familial")
        await lab.type(field(lab, "Votre message"), "Mon quotient a changé.")
        await press(lab, "Envoyer")
        await lab.settle()
        made = kit.city.kept_threads[0]
        assert (made.service, made.subject) == ("regie", "Quotient familial")
        assert lab.page.route == f"/messagerie/{made.id}"
        assert says(lab, "Vous, 8 h, Mon quotient a changé.")


async def test_another_subject_is_typed(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/nouveau?service=regie&objet=Facture%20d'octobre") as lab:
        assert lab.named("Régie des familles").selected is True
        assert field(lab, "Objet").value == "Facture d'octobre"
        await lab.type(field(lab, "Votre message"), "Bonjour")
        await press(lab, "Envoyer")
        await lab.settle()
        assert kit.city.kept_threads[0].subject == "Facture d'octobre"


async def test_a_begun_message_is_there_again_and_waits_offline_at_the_top_of_the_list(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/nouveau?service=regie&objet=Facture") as lab:
        await lab.type(field(lab, "Votre message"), "Bonjour")
    async with opened(kit, route="/messagerie/nouveau") as lab:
        assert field(lab, "Votre message").value == "Bonjour"
        kit.city.fail_with(ErrorKind.OFFLINE, "send_message")
        await press(lab, "Envoyer")
        assert says(lab, "Vous, 8 h, Bonjour")
    async with opened(kit, route="/messagerie") as lab:
        assert says(lab, "Facture, Gardé ici.")


async def test_files_are_shown_before_they_go_and_can_be_taken_out(kit: PortalKit) -> None:
    await kit.portal.messages.enclose("t_health", "certificat.pdf", b"%PDF-1.7")
    async with opened(kit, route="/messagerie/t_health") as lab:
        assert "certificat.pdf" in labels(lab)
        await lab.tap("Retirer certificat.pdf")
        await lab.settle()
        assert "certificat.pdf" not in labels(lab)


async def test_a_file_is_chosen_and_goes_with_the_message(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_health") as lab:
        lab.connection.replies["pick_files"] = [{"id": 1, "name": "photo.jpg", "size": 4, "bytes": b"\xff\xd8ab"}]
        await press(lab, "Joindre une photo")
        await lab.settle()
        assert "photo.jpg" in labels(lab)
        await press(lab, "Envoyer")
        await lab.settle()
        assert [one.name for one in kit.city.kept_messages["t_health"][0].attachments] == ["photo.jpg"]
        assert says(lab, "Enregistrer photo.jpg")


async def test_a_file_that_the_city_refuses_says_why(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_health") as lab:
        lab.connection.replies["pick_files"] = [{"id": 1, "name": "virus.exe", "size": 2, "bytes": b"MZ"}]
        await press(lab, "Joindre un fichier")
        await lab.settle()
        assert any("n’est pas d’un type accepté" in said for said in labels(lab))
        assert "virus.exe" not in labels(lab)


async def test_an_attachment_is_saved_where_the_parent_says(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_health") as lab:
        await press(lab, "Enregistrer fiche.pdf")
        await lab.settle()
        saved = [args for _control, name, args in lab.connection.invoked if name == "save_file"]
        assert saved and saved[0]["file_name"] == "fiche.pdf" and saved[0]["src_bytes"] == b"%PDF-1.7 sheet"


async def test_older_messages_come_once_asked_for(kit: PortalKit) -> None:
    said = [message(f"m_{n}", text=f"Message {n}") for n in range(25)]
    kit.city.kept_messages["t_health"] = said
    async with opened(kit, route="/messagerie/t_health") as lab:
        assert says(lab, "Nadia, service scolaire, 7 h 40, Message 19") and not any(
            "Message 20" in s for s in labels(lab)
        )
        await press(lab, "Voir les messages plus anciens")
        await lab.settle()
        assert any("Message 24" in one for one in labels(lab))


async def test_a_search_asks_the_city(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie") as lab:
        await lab.type(field(lab, "Chercher un message"), "vaccination")
        await lab.settle()
        assert says(lab, "Service scolaire") and not says(lab, "Régie")
        await lab.type(field(lab, "Chercher un message"), "rien de tel")
        await lab.settle()
        assert says(lab, "Aucun message ne contient « rien de tel »")


async def test_an_answer_that_comes_live_is_on_screen(kit: PortalKit) -> None:
    from services.query import Topic

    async with opened(kit, route="/messagerie/t_health") as lab:
        kit.city.answer("t_health", "Merci, c'est complet.")
        kit.announce(Topic.MESSAGES)
        await lab.settle()
        assert any("Merci, c'est complet." in said for said in labels(lab))


async def test_empty_loading_failed_and_stale_are_four_screens(kit: PortalKit) -> None:
    kit.city.hold("threads")
    async with opened(kit, route="/messagerie") as lab:
        assert lab.all(ft.Shimmer)
        kit.city.fail_with(ErrorKind.CITY_DOWN, "threads")
        kit.city.release()
        await lab.settle()
        assert any("La ville ne répond pas" in said for said in labels(lab))
        kit.city.fail_with(None)
        kit.city.kept_threads = []
        await press(lab, "Réessayer")
        await lab.settle()
        assert says(lab, "Vos échanges avec les services")
    kit.city.kept_threads = [thread()]
    kit.city.fail_with(ErrorKind.UNEXPECTED, "threads")
    async with opened(kit, route="/messagerie") as lab:
        assert any("Copie de 8 h" in said for said in labels(lab))


async def test_a_conversation_of_nobody_says_so(kit: PortalKit) -> None:
    async with opened(kit, route="/messagerie/t_other") as lab:
        assert any("n’existe pas" in said for said in labels(lab))


async def test_large_text_and_every_target(kit: PortalKit) -> None:
    for route in ("/messagerie", "/messagerie/t_health", "/messagerie/nouveau"):
        async with opened(kit, route=route) as lab:
            await lab.fire(lab.one(ft.Text, value="M"), "size_change", {"w": 170.0, "h": 200.0})
            assert not [said for said in labels(lab) if "inattendue" in said]
    async with opened(kit, route="/messagerie/t_health") as lab:
        attach = button(lab, "Joindre un fichier")
        assert (attach.width, attach.height) == (48, 48)


async def test_the_block_shows_the_last_words_and_opens_the_conversation(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        assert says(lab, "Voir la messagerie, 2 messages non lus")
        assert says(lab, "1 sur 2")
        await press(lab, "Conversation suivante")
        assert says(lab, "2 sur 2")
        await press(lab, "Service scolaire et périscolaire, Certificat de vaccination, 1 message non lu")
        assert lab.page.route == "/messagerie/t_health"


async def test_the_empty_block_offers_the_first_step(kit: PortalKit) -> None:
    from services.models.dashboard import Block, MessagesContent

    kit.city.block("messages", Block[MessagesContent](value=MessagesContent(unread=0, threads=()), as_of=NOW))
    async with opened(kit) as lab:
        await press(lab, "Écrire un message")
        assert lab.page.route == "/messagerie/nouveau"
