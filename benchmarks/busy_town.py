"""The demonstration town whose first six services run every day for everyone: as many slots as a month can have."""

from __future__ import annotations

import re
from typing import Final

from tests.e2e.running_app import ROOT

SERVICES: Final = 6
_EVERY_DAY = 'days = ["school", "wednesday", "weekend", "school_holiday", "public_holiday"]'
_ONLY_ON = re.compile(r"^(days|weekdays|schools|age_groups|also_on|excludes|requires|linked) = .*\n", re.MULTILINE)
_SERVICE = re.compile(r"^\[services\.[^\]]+\]\n(?:(?!\[).*\n)*", re.MULTILINE)


def busy_town() -> str:
    """The text of its town file."""
    text = (ROOT / "city" / "towns" / "villiers-sur-marne.toml").read_text(encoding="utf-8")
    for found in _SERVICE.findall(text)[:SERVICES]:
        head, rest = _ONLY_ON.sub("", found).split("\n", 1)
        text = text.replace(found, f"{head}\n{_EVERY_DAY}\n{rest}")
    return text
