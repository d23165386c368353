"""The blocks beside bookings: each one's page, and what is opened from it."""

from __future__ import annotations

from tests.e2e.screenshots.camera import Set
from tests.e2e.test_dashboard_blocks import a_page

_NO_ANSWER = "zzz"


def arranging(at: Set) -> None:
    at.parent.open("/organiser")
    at.parent.sees("button", "Descendre Réservations")
    at.shot("reorganiser", large=True)


def notifications(at: Set) -> None:
    parent = at.parent
    parent.open("/")
    parent.reads("Bonjour Camille")
    parent.open("/notifications")
    parent.sees("button", "Tout marquer comme lu")
    at.shot("notifications", large=True)
    parent.open("/notifications/reglages")
    parent.sees("checkbox", "Nouveau message, E-mail")
    at.shot("notifications-reglages", large=True)


def invoices(at: Set) -> None:
    parent = at.parent
    parent.open("/factures")
    parent.sees("checkbox", "Octobre 2026")
    at.shot("factures", large=True)
    parent.tap("button", "Détail de la facture Octobre 2026")
    parent.reads("Restauration scolaire")
    at.shot("facture", large=True)
    parent.open("/factures")
    parent.tap("button", "Détail de la facture Septembre 2026")
    with parent.page.context.expect_page() as opened:
        parent.tap("button", "Payer 351,10 €")
    parent.reads("Paiement de 351,10 € ouvert")
    at.shot("paiement", large=True)
    opened.value.get_by_role("button", name="Payer par carte bancaire").click()
    parent.reads("Payé le 23 novembre")
    opened.value.close()
    at.shot("paiement-fait")
    parent.open("/attestations")
    parent.sees("button", "Enregistrer l’attestation")
    at.shot("attestations")


def messages(at: Set) -> None:
    parent = at.parent
    parent.open("/messagerie")
    parent.sees("button", "Service scolaire et périscolaire, Accueil et animations")
    at.shot("messagerie", large=True)
    parent.tap("button", "Service scolaire et périscolaire, Accueil et animations")
    parent.sees("textbox", "Votre message")
    at.shot("conversation", large=True)
    parent.open("/messagerie/nouveau")
    parent.sees("button", "Service scolaire et périscolaire")
    at.shot("message-nouveau")
    parent.open("/messagerie")
    parent.write("Chercher un message", _NO_ANSWER)
    parent.reads("Aucun")
    at.shot("messagerie-rien")


def news(at: Set) -> None:
    parent = at.parent
    parent.open("/actualites")
    parent.sees("button", "Mercredi nature")
    at.shot("actualites", large=True)
    parent.tap("button", "Mercredi nature")
    parent.sees("heading", "Mercredi nature")
    at.shot("actualite", large=True)
    parent.open("/actualites/menus")
    parent.sees("button", "Semaine suivante")
    at.shot("menus", large=True)


def procedures(at: Set) -> None:
    parent = at.parent
    parent.open("/demarches")
    parent.sees("button", "Compléter, Fiche sanitaire")
    at.shot("demarches", large=True)
    parent.tap("button", "Compléter, Fiche sanitaire")
    parent.reads("Demandé par la ville")
    at.shot("demarche-a-completer", large=True)
    parent.open("/demarches")
    parent.tap("button", "Quotient familial, Rejetée")
    parent.reads("Son parcours")
    at.shot("demarche-rejetee")
    parent.open("/demarches/nouvelle")
    parent.sees("button", "Changement d’adresse")
    at.shot("demarches-en-ligne", large=True)
    parent.tap("button", "Changement d’adresse")
    parent.write("Code postal", "94350")
    parent.reads("Enregistré à 8 h")
    at.shot("demarche-brouillon")
    parent.tap("button", "Transmettre")
    parent.reads("à revoir")
    at.shot("demarche-a-revoir")


def completed(at: Set) -> None:
    """A document is added, and the démarche goes back to the city."""
    parent = at.parent
    parent.open("/demarches")
    parent.tap("button", "Compléter, Fiche sanitaire")
    with parent.page.expect_file_chooser() as chooser:
        parent.tap("button", "Ajouter un autre fichier")
    chooser.value.set_files({"name": "vaccins.pdf", "mimeType": "application/pdf", "buffer": a_page()})
    parent.sees("button", "Retirer vaccins.pdf")
    parent.tap("button", "Transmettre")
    parent.reads("C’est transmis. Démarche n°")
    at.shot("demarche-transmise")


def registrations(at: Set) -> None:
    at.parent.open("/inscriptions")
    at.parent.sees("button", "Inscrire Lila")
    at.shot("inscriptions", large=True)


def household(at: Set) -> None:
    parent = at.parent
    parent.open("/foyer")
    parent.sees("button", "Modifier : Régime alimentaire, Alice")
    at.shot("foyer", large=True)
    at.shot_over("foyer-modifier", lambda: parent.tap("button", "Modifier : Téléphone, Camille"))


def profile(at: Set) -> None:
    parent = at.parent
    parent.open("/mes-donnees")
    parent.sees("button", "Modifier le mot de passe")
    at.shot("mes-donnees", large=True)
    display(at)
    parent.open("/accessibilite")
    parent.sees("button", "Écrire à")
    at.shot("accessibilite")
    parent.open("/contact")
    parent.sees("button", "Régie des activités")
    at.shot("contact", large=True)


def display(at: Set) -> None:
    """The theme and the size of text, chosen here and not on the device."""
    parent = at.parent
    parent.scrolls_to("button", "Très grand")
    parent.tap("button", "Sombre")
    parent.sees("button", "Sombre")
    at.camera.shot("affichage-sombre", kinds=("light",))
    parent.tap("button", "Clair")
    parent.tap("button", "Très grand")
    parent.scrolls_to("button", "Très grand")
    at.camera.shot("affichage-tres-grand", kinds=("light",))
    for name in ("Selon l’appareil", "Grand"):
        parent.scrolls_to("button", name)
    parent.find("button", "Selon l’appareil").last.click()
    parent.find("button", "Selon l’appareil").first.click()


def agenda(at: Set) -> None:
    """The address that a calendar reads: before it is made, as it is shown once, and later."""
    parent = at.parent
    parent.open("/agenda")
    parent.sees("button", "Créer l’adresse de mon agenda")
    at.shot("agenda", large=True)
    parent.tap("button", "Créer l’adresse de mon agenda")
    parent.reads("L’adresse est prête")
    at.shot("agenda-adresse", large=True)
    parent.open("/mes-donnees")
    parent.sees("button", "Modifier le mot de passe")
    parent.open("/agenda")
    parent.reads("Une adresse existe depuis")
    at.shot("agenda-existe")


SCENES = (
    arranging,
    notifications,
    invoices,
    messages,
    news,
    procedures,
    completed,
    registrations,
    household,
    profile,
    agenda,
)
