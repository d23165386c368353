"""Every table of the city, for comparing with the migrations and for writing a new one."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy.types import TypeDecorator

import city.accounts.models
import city.agents.models
import city.audit.models
import city.bank.models
import city.bookings.models
import city.documents.models
import city.events.models
import city.feeds.models
import city.households.facts
import city.households.models
import city.imports.models
import city.invoices.models
import city.mail.models
import city.messages.models
import city.news.models
import city.notifications.models
import city.payments.models
import city.procedures.models
import city.profile.models
import city.sheets.models
import city.submissions.models
import city.typical_weeks.models  # noqa: F401 - imported so that its tables are known
from city.database import Base, UtcDateTime

METADATA = Base.metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration stands alone: our column types are written as what the database sees."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    return "sa.DateTime(timezone=True)" if isinstance(item, UtcDateTime) else "sa.String()"
