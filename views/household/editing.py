"""What is being changed, in a sheet over the page."""

from __future__ import annotations

from dataclasses import dataclass

from services.models.sheet import Fact


@dataclass(frozen=True, slots=True)
class Editing:
    """`of`: the guardian, the child or the contact it is about; empty for a contact to come."""

    fact: Fact
    of: str = ""
