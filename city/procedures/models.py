"""Tables of procedures, of their documents and of what happened to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class ProcedureRow(Base):
    """One procedure of a household, from draft to decision.

    `id` is the city's; `app_id` the one the app made, unique in the household only, so that nobody learns whether
    another has it. `revision` counts what was typed. `definition` is the one it was last saved or sent under. Once it
    is sent, `number` is `D-year-serial`. `corrects` is the rejected one it was made from. `asked` are the fields that
    the city wants again. `search` is what can be searched.
    """

    __tablename__ = "procedure"
    __table_args__ = (
        UniqueConstraint("household_id", "app_id"),
        UniqueConstraint("number"),
        Index("ix_procedure_household_changed", "household_id", "changed_at", "id"),
        Index("ix_procedure_state_sent", "state", "sent_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    app_id: Mapped[str]
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    child_id: Mapped[str | None] = mapped_column(ForeignKey("child.id"), index=True)
    key: Mapped[str]
    title: Mapped[str]
    icon: Mapped[str]
    office: Mapped[str]
    state: Mapped[str]
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    number: Mapped[str | None]
    corrects: Mapped[str | None] = mapped_column(ForeignKey("procedure.id", ondelete="SET NULL"))
    words: Mapped[str | None]
    asked: Mapped[list[str]] = mapped_column(JSON)
    effect: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    saved_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str | None]
    reply_by: Mapped[date | None]
    decided_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    search: Mapped[str] = mapped_column(default="")


class ProcedureDocumentRow(Base):
    """A file of a procedure's field. `app_id` is the one the app made."""

    __tablename__ = "procedure_document"
    __table_args__ = (UniqueConstraint("procedure_id", "app_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    procedure_id: Mapped[str] = mapped_column(ForeignKey("procedure.id", ondelete="CASCADE"))
    app_id: Mapped[str]
    field: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    content_id: Mapped[str] = mapped_column(ForeignKey("document_content.id"), index=True)
    added_at: Mapped[datetime]


class ProcedureEventRow(Base):
    """What happened to a procedure, in order. `by` is a name to show; `words` are the city's."""

    __tablename__ = "procedure_event"

    id: Mapped[str] = mapped_column(primary_key=True)
    procedure_id: Mapped[str] = mapped_column(ForeignKey("procedure.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    at: Mapped[datetime]
    state: Mapped[str]
    by: Mapped[str]
    words: Mapped[str | None]


class ProcedureCounterRow(Base):
    """The last number given in a year."""

    __tablename__ = "procedure_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
