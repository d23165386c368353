"""Two devices type into one form: nothing either changed is lost without a word."""

from hypothesis import given
from hypothesis import strategies as st

from services.drafts.merging import merged
from services.models.procedure import Answer

FIELDS = st.sampled_from(["a", "b", "c"])
ANSWERS = st.dictionaries(FIELDS, st.one_of(st.sampled_from(["x", "y"]), st.booleans(), st.just(("k",))))


@given(ANSWERS, ANSWERS, ANSWERS)
def test_every_change_stands_or_is_told(
    base: dict[str, Answer], mine: dict[str, Answer], theirs: dict[str, Answer]
) -> None:
    answers, clashes = merged(base, mine, theirs)
    for key in {*base, *mine, *theirs}:
        before, here, there, now = base.get(key), mine.get(key), theirs.get(key), answers.get(key)
        if here == there:
            assert now == here
            assert key not in clashes
        elif here == before:
            assert now == there
            assert key not in clashes
        else:
            assert now == here
            assert (key in clashes) == (there != before)
            assert clashes.get(key, there) == there


@given(ANSWERS, ANSWERS)
def test_typing_alone_clashes_with_nobody(base: dict[str, Answer], mine: dict[str, Answer]) -> None:
    assert merged(base, mine, base) == (mine, {})
    assert merged(base, base, mine) == (mine, {})
    assert merged(base, mine, mine) == (mine, {})
