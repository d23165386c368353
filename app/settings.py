"""What one run of the app was started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.cities import CityEntry


@dataclass(frozen=True, slots=True)
class Settings:
    """`city.url` is where the city answers; `hosted`: several people share this process, nothing is kept on disk.

    `others`: the cities that may be chosen instead. Of the embedded city, then `city`, only: `demonstration` is the
    demonstration family's (e-mail, password), `desk` the desk's (address, e-mail, password), `mails` the folder in
    which that city leaves its mails.
    """

    city: CityEntry
    folder: Path
    hosted: bool = False
    others: tuple[CityEntry, ...] = ()
    demonstration: tuple[str, str] | None = field(default=None, repr=False)
    mails: Path | None = None
    desk: tuple[str, str, str] | None = field(default=None, repr=False)
