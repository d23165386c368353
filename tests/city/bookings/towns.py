"""The town of essai.toml, changed in places: `@changed_town(("old", "new"), …)` on a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from city.towns import Town, load_town

ESSAI = Path(__file__).with_name("essai.toml")
Change = tuple[str, str]


def changed_town(*changes: Change) -> pytest.MarkDecorator:
    """Gives the test a town whose file reads otherwise."""
    return pytest.mark.parametrize("town", [changes], indirect=True, ids=["changed"])


@pytest.fixture
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Town:
    """The town of essai.toml with the test's changes."""
    text = ESSAI.read_text(encoding="utf-8")
    for old, new in getattr(request, "param", ()):
        assert text.count(old) == 1, f"{old!r} is not once in essai.toml"
        text = text.replace(old, new)
    file = tmp_path / "essai.toml"
    file.write_text(text, encoding="utf-8")
    return load_town(file)
