"""Patterns and the difference they make."""

from __future__ import annotations

from typing import Any

from services.backends.reference import wire
from services.models import (
    Op,
    PatternLine,
    PatternNote,
    PatternPreview,
    PatternWeek,
    Recurrence,
    RecurrenceKind,
    Tick,
    TypicalWeek,
    UntouchedSlot,
)
from services.transport import texts


def typical_week(answer: wire.TypicalWeekWire, source: str) -> TypicalWeek:
    kind = RecurrenceKind(answer.recurrence.kind)
    return TypicalWeek(
        source=source,
        id=answer.id,
        child=answer.child,
        name=answer.name,
        services=answer.services,
        ticks=tuple(Tick(weekday=tick.weekday, service=tick.service) for tick in answer.ticks),
        recurrence=Recurrence(kind=kind, monday=answer.recurrence.monday),
    )


def typical_week_body(week: TypicalWeek) -> dict[str, Any]:
    """A typical week as it is sent."""
    monday = week.recurrence.monday
    return {
        "id": week.id,
        "child": week.child,
        "name": week.name,
        "services": list(week.services),
        "ticks": [{"weekday": tick.weekday, "service": tick.service} for tick in week.ticks],
        "recurrence": {"kind": week.recurrence.kind.value, "from": monday.isoformat() if monday else None},
    }


def pattern_preview(answer: wire.PatternPreviewWire, source: str) -> PatternPreview:
    return PatternPreview(
        source=source,
        now=answer.now,
        lines=tuple(map(_pattern_line, answer.lines)),
        untouched=tuple(
            UntouchedSlot(service=slot.service, day=slot.date, code=slot.code) for slot in answer.untouched
        ),
        weeks=tuple(PatternWeek(**week.model_dump()) for week in answer.weeks),
        notes=tuple(PatternNote(code=note.code, params=texts(note.params)) for note in answer.notes),
    )


def _pattern_line(answer: wire.PatternLineWire) -> PatternLine:
    return PatternLine(
        op=Op(answer.op),
        child=answer.child,
        service=answer.service,
        day=answer.date,
        price_cents=answer.price_cents or 0,
        possible=answer.possible,
        code=answer.code,
        params=texts(answer.params),
        position=answer.position,
    )
