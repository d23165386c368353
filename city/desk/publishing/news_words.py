"""The words of news at the desk: whom an item is for, who says it, where it stands."""

from __future__ import annotations

from datetime import date, datetime

from city.desk.words import age_group_name
from city.messages.offices import offices_on
from city.news.audience import target
from city.news.models import NewsRow
from city.text import _, mark
from city.towns import Town

ICONS = {
    "info": mark("information"),
    "event": mark("événement"),
    "school": mark("école"),
    "leisure": mark("loisirs"),
    "meal": mark("repas"),
    "nature": mark("nature"),
    "works": mark("travaux"),
    "closed": mark("fermeture"),
    "health": mark("santé"),
}


def icon_choices() -> list[tuple[str, str]]:
    """The drawings of an item that has no picture."""
    return [(key, _(word)) for key, word in ICONS.items()]


def target_choices(town: Town) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom an item may be for, by kind."""
    return [
        (_("Écoles"), [(target("school", key), school.name) for key, school in town.schools.items()]),
        (_("Activités"), [(target("activity", key), item.name) for key, item in town.activities.items()]),
        (_("Âges"), [(target("age_group", word), age_group_name(word)) for word in town.age_groups]),
    ]


def targets_text(town: Town, targets: list[str]) -> str:
    """Whom an item is for; what the town's file no longer knows is shown by its key."""
    names = {word: name for _kind, choices in target_choices(town) for word, name in choices}
    return ", ".join(names.get(word, word.partition(":")[2]) for word in targets) or _("toutes les familles")


def publisher_choices(town: Town, day: date, kept: str = "") -> list[tuple[str, str]]:
    """Who may say something: the town, its offices, its schools, and who said it until now."""
    names = [town.name, *(office.name for office in offices_on(town, day).values())]
    names += [school.name for school in town.schools.values()]
    return [(name, name) for name in dict.fromkeys([*names, *([kept] if kept else [])])]


def state_of(row: NewsRow, now: datetime) -> tuple[str, str]:
    """Where an item stands: a class of the style sheet, and words."""
    if row.withdrawn_at is not None:
        return "bad", _("retirée")
    if row.published_at > now:
        return "wait", _("à venir")
    if row.until is not None and row.until <= now:
        return "", _("terminée")
    return "good", _("publiée")
