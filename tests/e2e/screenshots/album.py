"""docs/screenshots/README.md: every picture in a table, one line per screen."""

from __future__ import annotations

from pathlib import Path

#: The pages that are shown on a bad line.
_PAGES = {
    "factures": "Paiement des factures",
    "messagerie": "La messagerie",
    "demarches": "Mes démarches",
    "demarches-en-ligne": "Démarches en ligne",
    "actualites": "Médias et actualités",
    "inscriptions": "Inscriptions périscolaires",
    "foyer": "Mon Foyer",
    "mes-donnees": "Mes données personnelles",
    "notifications": "Notifications",
    "contact": "Nous contacter",
}
_CHAPTERS: dict[str, dict[str, str]] = {
    "Avant la connexion": {
        "connexion": "La connexion",
        "connexion-champs-vides": "Rien n’est saisi",
        "connexion-refusee": "Mot de passe incorrect",
        "connexion-ralentie": "Trop d’essais",
        "connexion-ville-absente": "La ville ne répond pas",
        "mot-de-passe-oublie": "Mot de passe oublié",
        "mot-de-passe-lien-envoye": "Le lien est envoyé",
        "mot-de-passe-nouveau": "Le lien du mail",
        "mot-de-passe-lien-perime": "Un lien qui ne sert plus",
        "invitation": "Première connexion, sur invitation",
        "villes": "Plusieurs villes : laquelle ?",
        "villes-recherche": "Par son code postal",
        "villes-choisie": "Une autre ville, sa couleur",
    },
    "Accueil": {
        "accueil": "L’accueil",
        "accueil-premiere-fois": "Les premières nouvelles sont attendues",
        "accueil-ville-absente": "La ville ne répond pas",
        "compte": "Mon compte",
        "reorganiser": "Réorganiser l’accueil",
        "notifications": "La cloche",
        "notifications-reglages": "Régler les notifications",
    },
    "Réservations, sur téléphone": {
        "jour-personne": "À l’ouverture : pour qui ?",
        "jour-un-enfant": "Un enfant",
        "jour-trois-enfants": "Trois enfants",
        "plusieurs-jours": "Plusieurs jours à la fois",
        "mois": "Le mois",
        "mois-vacances": "Un mois de vacances",
        "copier-jour": "Copier un jour",
        "menu": "Plus d’actions",
        "quitter": "Partir avec un choix non envoyé",
    },
    "Réservations, sur tablette et ordinateur": {
        "semaine": "La semaine",
        "semaine-deux-enfants": "Filtrée sur deux enfants",
        "periode": "La période",
        "periode-vacances": "Un mois de vacances",
        "activites": "Filtrer les activités",
    },
    "Réservations": {
        "jour-ferie": "Un jour férié",
        "delai-depasse": "Délai dépassé",
        "vacances": "Les vacances",
        "pas-encore-ouvert": "Pas encore ouvert",
        "prix-tardif": "Le prix d’une réservation tardive",
        "me-prevenir": "Être prévenu",
        "prevenu": "La ville préviendra",
        "raison": "Pourquoi un créneau ne change plus",
        "echange": "Deux services aux mêmes heures",
        "copier-semaine": "Copier une semaine",
        "chargement": "La ville est attendue",
        "ville-absente": "La ville ne répond pas : la copie",
        "ville-absente-sans-copie": "La ville ne répond pas, sans copie",
    },
    "Soumettre": {
        "choix-une-reservation": "Une réservation choisie",
        "liste-attente": "Une place sur la liste d’attente",
        "choix": "Réservations et annulation",
        "choix-lignes": "Le choix, ligne par ligne",
        "envoi": "L’envoi dure",
        "envoi-garde": "Gardé pour plus tard",
        "envoi-parti": "Parti au retour du réseau",
        "session-finie": "La session a expiré",
        "session-reprise": "Envoyé après la reconnexion",
    },
    "Reçus": {
        "recu": "Le reçu",
        "recu-partiel": "Une ligne refusée",
        "recu-ancien": "Un reçu retrouvé",
        "mes-recus": "Mes reçus",
        "mes-recus-recherche": "Une recherche",
        "mes-recus-rien": "Une recherche sans réponse",
        "mes-recus-ville-absente": "La ville ne répond pas",
    },
    "Semaine type": {
        "semaine-type-vide": "Avant de cocher",
        "semaine-type": "La semaine type",
        "semaine-type-difference": "Ce que cela change, ligne par ligne",
        "semaine-type-jour": "Un jour de la différence",
        "semaine-type-periode": "La période",
    },
    "Paiement des factures": {
        "factures": "Les factures",
        "facture": "Le détail",
        "paiement": "Un paiement est ouvert à la banque",
        "paiement-fait": "Payé",
        "attestations": "L’attestation fiscale",
    },
    "Démarches": {
        "demarches-en-ligne": "Démarches en ligne",
        "demarche-brouillon": "Un brouillon, enregistré en tapant",
        "demarche-a-revoir": "Des réponses manquent",
        "demarches": "En cours et transmises",
        "demarche-a-completer": "La ville demande un complément",
        "demarche-transmise": "C’est transmis",
        "demarche-rejetee": "Rejetée, avec le motif",
    },
    "Le foyer": {
        "foyer": "Mon Foyer",
        "foyer-modifier": "Modifier",
        "inscriptions": "Inscriptions périscolaires",
        "mes-donnees": "Mes données personnelles",
        "affichage-sombre": "Le thème choisi ici, l’appareil étant en clair",
        "affichage-tres-grand": "La taille du texte choisie ici",
        "agenda": "Mon agenda",
        "agenda-adresse": "L’adresse, montrée une fois",
        "agenda-existe": "Une adresse existe déjà",
        "accessibilite": "Accessibilité",
    },
    "La ville": {
        "actualites": "Médias et actualités",
        "actualite": "Une actualité",
        "menus": "Les menus de la semaine",
        "messagerie": "La messagerie",
        "conversation": "Une conversation",
        "message-nouveau": "Écrire un message",
        "messagerie-rien": "Une recherche sans réponse",
        "contact": "Nous contacter",
    },
    "Rien encore": {
        "accueil-rien-encore": "L’accueil d’une famille qui arrive",
        "factures-rien-encore": "Paiement des factures",
        "messagerie-rien-encore": "La messagerie",
        "demarches-rien-encore": "Mes démarches",
        "notifications-rien-encore": "Notifications",
        "mes-recus-rien-encore": "Mes reçus",
        "attestations-rien-encore": "Attestations fiscales",
    },
    "Attendu, en panne, ou la copie": {
        "accueil-blocs-en-panne": "Les blocs de l’accueil n’ont pas répondu",
        **{
            f"{page}-{end}": f"{title} : {said}"
            for page, title in _PAGES.items()
            for end, said in (("attendu", "attendu"), ("en-panne", "en panne"), ("copie", "la copie"))
        },
    },
    "Le guichet de la mairie": {
        "guichet-connexion": "La connexion des agents",
        "guichet-accueil": "Ce qui attend",
        "guichet-demarches": "Les démarches",
        "guichet-demarche": "Une démarche à décider",
        "guichet-messages": "Les messages",
        "guichet-actualites": "Les actualités",
        "guichet-menus": "Les menus",
        "guichet-presences": "Les feuilles de présence",
        "guichet-reservations": "Les réservations à valider",
        "guichet-places": "Les places",
        "guichet-fermetures": "Les fermetures",
        "guichet-factures": "Les factures",
        "guichet-caisse": "La caisse",
        "guichet-remboursements": "Ce que la ville doit",
        "guichet-fiches": "Foyers et enfants",
        "guichet-enfant": "La fiche d’un enfant",
        "guichet-fin-apercu": "Ce que la fin d’une inscription annulerait",
        "guichet-suppressions": "Les comptes à supprimer",
        "guichet-listes": "Les listes de la ville",
        "guichet-liste-apercu": "Ce qu’une liste changerait",
        "guichet-rentree": "La rentrée : où va chaque classe",
        "guichet-rentree-apercu": "Ce que la rentrée changerait",
        "guichet-agents": "Les agents",
        "guichet-journal": "Le journal",
    },
}
_SIZES = {"phone": ("téléphone", 110), "tablet": ("tablette", 140), "desktop": ("ordinateur", 220)}
_KINDS = {"light": "clair", "dark": "sombre", "200": "texte à 200 %"}
_HEAD = """# Les écrans

Écrit par `make screenshots`, qui parcourt l’application dans un vrai navigateur : la famille de démonstration, le lundi
23 novembre 2026 au matin, sur un téléphone (412 × 915), une tablette (820 × 1180) et un ordinateur (1280 × 800), dans
les deux thèmes, et les principaux écrans avec un texte à 200 %. Cliquer sur une image l’ouvre en grand.
"""


def write_album(folder: Path) -> None:
    """Writes the page that shows the pictures that are in the folder."""
    found = {file.name for file in folder.glob("*.png")}
    parts = [_HEAD]
    for chapter, screens in _CHAPTERS.items():
        rows = [_row(name, title, found) for name, title in screens.items()]
        shown = [row for row in rows if row]
        if shown:
            parts.append(f"\n## {chapter}\n\n| Écran | Images |\n| --- | --- |\n" + "\n".join(shown) + "\n")
    (folder / "README.md").write_text("".join(parts), encoding="utf-8")


def _row(name: str, title: str, found: set[str]) -> str:
    cells = []
    for size, (size_name, width) in _SIZES.items():
        for kind, kind_name in _KINDS.items():
            file = f"{name}-{size}-{kind}.png"
            if file in found:
                label = f"{title}, {size_name}, {kind_name}"
                cells.append(f'<a href="{file}"><img src="{file}" width="{width}" alt="{label}" title="{label}"></a>')
    return f"| {title} | {' '.join(cells)} |" if cells else ""


def untold(folder: Path) -> list[str]:
    """Pictures that no chapter shows."""
    told = {name for screens in _CHAPTERS.values() for name in screens}
    names = {file.stem.rsplit("-", 2)[0] for file in folder.glob("*.png")}
    return sorted(names - told)
