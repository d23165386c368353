"""Démarches through the portal: read, given files, sent, decided."""

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.procedure import Condition, FieldKind, FormField, ProcedureGroup, ProcedureState
from services.query import Topic
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal

ID = "d_health"
PDF = b"%PDF-1.7 certificate"


async def opened(procedure_id: str = ID) -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    await kit.portal.procedures.file(procedure_id).fetch()
    return kit


async def test_what_was_read_is_there_at_once_next_time() -> None:
    kit = await opened()
    queries = [
        lambda portal: portal.procedures.catalogue(),
        lambda portal: portal.procedures.definition(builders.HEALTH),
        lambda portal: portal.procedures.page(ProcedureGroup.CURRENT),
        lambda portal: portal.procedures.file(ID),
        lambda portal: portal.procedures.registrations(),
    ]
    fetched = [(await query(kit.portal).fetch()).value for query in queries]
    again = kit.restart()
    await again.portal.restore()
    kit.city.fail_with(ErrorKind.OFFLINE)
    for query, value in zip(queries, fetched, strict=True):
        copy = await query(again.portal).copy()
        assert copy is not None
        assert copy.value == value


async def test_the_list_is_by_group_state_and_words() -> None:
    kit = await opened()
    pages = kit.portal.procedures.page
    current = (await pages(ProcedureGroup.CURRENT).fetch()).value
    assert [one.id for one in current.items] == ["d_health", "d_quotient"]
    assert (current.current, current.sent) == (2, 6)
    rejected = (await pages(ProcedureGroup.SENT, ProcedureState.REJECTED).fetch()).value
    assert [one.words for one in rejected.items] == ["Le justificatif a plus de trois mois."]
    assert [one.id for one in (await pages(search="quotient").fetch()).value.items] == ["d_quotient"]


async def test_completed_with_a_file_it_is_sent_once_and_waits_for_the_city() -> None:
    kit = await opened()
    parts: list[float] = []
    given = await kit.portal.procedures.give_document(ID, "vaccines", "certificat.pdf", PDF, progress=parts.append)
    assert parts == [0.5, 1.0]
    file = (await kit.portal.procedures.file(ID).fetch()).value
    assert file.documents == (given,)
    assert not file.problems
    sent = await kit.portal.procedures.submit(ID)
    assert (sent.state, sent.number) == (ProcedureState.PENDING, "2026-000318")
    assert kit.portal.procedures.typed(ID) is None
    assert (await kit.portal.procedures.document(ID, given.id)).content == PDF


async def test_what_is_typed_last_is_in_what_is_sent() -> None:
    kit = await opened()
    await kit.portal.procedures.give_document(ID, "vaccines", "certificat.pdf", PDF)
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    await kit.portal.procedures.submit(ID)
    assert kit.city.kept_procedures[ID].answers["doctor"] == "Dr Grand"


async def test_incomplete_it_stays_and_its_page_learns_what_is_missing() -> None:
    kit = await opened()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    with pytest.raises(ServiceError) as caught:
        await kit.portal.procedures.submit(ID)
    assert caught.value.kind is ErrorKind.INCOMPLETE
    assert Topic.PROCEDURES in heard
    assert kit.portal.procedures.typed(ID) is not None
    file = (await kit.portal.procedures.file(ID).fetch()).value
    assert [(problem.field, problem.code) for problem in file.problems] == [("vaccines", "DOCUMENT_MISSING")]


async def test_offline_it_cannot_be_sent_and_nothing_is_lost() -> None:
    kit = await opened()
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    kit.city.fail_with(ErrorKind.OFFLINE)
    with pytest.raises(ServiceError) as caught:
        await kit.portal.procedures.submit(ID)
    assert caught.value.kind is ErrorKind.OFFLINE
    assert kit.portal.procedures.waiting


BAD = {
    ErrorKind.EMPTY_FILE: b"",
    ErrorKind.BAD_TYPE: b"MZ\x90 an executable named photo.jpg",
    ErrorKind.FILE_TOO_BIG: b"%PDF" + b"0" * 5_000_000,
}


@pytest.mark.parametrize("kind", BAD)
async def test_a_file_the_city_refuses_is_named(kind: ErrorKind) -> None:
    kit = await opened()
    with pytest.raises(ServiceError) as caught:
        await kit.portal.procedures.give_document(ID, "vaccines", "photo.jpg", BAD[kind])
    assert caught.value.kind is kind
    assert not kit.city.kept_procedures[ID].documents


async def test_a_file_given_again_replaces_itself_and_can_be_taken_back() -> None:
    kit = await opened()
    first = await kit.portal.procedures.give_document(ID, "vaccines", "a.pdf", PDF)
    await kit.portal.procedures.give_document(ID, "vaccines", "b.pdf", PDF, document_id=first.id)
    assert [one.name for one in kit.city.kept_procedures[ID].documents] == ["b.pdf"]
    await kit.portal.procedures.take_document_back(ID, first.id)
    assert not kit.city.kept_procedures[ID].documents


async def test_the_first_thing_given_to_a_new_form_may_be_a_file() -> None:
    kit = fake_portal()
    await kit.sign_in()
    definition = (await kit.portal.procedures.definition(builders.HEALTH).fetch()).value
    begun = await kit.portal.procedures.begin(definition, builders.NOE)
    await kit.portal.procedures.give_document(begun, "vaccines", "a.pdf", PDF)
    assert [one.field for one in kit.city.kept_procedures[begun].documents] == ["vaccines"]


async def test_a_draft_is_deleted_here_and_at_the_city() -> None:
    kit = await opened("d_quotient")
    await kit.portal.procedures.delete("d_quotient")
    assert "d_quotient" not in kit.city.kept_procedures
    assert kit.portal.procedures.typed("d_quotient") is None


async def test_a_form_nobody_typed_into_is_deleted_without_the_city() -> None:
    kit = fake_portal()
    await kit.sign_in()
    begun = await kit.portal.procedures.begin(builders.definition())
    kit.city.fail_with(ErrorKind.OFFLINE)
    await kit.portal.procedures.delete(begun)
    assert kit.portal.procedures.typed(begun) is None


async def test_a_pending_one_is_withdrawn_unless_the_city_has_decided() -> None:
    kit = await opened()
    await kit.portal.procedures.withdraw("d_sent_1")
    assert kit.city.kept_procedures["d_sent_1"].procedure.state is ProcedureState.WITHDRAWN
    with pytest.raises(ServiceError) as caught:
        await kit.portal.procedures.withdraw("d_sent_3")
    assert caught.value.kind is ErrorKind.ALREADY_DECIDED


async def test_a_rejected_one_is_corrected_as_a_new_draft() -> None:
    kit = await opened()
    corrected = await kit.portal.procedures.correct("d_sent_2")
    typed = kit.portal.procedures.typed(corrected)
    assert typed is not None
    assert typed.draft.answers["doctor"] == "Dr Petit"
    assert kit.city.kept_procedures["d_sent_2"].procedure.state is ProcedureState.REJECTED


def test_only_the_fields_the_answers_call_for_are_asked() -> None:
    nested = FormField(
        key="dose", kind=FieldKind.TEXT, label="Dose", when=Condition(field="allergies", values=("nuts",))
    )
    definition = builders.definition()
    definition = definition.model_copy(update={"fields": (*definition.fields, nested)})

    def asked(**answers: bool | str | tuple[str, ...]) -> list[str]:
        return [field.key for field in definition.asked(answers)]

    assert asked() == ["doctor", "phone", "allergy", "vaccines"]
    assert asked(allergy=True) == ["doctor", "phone", "allergy", "allergies", "vaccines"]
    assert asked(allergy=True, allergies=("nuts",))[-1] == "dose"
    assert "dose" not in asked(allergy=False, allergies=("nuts",)), "hidden with the field it rests on"
    assert "allergies" not in asked(allergy="true")
