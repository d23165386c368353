"""Messages on their way: on this device from the first word typed until the city has answered."""

from services.letters.keeper import LetterKeeper
from services.letters.letter import Enclosure, Letter

__all__ = ["Enclosure", "Letter", "LetterKeeper"]
