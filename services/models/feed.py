"""The household's bookings as a calendar under an address of its own."""

from __future__ import annotations

from pydantic import AwareDatetime

from services.models.base import Model


class Feed(Model):
    """`made_at`: since when there is an address, None without one. `url`: itself, only when it has just been made."""

    made_at: AwareDatetime | None = None
    url: str | None = None
