"""Before anyone is signed in, and the dashboard that follows."""

from __future__ import annotations

from tests.e2e.mails import link_in_mail
from tests.e2e.screenshots.camera import Set
from tests.e2e.test_sign_in import NEW_PASSWORD, invite

_SAMIA = "samia.benali@exemple.fr"


def sign_in(at: Set) -> None:
    parent = at.parent
    parent.open()
    parent.sees("button", "Essayer avec la famille")
    at.shot("connexion", large=True)
    parent.tap("button", "Se connecter")
    parent.reads("Indiquez votre adresse e-mail")
    at.shot("connexion-champs-vides")
    parent.write("Adresse e-mail", at.app.email)
    parent.write("Mot de passe", "pas le bon mot de passe")
    parent.tap("button", "Se connecter")
    parent.reads("E-mail ou mot de passe incorrect")
    at.shot("connexion-refusee", large=True)
    for _attempt in range(12):
        parent.tap("button", "Se connecter")
        if parent.reads_one_of("Trop d’essais", "E-mail ou mot de passe incorrect") == "Trop d’essais":
            break
    at.shot("connexion-ralentie")


def forgotten(at: Set) -> None:
    parent = at.parent
    parent.open()
    parent.tap("button", "Mot de passe oublié")
    parent.reads("Nous vous envoyons un lien")
    at.shot("mot-de-passe-oublie", large=True)
    parent.write("Adresse e-mail", at.app.email)
    parent.tap("button", "Recevoir le lien")
    parent.reads("Regardez vos e-mails")
    at.shot("mot-de-passe-lien-envoye")
    parent.page.goto(link_in_mail(parent, at.data, at.app.email, "mot-de-passe"))
    parent.reads("Nouveau mot de passe")
    at.shot("mot-de-passe-nouveau")
    parent.write("Nouveau mot de passe", "court")
    parent.tap("button", "Changer de mot de passe")
    parent.reads("12 caractères au moins")
    parent.open("/mot-de-passe/jamais-donne")
    parent.write("Nouveau mot de passe", NEW_PASSWORD)
    parent.tap("button", "Changer de mot de passe")
    parent.sees("button", "Revenir à la connexion")
    at.shot("mot-de-passe-lien-perime")


def invitation(at: Set) -> None:
    parent = at.parent
    invite(at.data / "city", _SAMIA, at.app.address)
    parent.page.goto(link_in_mail(parent, at.data, _SAMIA, "invitation"))
    parent.reads("Bienvenue")
    parent.write("Nouveau mot de passe", "court")
    parent.tap("button", "Ouvrir mon compte")
    parent.reads("12 caractères")
    at.shot("invitation", large=True)


def dashboard(at: Set) -> None:
    parent = at.parent
    parent.open()
    parent.signs_in_with_the_demonstration()
    parent.reads("Appeler le")
    at.shot("accueil", large=True)
    at.shot_over("compte", lambda: parent.tap("button", "Mon compte"), large=True)


SCENES = (sign_in, invitation, forgotten, dashboard)
