"""Procedures as the app sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from city.households.repository import children, first_names
from city.procedures import repository
from city.procedures.answers import Problem
from city.procedures.catalogue import entries_on
from city.procedures.definition import Definition, Entry
from city.procedures.form import form_of
from city.procedures.models import ProcedureDocumentRow, ProcedureRow
from city.procedures.schemas import (
    CatalogueItemOut,
    ConditionOut,
    DefinitionOut,
    DocumentOut,
    EffectOut,
    EventOut,
    FieldOut,
    OptionOut,
    ProblemOut,
    ProcedureDetailOut,
    ProcedureOut,
)
from city.procedures.states import CURRENT, ProcedureState
from city.towns import Town


def show_catalogue(town: Town, now: datetime) -> list[CatalogueItemOut]:
    """What the town offers, in its order, with the period that counts today."""
    return [_item(entry, now) for entry in entries_on(town, now.date())]


def _item(entry: Entry, now: datetime) -> CatalogueItemOut:
    definition, window = entry.definition, entry.window(now.date())
    return CatalogueItemOut(
        key=definition.key,
        title=definition.title,
        summary=definition.summary,
        icon=definition.icon,
        about=definition.about,
        open=entry.is_open(now.date()),
        opens=window.first if window else None,
        closes=window.last if window else None,
        reply_days=definition.reply_days,
        absence=_absence(definition),
    )


def _absence(definition: Definition) -> list[str] | None:
    effect = definition.effect
    if effect.kind != "note_absence":
        return None
    return [effect.fields[role] for role in ("from", "to") if role in effect.fields]


def show_definition(definition: Definition) -> DefinitionOut:
    """What a procedure asks."""
    return DefinitionOut(
        key=definition.key,
        version=definition.version,
        title=definition.title,
        summary=definition.summary,
        intro=definition.intro,
        about=definition.about,
        reply_days=definition.reply_days,
        fields=[
            FieldOut(
                key=asked.key,
                kind=asked.kind,
                label=asked.label,
                help=asked.help,
                required=asked.required,
                when=ConditionOut(field=asked.when.field, values=list(asked.when.values)) if asked.when else None,
                options=[OptionOut(key=option.key, label=option.label) for option in asked.options],
                low=asked.low,
                high=asked.high,
                accepts=list(asked.accepts),
                max_bytes=asked.max_bytes,
                many=asked.kind == "document" and asked.high != 1,
            )
            for asked in definition.questions
        ],
    )


async def show_many(
    session: AsyncSession, town: Town, rows: Sequence[ProcedureRow], now: datetime
) -> list[ProcedureOut]:
    """Procedures of one household, for a list; two statements whatever their number."""
    if not rows:
        return []
    names = {child.id: child.first_name for child in await children(session, rows[0].household_id)}
    counts = await repository.document_counts(session, [row.id for row in rows])
    return [_show(town, row, names, counts.get(row.id, {}), now) for row in rows]


async def show_one(session: AsyncSession, town: Town, row: ProcedureRow, now: datetime) -> ProcedureDetailOut:
    """One procedure with its form, answers, files and history."""
    zone = town.time_zone
    papers = await repository.documents(session, row.id)
    counts = counted(papers)
    form = form_of(town, row, now.date())
    summary = _show(town, row, await first_names(session, row.household_id), counts, now)
    is_current = ProcedureState(row.state) in CURRENT
    return ProcedureDetailOut(
        **summary.model_dump(),
        now=now,
        definition=show_definition(form.definition),
        answers=answers_of(row, form.definition, papers),
        revision=row.revision,
        editable=[asked.key for asked in form.definition.questions if asked.key in form.editable],
        problems=show_problems(form.problems(counts) if is_current else []),
        documents=[
            DocumentOut(id=paper.app_id, field=paper.field, name=paper.name, type=paper.kind, bytes=paper.size)
            for paper in papers
        ],
        history=[
            EventOut(at=event.at.astimezone(zone), state=event.state, by=event.by, words=event.words)
            for event in await repository.history(session, row.id)
        ],
    )


def answers_of(row: ProcedureRow, definition: Definition, papers: Sequence[ProcedureDocumentRow]) -> dict[str, object]:
    """The answers of the fields there are; that of a document's field is the list of its files."""
    answers: dict[str, object] = {}
    for asked in definition.questions:
        if asked.kind == "document":
            answers[asked.key] = [paper.app_id for paper in papers if paper.field == asked.key]
        elif asked.key in row.answers:
            answers[asked.key] = row.answers[asked.key]
    return answers


def counted(papers: Sequence[ProcedureDocumentRow]) -> dict[str, int]:
    """How many files each field has."""
    fields = [paper.field for paper in papers]
    return {field: fields.count(field) for field in fields}


def show_problems(problems: Sequence[Problem]) -> list[ProblemOut]:
    """What is wrong, as the wire says it."""
    return [ProblemOut(**asdict(problem)) for problem in problems]


def _show(
    town: Town, row: ProcedureRow, names: Mapping[str, str], counts: Mapping[str, int], now: datetime
) -> ProcedureOut:
    zone = town.time_zone
    form = form_of(town, row, now.date())
    answered, of = form.progress(counts)
    return ProcedureOut(
        id=row.app_id,
        number=row.number,
        key=row.key,
        title=form.definition.title,
        icon=form.definition.icon,
        child=row.child_id,
        child_name=names.get(row.child_id or ""),
        state=row.state,
        words=row.words,
        asked=row.asked,
        saved_at=row.saved_at.astimezone(zone),
        sent_at=_local(row.sent_at, zone),
        decided_at=_local(row.decided_at, zone),
        answered=answered,
        of=of,
        reply_by=row.reply_by if row.state == ProcedureState.PENDING else None,
        effect=EffectOut(**row.effect) if row.effect else None,
    )


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.astimezone(zone) if at else None
