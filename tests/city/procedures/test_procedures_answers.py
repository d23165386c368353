"""Conditions and checks hold for every form and every answer that can be thought of."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from city.procedures.answers import asked, kept, problems_of, progress
from city.procedures.definition import Condition, Definition, Effect, Option, Question

KINDS = ["text", "long_text", "number", "date", "yes_no", "choice", "choices", "email", "phone", "address", "document"]
OPTIONS = (Option(key="a", label="A"), Option(key="b", label="B"))
ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(-10, 30_000), st.floats(allow_nan=False, width=32), st.text(max_size=300),
    st.sampled_from(["a", "b", "2026-11-26", "a@b.fr", "06 12 34 56 78"]), st.lists(st.sampled_from(["a", "b", "c"])),
    st.dictionaries(st.sampled_from(["street", "postcode", "town", "x"]), st.text(max_size=5)),
)  # fmt: skip


@st.composite
def forms(draw: st.DrawFn) -> Definition:
    questions: list[Question] = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(KINDS))
        earlier = [one for one in questions if one.kind in ("yes_no", "choice", "choices")]
        when = None
        if earlier and draw(st.booleans()):
            other = draw(st.sampled_from(earlier))
            value: bool | str = draw(st.booleans()) if other.kind == "yes_no" else draw(st.sampled_from(["a", "b"]))
            when = Condition(field=other.key, values=(value,))
        options = OPTIONS if kind in ("choice", "choices") else ()
        required = draw(st.booleans())
        questions.append(
            Question(key=f"q{number}", kind=kind, label="?", required=required, when=when, options=options)
        )
    return Definition(
        key="k", version=1, title="t", summary="s", intro="", icon="other", about="household", office="o",
        office_name="O", reply_days=5, effect=Effect(), questions=tuple(questions),
    )  # fmt: skip


def answers() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from([f"q{number}" for number in range(8)]), ANYTHING)


@given(forms(), answers(), st.dictionaries(st.sampled_from([f"q{number}" for number in range(6)]), st.integers(0, 3)))
def test_what_is_sent_is_asked_complete_and_stays_so(
    form: Definition, typed: dict[str, Any], files: dict[str, int]
) -> None:
    shown = {question.key for question in asked(form.questions, typed)}
    problems = problems_of(form, typed, files)
    sent = kept(form, typed)
    answered, of = progress(form, typed, files)

    assert sent.keys() <= shown
    assert {problem.field for problem in problems} <= shown
    assert {question.key for question in asked(form.questions, sent)} == shown
    assert problems_of(form, sent, files) == problems
    assert kept(form, sent) == sent
    assert answered <= of
    assert problems or answered == of


@given(forms(), answers())
def test_a_hidden_field_neither_asks_nor_shows_another(form: Definition, typed: dict[str, Any]) -> None:
    shown = {question.key for question in asked(form.questions, typed)}
    for question in form.questions:
        if question.when and question.when.field not in shown:
            assert question.key not in shown
        if question.when is None:
            assert question.key in shown
    hidden = {key: value for key, value in typed.items() if key not in shown}
    assert asked(form.questions, {key: typed[key] for key in typed if key not in hidden}) == [
        question for question in form.questions if question.key in shown
    ]


def question(kind: Any, **facts: Any) -> Definition:
    one = Question(key="q", kind=kind, label="?", options=OPTIONS if kind.startswith("choice") else (), **facts)
    return Definition(
        key="k", version=1, title="t", summary="s", intro="", icon="other", about="household", office="o",
        office_name="O", reply_days=5, effect=Effect(), questions=(one,),
    )  # fmt: skip


def code(kind: str, answer: Any, **facts: Any) -> str | None:
    found = problems_of(question(kind, **facts), {"q": answer}, {})
    return found[0].code if found else None


def test_each_kind_knows_its_own_answers() -> None:
    address = {"street": "1 rue A", "postcode": "94350", "town": "Villiers"}
    right: list[tuple[str, Any]] = [
        ("text", "Anne"), ("number", 12), ("number", 0), ("number", 1.5), ("date", "2026-11-26"), ("yes_no", False),
        ("choice", "a"), ("choices", ["a", "b"]), ("email", "a@exemple.fr"), ("phone", "+33 (0)6.12-34 56 78"),
        ("address", address),
    ]  # fmt: skip
    wrong: list[tuple[str, Any, str]] = [
        ("text", 3, "BAD_VALUE"), ("text", "x" * 201, "TOO_LONG"), ("long_text", "x" * 4001, "TOO_LONG"),
        ("number", "12", "BAD_VALUE"), ("number", True, "BAD_VALUE"), ("date", "26/11/2026", "BAD_VALUE"),
        ("date", "2026-02-30", "BAD_VALUE"), ("date", "0001-01-01", "BAD_VALUE"), ("yes_no", "oui", "BAD_VALUE"),
        ("yes_no", 1, "BAD_VALUE"), ("choice", "c", "UNKNOWN_OPTION"), ("choices", "a", "BAD_VALUE"),
        ("choices", ["a", "a"], "BAD_VALUE"), ("choices", ["z"], "UNKNOWN_OPTION"), ("email", "a@b", "BAD_VALUE"),
        ("phone", "12", "BAD_VALUE"), ("address", address | {"town": " "}, "BAD_VALUE"),
        ("address", "ici", "BAD_VALUE"), ("text", "  ", "REQUIRED"), ("choices", [], "REQUIRED"),
        ("address", {"street": ""}, "REQUIRED"),
    ]  # fmt: skip
    assert [(kind, answer) for kind, answer in right if code(kind, answer)] == []
    assert [(kind, answer, code(kind, answer)) for kind, answer, _code in wrong] == wrong
    assert (code("number", 4, low=5), code("number", 6, high=5)) == ("TOO_SMALL", "TOO_LARGE")
