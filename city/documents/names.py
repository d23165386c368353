"""Names of files: what a parent's device calls them is text to show, never a path."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_LONGEST = 80
_UNWANTED = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def clean_name(name: str, kind: str) -> str:
    """A name to show and to save under: no path, no control or direction characters, the real kind as its end."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    printable = "".join(" " if unicodedata.category(char).startswith(("C", "Z")) else char for char in last)
    stem = _UNWANTED.sub("_", printable)
    head, dot, end = stem.rpartition(".")
    if dot and head.strip(" .") and len(end) <= 5 and end.isalnum():
        stem = head
    stem = " ".join(stem.split()).strip(" .")[:_LONGEST].rstrip(" .")
    if not stem or _RESERVED.match(stem):
        stem = "document"
    return f"{stem}.{kind}"


def disposition(name: str) -> str:
    """The header that makes a browser save the file and never show it."""
    plain = (
        unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().replace('"', "").strip() or "document"
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
