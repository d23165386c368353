"""The messagerie in a real browser: to the right service with a file, and the answer that comes by itself."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp, RunningCity
from tests.e2e.screens import DESKTOP, PHONE
from tests.e2e.town_hall import TownHall

#: The smallest picture: one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000"
    "0000c49444154789c63e08c280200014100d446459c340000000049454e44ae426082"
)


def encloses(parent: Parent, file: Path) -> None:
    with parent.page.expect_file_chooser() as choosing:
        parent.tap("button", "Joindre un fichier")
    choosing.value.set_files(file)
    parent.reads(file.name)


def test_a_message_with_a_file_goes_to_the_right_service_and_is_answered(
    town: RunningCity, family: RunningApp, visit: Visit, tmp_path: Path
) -> None:
    picture = tmp_path / "certificat.png"
    picture.write_bytes(PNG)
    parent = visit(family, PHONE, route="/messagerie/nouveau")
    parent.tap("button", "Service scolaire")
    parent.tap("button", "Un autre objet")
    parent.write("Objet", "Certificat de Noé")
    parent.write("Votre message", "Bonjour, voici le certificat.")
    encloses(parent, picture)
    parent.tap("button", "Envoyer")
    parent.reads("Envoyé, pas encore lu par la ville")
    parent.sees("button", "Enregistrer certificat.png")

    parent.write("Votre message", "Dites-moi")
    TownHall(town).answers("Certificat de Noé", "Merci, c'est complet.")
    parent.reads("Merci, c'est complet.")
    parent.reads("Lu par la ville à")
    # What comes by itself does not take the keyboard from the field.
    parent.types("Votre message", " si cela suffit.")
    parent.tap("button", "Envoyer")
    parent.reads("Dites-moi si cela suffit.")


def test_a_conversation_goes_on_beside_the_list(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP, route="/messagerie/nouveau?service=regie&objet=Une%20facture")
    parent.write("Votre message", "La facture d'octobre compte deux repas de trop.")
    parent.tap("button", "Envoyer")
    parent.reads("Envoyé, pas encore lu par la ville")
    parent.write("Votre message", "Ceux du mardi 6 et du jeudi 8.")
    parent.tap("button", "Envoyer")
    parent.reads("Vous, ")
    parent.sees("button", "Régie des activités, Une facture, Vous : Ceux du mardi 6 et du jeudi 8.")
    parent.open("/messagerie")
    parent.write("Chercher un message", "repas de trop")
    parent.tap("button", "Régie des activités, Une facture")
    parent.reads("La facture d'octobre compte deux repas de trop.")
