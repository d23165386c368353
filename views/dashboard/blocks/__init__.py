"""The blocks of the dashboard, in their order of origin: each is a file of this folder."""

from __future__ import annotations

from typing import Final

from views.dashboard.blocks import bookings, contact, household, profile
from views.dashboard.definition import Block

BLOCKS: Final[tuple[Block, ...]] = (
    bookings.DEFINITION,
    household.DEFINITION,
    profile.DEFINITION,
    contact.DEFINITION,
)
