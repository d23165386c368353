"""Every visible string passes here: gettext, domain `portail`, French is the source language.

`_("…")` returns the text in the current language with French typography applied; `mark("…")` only tells the
extractor about a string that is translated later.
"""

from views.text.language import _, mark, ngettext, plain, use_language
from views.text.typography import typeset

__all__ = ["_", "mark", "ngettext", "plain", "typeset", "use_language"]
