"""Two people (or two devices) typed into one form: what each changed stands, and where both did, the parent says."""

from __future__ import annotations

from collections.abc import Mapping

from services.models.procedure import Answer

Answers = Mapping[str, Answer]


def merged(base: Answers, mine: Answers, theirs: Answers) -> tuple[dict[str, Answer], dict[str, Answer | None]]:
    """The answers of both, typed over `base`, and the other side's where the two differ (None = it emptied the field).

    Where they differ, the answers have mine.
    """
    answers: dict[str, Answer] = {}
    clashes: dict[str, Answer | None] = {}
    for key in dict.fromkeys((*mine, *theirs)):
        before, here, there = base.get(key), mine.get(key), theirs.get(key)
        chosen = there if here == before else here
        if chosen is not None:
            answers[key] = chosen
        if here not in (before, there) and there != before:
            clashes[key] = there
    return answers, clashes
