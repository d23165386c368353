"""`flet.toml`: the name of the app, its languages and the cities it offers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from views.text import _, mark

EMBEDDED = "embedded"
SOFTWARE = ("reference",)

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

REASONS = {
    "missing": mark("cette clé manque"),
    "extra_forbidden": mark("cette clé n’existe pas"),
    "string_type": mark("il faut un texte entre guillemets"),
    "string_too_short": mark("ce texte est vide"),
    "string_pattern_mismatch": mark("cette valeur n’a pas la bonne forme"),
    "list_type": mark("il faut une liste"),
    "too_short": mark("il en faut au moins une"),
}


class AppFileError(Exception):
    """A `flet.toml` that cannot be used: file, key path and reason, as one French sentence."""

    def __init__(self, file: Path, key_path: str, reason: str) -> None:
        where = f"{file}, {key_path}" if key_path else str(file)
        super().__init__(f"{where}\u00a0: {reason}.")
        self.file, self.key_path, self.reason = file, key_path, reason


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class CityContact(_Table):
    """Who to call before anyone is signed in."""

    service_name: Filled
    email: Filled
    phone: Filled


class CityEntry(_Table):
    """One city the app offers. `url` is `embedded` or its address without `/api`; `postcodes` help to find it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: Filled
    software: Filled
    url: Filled
    postcodes: list[Annotated[str, StringConstraints(pattern=r"^\d{5}$")]] = Field(default_factory=list)
    seed_colour: Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
    contact: CityContact

    @field_validator("software")
    @classmethod
    def _known_software(cls, value: str) -> str:
        if value not in SOFTWARE:
            known = ", ".join(SOFTWARE)
            raise ValueError(_("logiciel inconnu « {name} » ; connus : {known}").format(name=value, known=known))
        return value

    @field_validator("url")
    @classmethod
    def _reachable_address(cls, value: str) -> str:
        if value != EMBEDDED and not value.startswith(("http://", "https://")):
            raise ValueError(_("il faut « embedded » ou une adresse qui commence par https://"))
        return value.rstrip("/")


class AppFile(_Table):
    """The whole of `flet.toml`."""

    name: Filled
    languages: Annotated[list[Filled], Field(min_length=1)]
    cities: Annotated[list[CityEntry], Field(min_length=1)]

    @property
    def in_order(self) -> tuple[CityEntry, ...]:
        """The embedded city first, if there is one."""
        return tuple(sorted(self.cities, key=lambda city: city.url != EMBEDDED))


def read_app_file(file: Path) -> AppFile:
    """Reads `flet.toml`. Raises `AppFileError` with file, key and reason."""
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AppFileError(file, "", _("ce fichier manque")) from None
    except (OSError, UnicodeDecodeError) as error:
        raise AppFileError(file, "", _("ce fichier ne peut pas être lu")) from error
    except tomllib.TOMLDecodeError as error:
        raise AppFileError(file, "", _("ce n’est pas du TOML ({error})").format(error=error)) from error
    try:
        parsed = AppFile.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        raise AppFileError(file, _key_path(first["loc"]), _reason(first)) from None
    identifiers = [city.id for city in parsed.cities]
    if len(set(identifiers)) < len(identifiers):
        raise AppFileError(file, "cities.id", _("deux villes portent le même identifiant"))
    if sum(city.url == EMBEDDED for city in parsed.cities) > 1:
        raise AppFileError(file, "cities.url", _("une seule ville peut être démarrée avec l’application"))
    return parsed


def _key_path(location: tuple[int | str, ...]) -> str:
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if path else part)
    return path


def _reason(error: Any) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return _(REASONS.get(error["type"], mark("cette valeur ne convient pas")))
