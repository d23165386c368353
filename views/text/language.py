"""The current language and its catalogue. French needs none: the source strings are French."""

from __future__ import annotations

import gettext as _gettext
from contextvars import ContextVar
from pathlib import Path

from views.text.typography import typeset

DOMAIN = "portail"
CATALOGUES = Path(__file__).resolve().parents[2] / "assets" / "translations"

_FRENCH = _gettext.NullTranslations()
_translations: ContextVar[_gettext.NullTranslations] = ContextVar("translations", default=_FRENCH)


def use_language(code: str) -> None:
    """Speaks `code` ("fr", "en" …) from now on in this session; French where no catalogue is installed."""
    _translations.set(_gettext.translation(DOMAIN, CATALOGUES, languages=[code], fallback=True))


def _(message: str) -> str:
    """The message in the current language, typeset."""
    return typeset(_translations.get().gettext(message))


def plain(message: str) -> str:
    """The message in the current language, not typeset: a template that is filled and typeset later."""
    return _translations.get().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form for `count`, with `{count}` filled, typeset. French: 0 and 1 are singular."""
    catalogue = _translations.get()
    if not isinstance(catalogue, _gettext.GNUTranslations):
        chosen = singular if abs(count) < 2 else plural
    else:
        chosen = catalogue.ngettext(singular, plural, count)
    return typeset(chosen.replace("{count}", str(count)))


def mark(message: str) -> str:
    """The message itself; only says to the extractor that it will be translated."""
    return message
