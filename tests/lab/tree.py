"""The tree of controls of a page, walked as often as a test looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from flet.components.component import Component
from flet.controls.base_control import BaseControl

_ASIDE = ("_parent", "data")


def visible(root: Any) -> Iterator[BaseControl]:
    """Every visible control below `root`, itself included, each once and in reading order, components seen through."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, (list, tuple)):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            waiting.extend(reversed(value.values()))
        elif _may_hold(type(value)) and id(value) not in seen:
            seen.add(id(value))
            if isinstance(value, Component):
                waiting.append(value._b)
                continue
            if isinstance(value, BaseControl):
                if getattr(value, "visible", True) is False:
                    continue
                yield value
            waiting.extend(_held(value))


def _held(value: Any) -> list[Any]:
    """What it was given, last first: Flet keeps what is not the default in `_values`, and the rest on the object."""
    given = {**vars(value), **getattr(value, "_values", {})}
    return [given[name] for name in _names(type(value)) if given.get(name) is not None]


@cache
def _may_hold(kind: type) -> bool:
    return is_dataclass(kind) and not issubclass(kind, (Enum, type))


@cache
def _names(kind: type) -> tuple[str, ...]:
    """What may hold controls in a control of that kind, last first."""
    names = (field.name for field in fields(kind) if not field.metadata.get("skip"))
    return tuple(reversed([name for name in names if name not in _ASIDE]))
