"""What the demonstration's town tells, and what its canteen serves. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass

from city.news.publishing import Icon


@dataclass(frozen=True, slots=True)
class Story:
    """A news item, published so many days ago. `said_by`: empty = the town, else a key of a school or of an office.

    `drawn`: what its picture shows, a landscape; empty = it has none.
    """

    days_ago: int
    title: str
    text: str
    icon: Icon
    said_by: str = ""
    targets: tuple[str, ...] = ()
    drawn: str = ""


STORIES = (
    Story(
        34,
        "Un nouveau composteur dans les cours d'école",
        "Les restes des assiettes nourrissent désormais les potagers des écoles.\n\nEn un mois, les enfants ont "
        "composté 140 kg d'épluchures. Les délégués de classe présenteront le résultat au conseil municipal des "
        "enfants.",
        "nature",
    ),
    Story(
        20,
        "Conseil d'école : le compte rendu est affiché",
        "Le compte rendu du dernier conseil d'école est affiché à l'entrée et peut être demandé à la direction.\n\nAu "
        "programme : la sécurité aux abords de l'école, le projet théâtre et les sorties de l'année.",
        "school",
        "jean-jaures",
        ("school:jean-jaures",),
    ),
    Story(
        11,
        "Deux menus végétariens par semaine à la cantine",
        "À partir de ce mois-ci, deux repas par semaine sont sans viande ni poisson.\n\nLes recettes ont été goûtées "
        "par les enfants de la commission des menus : le gratin de pâtes au potimarron a fait l'unanimité. Les menus "
        "de la semaine sont dans « Médias et actualités ».",
        "meal",
        "scolaire",
    ),
    Story(
        7,
        "Petits travaux dans la cour de Charles-Péguy",
        "Le revêtement sous les jeux est remplacé. Pendant une semaine, l'entrée se fait par le portillon de la rue "
        "des Tilleuls, aux mêmes heures.\n\nMerci de votre patience : les nouveaux jeux arrivent aussitôt après.",
        "works",
        "charles-peguy",
        ("school:charles-peguy",),
    ),
    Story(
        5,
        "Prêt de vélos pour les écoles",
        "Douze vélos attendent les élèves de l'école Jules-Ferry pour le permis piéton et vélo.",
        "event",
        "jules-ferry",
        ("school:jules-ferry",),
    ),
    Story(
        3,
        "Mercredi nature au bois des Tilleuls",
        "Les enfants inscrits au mercredi partent la journée au bois : cabanes, empreintes et goûter autour du grand "
        "chêne.\n\nPrévoir des bottes, une gourde et des vêtements qui ne craignent rien. Départ à 9 h du centre de "
        "loisirs, retour à 17 h.",
        "nature",
        "scolaire",
        ("activity:mercredis",),
        drawn="Dessin : des collines vertes, des arbres et un soleil.",
    ),
    Story(
        1,
        "Réunion d'information pour les parents",
        "Cantine, accueils, mercredis, vacances : l'équipe du service scolaire répond à toutes vos questions, jeudi à "
        "18 h 30 en mairie, salle des fêtes.\n\nLes enfants sont les bienvenus, un coin lecture les attend. Pour poser "
        "votre question d'avance, écrivez-nous par la messagerie.",
        "event",
        "scolaire",
    ),
    Story(
        -4,
        "Fermeture du standard un après-midi",
        "Le service scolaire est en formation : le standard est fermé l'après-midi. La messagerie reste ouverte.",
        "closed",
        "scolaire",
    ),
)
"""Eight items, the last of them to come; seven are for the demonstration family or for all."""

MENUS = (
    "Carottes râpées:bio|Lasagnes aux légumes:végétarien, gluten, lait|-|Comté:label, lait|Pomme:bio, local",
    "Betteraves vinaigrette:bio, moutarde|Poulet rôti:label|Haricots verts:bio|Yaourt nature:bio, lait|Clémentines",
    "Potage de légumes:fait maison, céleri|Poisson meunière:poisson, gluten|Riz pilaf|Petit-suisse:lait|Poire:local",
    "Salade verte et noix:fruits à coque, moutarde|Parmentier de lentilles:végétarien, fait maison, lait|-|Brie:lait"
    "|Compote de pommes:fait maison",
    "Concombre au fromage blanc:lait|Sauté de dinde:label|Semoule et légumes:gluten, bio|-|Gâteau au chocolat:fait "
    "maison, gluten, œufs, lait",
    "Taboulé:gluten|Omelette aux herbes:œufs, végétarien, bio|Ratatouille:fait maison|Fromage blanc:bio, lait|Kiwi",
    "Céleri rémoulade:céleri, œufs, moutarde|Bœuf bourguignon:label, sulfites|Pommes de terre vapeur:local|-|Crème "
    "caramel:lait, œufs",
    "Chou rouge et pommes:bio, local|Pâtes au potimarron:végétarien, gluten, lait|-|Emmental râpé:lait|Raisin",
    "Velouté de potiron:fait maison, lait|Filet de colin:poisson|Purée de brocolis:bio, lait|Camembert:lait|Banane:bio",
    "Salade de pois chiches:bio|Chili sin carne:végétarien|Riz:bio|Yaourt à la vanille:lait, local|Orange",
)
"""A menu a day: starter, main course, side, dairy, dessert, each with its marks; « - » for none."""
