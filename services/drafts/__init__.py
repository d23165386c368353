"""Forms saved as typed: on this device at once, at the city when the typing pauses and the network is there."""

from services.drafts.keeper import LONGEST_TYPING, QUIET, DraftKeeper
from services.drafts.kept import KeptDraft

__all__ = ["LONGEST_TYPING", "QUIET", "DraftKeeper", "KeptDraft"]
