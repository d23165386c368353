"""A town file's text: its values, and the line on which each key stands."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from city.text import _, french, mark
from city.towns.lines import KeyPath, lines_of

_LONGEST = 500_000
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_TWICE = re.compile(r"Cannot (?:overwrite a value|declare .* twice|mutate .*|redefine .*)|Duplicate")
_DIGITS = re.compile(r"[0-9_]{4000,}")
_PAIR = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*=")
_HEADER = re.compile(r"\s*\[+\s*([A-Za-z0-9_.-]+)\s*\]")
_WHY = {
    "Expected '='": mark("une ligne est « clé = valeur », et une clé n’a ni espace ni accent"),
    "Invalid statement": mark("une ligne est « clé = valeur », et une clé n’a ni espace ni accent"),
    "Expected newline": mark("il y a quelque chose de trop après la valeur (une date s’écrit 2026-09-01)"),
    "Invalid value": mark("un texte ou une heure se met entre guillemets droits, un oui s’écrit true"),
    "Invalid date": mark("cette date n’existe pas"),
    "Unclosed array": mark("un crochet « ] », une virgule ou des guillemets manquent"),
    "Unclosed inline table": mark("une accolade « } », une virgule ou des guillemets manquent"),
    "Unterminated string": mark("un guillemet manque"),
    "Illegal character": mark("il y a un caractère invisible qui n’est pas permis"),
    "Invalid initial character": mark("une clé est attendue ici (une virgule de trop ?)"),
    "Expected ']": mark("un crochet « ] » manque"),
    "Unescaped": mark("une barre \\ s’écrit \\\\ dans un texte"),
}


class TownFileError(Exception):
    """A town file that cannot be used; ``str()`` is a full French sentence.

    ``file`` is the file's name, ``key_path`` the dotted key ("" for the whole file), ``line``
    the line number (from 1) and ``reason`` what is wrong with it, in French.
    """

    def __init__(self, file: str, key_path: str, line: int, reason: str) -> None:
        self.file, self.key_path, self.line, self.reason = file, key_path, line, reason
        told = (
            _("{file}, ligne {line}, clé « {key} » : {reason}.") if key_path else _("{file}, ligne {line} : {reason}.")
        )
        super().__init__(french(told.format(file=file, line=line, key=key_path, reason=reason)))


class Source:
    """The parsed file. ``values`` are plain TOML values, decimals instead of floats."""

    def __init__(self, name: str, text: str) -> None:
        """Parse ``text``; TownFileError where it is no TOML."""
        self.name = name
        try:
            self.values: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
            self.lines = lines_of(text)
        except tomllib.TOMLDecodeError as error:
            raise _broken(name, text, str(error)) from None
        except RecursionError:
            raise TownFileError(name, "", 1, _("trop de crochets ou d’accolades l’un dans l’autre")) from None
        except ValueError:
            found = _DIGITS.search(text)
            line = text.count("\n", 0, found.start()) + 1 if found else 1
            raise TownFileError(name, _key_on(text, line), line, _("ce nombre est trop long")) from None

    def line(self, path: KeyPath) -> int:
        """The line of the key at ``path``, or of the nearest key around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, path: KeyPath, reason: str) -> TownFileError:
        """The error to raise about the key at ``path``."""
        return TownFileError(self.name, dotted(path), self.line(path), reason)


def read_source(path: FilePath) -> Source:
    """Read the file at ``path`` (a byte order mark is ignored); TownFileError where it is missing or no UTF-8."""
    try:
        if not path.is_file():
            raise TownFileError(path.name, "", 1, _no_file(path))
        if path.stat().st_size > _LONGEST:
            raise TownFileError(
                path.name, "", 1, _("ce fichier est trop grand (au plus {value} ko)").format(value=_LONGEST // 1000)
            )
        return Source(path.name, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TownFileError(path.name, "", line, _("ce fichier n’est pas en UTF-8")) from None
    except (OSError, ValueError):
        raise TownFileError(path.name, "", 1, _("ce fichier est illisible")) from None


def _no_file(path: FilePath) -> str:
    if path.is_dir():
        return _("c’est un dossier : donnez le fichier de la ville")
    return _("ce fichier est illisible") if path.exists() else _("ce fichier n’existe pas")


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
        written = _line(text, line)
        key = written.split("#")[0].split("=")[0].strip(" \t[]")
        return TownFileError(name, key, line, _("cette clé ou ce bloc est écrit deux fois"))
    if what == "Illegal character '\\n'":
        what = "Unterminated string"
    why = next((_(told) for start, told in _WHY.items() if what.startswith(start)), _("la ponctuation est à revoir"))
    return TownFileError(name, _key_on(text, line), line, _("ce n’est pas du TOML valide : {why}").format(why=why))


def _line(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1] if line <= len(lines) else ""


def _key_on(text: str, line: int) -> str:
    """The key written on a line of a text that cannot be parsed, with the block that it is in; "" for none."""
    key = _PAIR.match(_line(text, line))
    if key is None:
        return ""
    headers = [found[1] for found in map(_HEADER.match, text.split("\n")[: line - 1]) if found]
    return f"{headers[-1]}.{key[1]}" if headers else key[1]
