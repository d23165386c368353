"""On which line each key of a town file stands."""

from __future__ import annotations

import re
from bisect import bisect_left

KeyPath = tuple[str | int, ...]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DEEPEST = 12


def lines_of(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every key path in ``text``, which is valid TOML; very deep ones are left out."""
    return _Scanner(text).scan()


class _Scanner:
    """Walks over TOML already known to be valid, and notes the line of every key."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.lines: dict[KeyPath, int] = {}
        self.counts: dict[KeyPath, int] = {}
        self.ends = [found.start() for found in re.finditer("\n", text)]

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
        for number, key in enumerate(keys[:_DEEPEST]):
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
        for key in self._key()[:_DEEPEST]:
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
        if len(path) <= _DEEPEST:
            self.lines.setdefault(path, bisect_left(self.ends, at) + 1)
