"""A town file's text: its values, and the line on which each key stands."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from city.text import french

KeyPath = tuple[str | int, ...]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_TWICE = re.compile(r"Cannot (?:overwrite a value|declare .* twice|mutate .*)|Duplicate")


class TownFileError(Exception):
    """A town file that cannot be used; ``str()`` is a full French sentence.

    ``file`` is the file's name, ``key_path`` the dotted key ("" for the whole file), ``line``
    the line number (from 1) and ``reason`` what is wrong with it, in French.
    """

    def __init__(self, file: str, key_path: str, line: int, reason: str) -> None:
        self.file, self.key_path, self.line, self.reason = file, key_path, line, reason
        key = f", clé « {key_path} »" if key_path else ""
        super().__init__(french(f"{file}, ligne {line}{key} : {reason}."))


class Source:
    """The parsed file. ``values`` are plain TOML values, decimals instead of floats."""

    def __init__(self, name: str, text: str) -> None:
        """Parse ``text``; TownFileError where it is no TOML."""
        self.name = name
        try:
            self.values: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise _broken(name, text, str(error)) from None
        self.lines = _Scanner(text).scan()

    def line(self, path: KeyPath) -> int:
        """The line of the key at ``path``, or of the nearest key around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, path: KeyPath, reason: str) -> TownFileError:
        """The error to raise about the key at ``path``."""
        return TownFileError(self.name, dotted(path), self.line(path), reason)


def read_source(path: FilePath) -> Source:
    """Read the file at ``path``; TownFileError where it is missing or no UTF-8."""
    try:
        return Source(path.name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TownFileError(path.name, "", line, "ce fichier n’est pas en UTF-8") from None
    except OSError as error:
        why = "ce fichier n’existe pas" if isinstance(error, FileNotFoundError) else "illisible"
        raise TownFileError(path.name, "", 1, why) from None


def dotted(path: KeyPath) -> str:
    """``services.midi.days[0]`` for ("services", "midi", "days", 0)."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _broken(name: str, text: str, message: str) -> TownFileError:
    found = _AT_LINE.search(message)
    line = int(found[1]) if found and found[1] else len(text.splitlines()) or 1
    what = _AT_LINE.sub("", message)
    if _TWICE.match(what):
        lines = text.splitlines()
        written = lines[line - 1] if line <= len(lines) else ""
        key = written.split("#")[0].split("=")[0].strip(" \t[]")
        return TownFileError(name, key, line, "cette clé ou ce bloc est écrit deux fois")
    return TownFileError(name, "", line, f"ce n’est pas du TOML valide ({what})")


class _Scanner:
    """Walks over TOML already known to be valid, and notes the line of every key."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.lines: dict[KeyPath, int] = {}
        self.counts: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, int]:
        """The line of every key path in the text."""
        prefix: KeyPath = ()
        while self._skip(newlines=True):
            if self.text[self.at] == "[":
                prefix = self._header()
            else:
                self._pair(prefix)
        return self.lines

    def _header(self) -> KeyPath:
        start, array = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        path: KeyPath = ()
        keys = self._key()
        for number, key in enumerate(keys):
            path += (key,)
            if array and number == len(keys) - 1:
                self._note(path, start)
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path += (self.counts[path] - 1,)
            self._note(path, start)
        self.at += 2 if array else 1
        return path

    def _pair(self, prefix: KeyPath) -> None:
        start, path = self.at, prefix
        for key in self._key():
            path += (key,)
            self._note(path, start)
        self.at = self.text.index("=", self.at) + 1
        self._value(path)

    def _key(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip()
            if self.text[self.at] in "\"'":
                start = self.at
                self._string()
                keys.append(self.text[start + 1 : self.at - 1])
            else:
                found = _BARE.match(self.text, self.at)
                keys.append(found[0] if found else "")
                self.at = found.end() if found else self.at + 1
            self._skip()
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _value(self, path: KeyPath) -> None:
        self._skip()
        first = self.text[self.at]
        if first in "\"'":
            self._string()
        elif first == "[":
            self._array(path)
        elif first == "{":
            self._inline(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}\n#":
                self.at += 1

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        number = 0
        while self._skip(newlines=True) and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*path, number), self.at)
            self._value((*path, number))
            number += 1
        self.at += 1

    def _inline(self, path: KeyPath) -> None:
        self.at += 1
        while self._skip(newlines=True) and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._pair(path)
        self.at += 1

    def _string(self) -> None:
        quote = self.text[self.at]
        mark = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.at += len(mark)
        while not self.text.startswith(mark, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += len(mark)
        while len(mark) == 3 and self.text.startswith(quote, self.at):
            self.at += 1

    def _skip(self, newlines: bool = False) -> bool:
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in " \t" or (newlines and char in "\r\n"):
                self.at += 1
            elif char == "#" and newlines:
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                return True
        return False

    def _note(self, path: KeyPath, at: int) -> None:
        self.lines.setdefault(path, self.text.count("\n", 0, at) + 1)
