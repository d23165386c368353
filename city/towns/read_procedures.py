"""Reading the procedures of a town: the file beside its own, `NAME.demarches.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from city.documents.examine import KINDS
from city.edge import MOST_BYTES
from city.procedures.definition import (
    About,
    Catalogue,
    Condition,
    Definition,
    Entry,
    FieldKind,
    Office,
    Option,
    Question,
    Source,
    Window,
)
from city.text import _
from city.towns.node import Node, options_of
from city.towns.read_effects import read_effect
from city.towns.source import read_source

PROCEDURE_KEYS = (
    "version", "title", "summary", "intro", "icon", "about", "office", "reply_days", "open", "effect", "fields",
)  # fmt: skip
FIELD_KEYS = (
    "key", "kind", "label", "help", "required", "when", "options", "min", "max", "accepts", "max_mb", "many",
)  # fmt: skip
ICONS = (
    "register", "address", "quotient", "health", "absence", "certificate", "people", "exemption", "invoice", "other",
)  # fmt: skip
OFFICE_KEYS = ("name", "subjects", "invoices")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELD_ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_CHOOSING = ("choice", "choices")
_WRITTEN = ("text", "long_text")
_MEGABYTE = 1024 * 1024
_FILES, _MOST_FILES = 5, 10
_LONGEST_SUBJECT = 120


def procedures_file(town_file: Path) -> Path:
    """Where the procedures of a town file are: beside it, under its name."""
    return town_file.with_name(f"{town_file.stem}.demarches{town_file.suffix}")


def load_procedures(file: Path, activities: Mapping[str, str]) -> Catalogue:
    """The catalogue in ``file``; ``activities`` are the town's, with their names. Raises TownFileError."""
    root = Node(read_source(file)).table(("offices", "procedures"))
    offices = {name: _office(name, node.table(OFFICE_KEYS)) for name, node in root.named("offices")}
    for name in [name for name, office in offices.items() if office.invoices][1:]:
        root.child("offices").child(name).fail(_("un seul service répond des factures"), "invoices")
    entries = {}
    for name, node in root.named("procedures"):
        if not _ID.fullmatch(name):
            node.fail(_("un identifiant n’a que des minuscules, chiffres et tirets"))
        entries[name] = _entry(name, node.table(PROCEDURE_KEYS), offices, activities)
    return Catalogue(entries, offices)


def _office(key: str, node: Node) -> Office:
    if not _ID.fullmatch(key):
        node.fail(_("un identifiant n’a que des minuscules, chiffres et tirets"))
    subjects = node.words("subjects")
    for number, subject in enumerate(subjects):
        if not 0 < len(subject) <= _LONGEST_SUBJECT:
            node.child("subjects").fail(_("un objet a de 1 à {most} signes").format(most=_LONGEST_SUBJECT), number)
    return Office(key=key, name=node.text("name"), subjects=subjects, invoices=node.flag("invoices"))


def _entry(key: str, node: Node, offices: Mapping[str, Office], activities: Mapping[str, str]) -> Entry:
    questions: dict[str, Question] = {}
    for block in node.each("fields"):
        question = _question(block.table(FIELD_KEYS), questions, activities)
        questions[question.key] = question
    if not questions:
        node.fail(_("il faut au moins une question ([[procedures.NOM.fields]])"))
    about = node.choice("about", options_of(About))
    office = node.known("office", offices, _("le service"))
    definition = Definition(
        key=key,
        version=node.whole("version", low=1),
        title=node.text("title"),
        summary=node.text("summary"),
        intro=node.text("intro", ""),
        icon=node.choice("icon", ICONS, "other"),
        about=about,
        office=office.key,
        office_name=office.name,
        reply_days=node.whole("reply_days", 5, low=1, high=90),
        effect=read_effect(node, about, questions, activities),
        questions=tuple(questions.values()),
    )
    return Entry(definition, tuple(_window(block) for block in node.each("open")))


def _window(node: Node) -> Window:
    table = node.table(("from", "to"))
    first, last = table.day("from"), table.day("to")
    if last < first:
        table.fail(_("ce jour est avant « from »"), "to")
    return Window(first=first, last=last)


def _question(node: Node, earlier: Mapping[str, Question], activities: Mapping[str, str]) -> Question:
    key = node.text("key")
    if not _FIELD_ID.fullmatch(key):
        node.fail(_("un identifiant n’a que des minuscules, chiffres et tirets"), "key")
    if key in earlier or key == "child":
        node.fail(_("une question a déjà cet identifiant"), "key")
    kind: FieldKind = node.choice("kind", options_of(FieldKind))
    for name, kinds in _ONLY_FOR.items():
        if node.has(name) and kind not in kinds:
            node.fail(_("« {key} » ne va pas avec « {kind} »").format(key=name, kind=kind), name)
    source, options = _options(node, kind, activities)
    low, high = _bounds(node, kind)
    return Question(
        key=key,
        kind=kind,
        label=node.text("label"),
        help=node.text("help", ""),
        required=node.flag("required", True),
        when=_condition(node.child("when"), earlier) if node.has("when") else None,
        options=options,
        source=source,
        low=low,
        high=high,
        accepts=(node.words("accepts", KINDS) or KINDS) if kind == "document" else (),
        max_bytes=node.whole("max_mb", 10, low=1, high=MOST_BYTES // _MEGABYTE) * _MEGABYTE
        if kind == "document"
        else None,
    )


_ONLY_FOR: dict[str, tuple[str, ...]] = {
    "options": _CHOOSING,
    "accepts": ("document",),
    "max_mb": ("document",),
    "many": ("document",),
    "min": ("number", "date"),
    "max": ("number", "date", "document", *_WRITTEN),
}


def _options(node: Node, kind: str, activities: Mapping[str, str]) -> tuple[Source | None, tuple[Option, ...]]:
    if kind not in _CHOOSING:
        return None, ()
    if node.has("options") and isinstance(node.value["options"], str):
        source: Source = node.choice("options", options_of(Source))
        if source == "activities" and not activities:
            node.fail(_("cette ville n’a aucune activité"), "options")
        return source, ()
    found: dict[str, Option] = {}
    for block in node.child("options").items():
        table = block.table(("key", "label"))
        option = Option(key=table.text("key"), label=table.text("label"))
        if option.key in found:
            table.fail(_("« {word} » est écrit deux fois").format(word=option.key), "key")
        found[option.key] = option
    if len(found) < 2:
        node.fail(_("il faut au moins deux réponses possibles"), "options")
    return None, tuple(found.values())


def _bounds(node: Node, kind: str) -> tuple[int | date | None, int | date | None]:
    low: int | date | None
    high: int | date | None
    if kind == "date":
        low, high = node.day("min", None), node.day("max", None)
    elif kind == "document":
        many = node.flag("many")
        if not many and node.has("max"):
            node.fail(_("« max » demande « many = true »"), "max")
        return None, node.whole("max", _FILES, low=2, high=_MOST_FILES) if many else 1
    elif kind in _WRITTEN:
        return None, node.whole("max", None, low=1, high=10_000)
    else:
        low, high = node.whole("min", None), node.whole("max", None)
    if low is not None and high is not None and high < low:  # type: ignore[operator]
        node.fail(_("« max » est plus petit que « min »"), "max")
    return low, high


def _condition(node: Node, earlier: Mapping[str, Question]) -> Condition:
    table = node.table(("field", "is"))
    other = table.known("field", earlier, _("la question (plus haut)"))
    values = []
    for item in table.child("is").items():
        _check_value(item, other)
        values.append(item.value)
    if not values:
        table.fail(_("cette liste est vide"), "is")
    return Condition(field=other.key, values=tuple(values))


def _check_value(item: Node, other: Question) -> None:
    value: Any = item.value
    if other.kind == "yes_no":
        if not isinstance(value, bool):
            item.fail(_("true ou false est attendu ici"))
    elif other.kind in _CHOOSING:
        known = {option.key for option in other.options}
        if not isinstance(value, str) or (not other.source and value not in known):
            item.fail(_("cette réponse n’existe pas à la question « {key} »").format(key=other.key))
    else:
        item.fail(_("une condition porte sur une question à choix ou à oui et non"))
