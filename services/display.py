"""How this device shows the app: light or dark, and the size of text. The same for whoever signs in here."""

from __future__ import annotations

from enum import StrEnum

from pydantic import ValidationError

from services.models.base import Model
from services.notes import Notes
from services.storage import Storage

_SCOPE, _NOTE = "device", "display"


class Theme(StrEnum):
    """`DEVICE`: as the device is."""

    DEVICE = "device"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """Against the size that the device asks for."""

    SMALL = "small"
    DEVICE = "device"
    LARGE = "large"
    LARGEST = "largest"


class Display(Model):
    """What was chosen; at first, all is as the device is."""

    theme: Theme = Theme.DEVICE
    text_size: TextSize = TextSize.DEVICE


class DisplayKeeper:
    """The choice, kept on the device; where that cannot write, it holds for this run."""

    def __init__(self, storage: Storage) -> None:
        self._notes = Notes(storage, _SCOPE)
        self.chosen = Display()

    async def take_up(self) -> None:
        """Reads what was chosen earlier; what cannot be understood is as if nothing was."""
        kept = await self._notes.recall(_NOTE)
        if kept is None:
            return
        try:
            self.chosen = Display.model_validate_json(kept)
        except ValidationError:
            return

    async def choose(self, choice: Display) -> None:
        """From now on. Never raises."""
        self.chosen = choice
        await self._notes.remember(_NOTE, choice.model_dump_json())
