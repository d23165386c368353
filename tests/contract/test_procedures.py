"""Démarches, from the catalogue to what the city says."""

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.document import FileType
from services.models.procedure import Draft, FieldKind, ProcedureGroup, ProcedureState
from tests.city.documents.files import pdf
from tests.contract.conftest import signed_in
from tests.contract.forms import answers_to, filled, give, one_with_a_document
from tests.contract.places import Phone, Place

ID = "d-of-these-tests"


def document_of(definition_fields: tuple[object, ...]) -> str:
    return next(field.key for field in definition_fields if field.kind is FieldKind.DOCUMENT)  # type: ignore[attr-defined]


async def test_the_catalogue_says_what_is_offered_and_each_form_can_be_read(phone: Phone) -> None:
    catalogue = await phone.procedures.catalogue()
    assert any(item.open for item in catalogue)
    assert len({item.key for item in catalogue}) == len(catalogue)
    for item in catalogue:
        if item.open:
            definition = await phone.procedures.definition(item.key)
            assert (definition.key, definition.about) == (item.key, item.about)
            assert definition.fields
            assert FieldKind.UNKNOWN not in {field.kind for field in definition.fields}
            days = [definition.field(key) for key in item.absence]
            assert all(field is not None and field.kind is FieldKind.DATE for field in days)
    with pytest.raises(ServiceError) as caught:
        await phone.procedures.definition("minigolf")
    assert caught.value.kind is ErrorKind.NOT_FOUND


async def test_a_draft_is_kept_as_typed_and_comes_back_the_same(phone: Phone) -> None:
    definition = await one_with_a_document(phone)
    household = await phone.backend.households.household()
    answers = answers_to(definition, household.now.date())
    draft = Draft(
        id=ID, key=definition.key, version=definition.version, child=household.children[0].id, answers=answers
    )
    saved = await phone.procedures.save_draft(draft)
    assert await phone.procedures.save_draft(draft) == saved, "the same again changes nothing"
    assert {problem.code for problem in saved.problems} == {"DOCUMENT_MISSING"}
    file = await phone.procedures.procedure(ID)
    assert file.answers == answers
    assert (file.revision, file.procedure.state, file.procedure.number) == (saved.revision, ProcedureState.DRAFT, None)
    assert file.definition == definition
    assert set(file.editable) == {field.key for field in definition.fields}
    empty = draft.model_copy(update={"answers": {}, "revision": saved.revision})
    assert (await phone.procedures.save_draft(empty)).revision == saved.revision + 1
    assert (await phone.procedures.procedure(ID)).answers == {}


async def test_typed_on_two_devices_the_second_is_told(place: Place) -> None:
    phone, other = await signed_in(place), await signed_in(place, "device-2")
    definition = await one_with_a_document(phone)
    draft = Draft(id=ID, key=definition.key, version=definition.version, child=None, answers={})
    first = await phone.procedures.save_draft(draft)
    field = next(one.key for one in definition.fields if one.kind in (FieldKind.TEXT, FieldKind.PHONE))
    over = draft.model_copy(update={"revision": first.revision})
    await other.procedures.save_draft(over.model_copy(update={"answers": {field: "01"}}))
    with pytest.raises(ServiceError) as caught:
        await phone.procedures.save_draft(over.model_copy(update={"answers": {field: "02"}}))
    assert caught.value.kind is ErrorKind.CHANGED_ELSEWHERE
    assert (await phone.procedures.procedure(ID)).answers == {field: "01"}
    await phone.close()
    await other.close()


async def test_documents_are_given_read_and_taken_back(phone: Phone) -> None:
    definition = await one_with_a_document(phone)
    await filled(phone, ID, definition)
    field = document_of(definition.fields)
    (given,) = [one for one in (await phone.procedures.procedure(ID)).documents if one.field == field]
    assert (given.type, given.size) == (FileType.PDF, len(pdf()))
    paper = await phone.procedures.document(ID, given.id)
    assert (paper.content, paper.name) == (pdf(), "a.pdf")
    for _ in range(2):
        await phone.procedures.take_document_back(ID, given.id)
    assert given.id not in {one.id for one in (await phone.procedures.procedure(ID)).documents}


BAD = {ErrorKind.EMPTY_FILE: b"", ErrorKind.BAD_TYPE: b"MZ\x90\x00 an executable named photo.jpg"}


@pytest.mark.parametrize("kind", BAD)
async def test_what_is_no_document_is_refused(phone: Phone, kind: ErrorKind) -> None:
    definition = await one_with_a_document(phone)
    await filled(phone, ID, definition)
    with pytest.raises(ServiceError) as caught:
        await give(phone, ID, document_of(definition.fields), BAD[kind], "photo.jpg")
    assert caught.value.kind is kind


async def test_sent_once_it_has_a_number_and_is_no_draft_any_more(phone: Phone) -> None:
    definition = await one_with_a_document(phone)
    revision = await filled(phone, ID, definition)
    sent = await phone.procedures.submit_procedure(ID, revision)
    assert sent.state is ProcedureState.PENDING
    assert sent.number
    assert (await phone.procedures.submit_procedure(ID, revision)).number == sent.number
    draft = Draft(id=ID, key=definition.key, version=definition.version, child=None, answers={}, revision=revision)
    for act in (phone.procedures.save_draft(draft), phone.procedures.delete_draft(ID)):
        with pytest.raises(ServiceError) as caught:
            await act
        assert caught.value.kind is ErrorKind.ALREADY_SENT
    page = await phone.procedures.procedures(ProcedureGroup.SENT)
    assert page.items[0].id == ID or ID in {one.id for one in page.items}
    assert ID not in {one.id for one in (await phone.procedures.procedures(ProcedureGroup.CURRENT)).items}
    assert (await phone.procedures.procedure(ID)).history[0].state is ProcedureState.PENDING
    await phone.procedures.withdraw_procedure(ID)
    assert (await phone.procedures.procedure(ID)).procedure.state is ProcedureState.WITHDRAWN


async def test_incomplete_it_is_not_sent(phone: Phone) -> None:
    definition = await one_with_a_document(phone)
    draft = Draft(id=ID, key=definition.key, version=definition.version, child=None, answers={})
    saved = await phone.procedures.save_draft(draft)
    with pytest.raises(ServiceError) as caught:
        await phone.procedures.submit_procedure(ID, saved.revision)
    assert caught.value.kind is ErrorKind.INCOMPLETE
    await phone.procedures.delete_draft(ID)
    with pytest.raises(ServiceError) as caught:
        await phone.procedures.procedure(ID)
    assert caught.value.kind is ErrorKind.NOT_FOUND


async def test_sent_back_only_what_is_asked_is_typed_again(place: Place) -> None:
    phone = await signed_in(place)
    definition = await one_with_a_document(phone)
    revision = await filled(phone, ID, definition)
    field = document_of(definition.fields)
    number = (await phone.procedures.submit_procedure(ID, revision)).number
    await place.ask_back(ID, (field,), "Il manque une page.")
    file = await phone.procedures.procedure(ID)
    assert (file.procedure.state, file.procedure.words) == (ProcedureState.TO_COMPLETE, "Il manque une page.")
    assert (file.procedure.asked, file.editable) == ((field,), (field,))
    await give(phone, ID, field)
    again = await phone.procedures.submit_procedure(ID, file.revision)
    assert (again.state, again.number) == (ProcedureState.PENDING, number)
    await phone.close()


async def test_rejected_it_is_corrected_as_a_new_draft_with_its_documents(place: Place) -> None:
    phone = await signed_in(place)
    definition = await one_with_a_document(phone)
    revision = await filled(phone, ID, definition)
    await phone.procedures.submit_procedure(ID, revision)
    await place.reject(ID, "Le justificatif est trop ancien.")
    rejected = await phone.procedures.procedure(ID)
    assert (rejected.procedure.state, rejected.procedure.words) == (
        ProcedureState.REJECTED,
        "Le justificatif est trop ancien.",
    )
    with pytest.raises(ServiceError) as caught:
        await phone.procedures.withdraw_procedure(ID)
    assert caught.value.kind is ErrorKind.ALREADY_DECIDED
    corrected = await phone.procedures.correct_procedure(ID, "d-corrected")
    assert corrected.procedure.state is ProcedureState.DRAFT
    assert corrected.answers == rejected.answers
    assert len(corrected.documents) == len(rejected.documents)
    assert (await phone.procedures.correct_procedure(ID, "d-corrected")).revision == corrected.revision
    await phone.close()


async def test_registrations_are_told_child_by_child(phone: Phone) -> None:
    assert phone.backend.registrations is not None
    told = await phone.backend.registrations.registrations()
    household = await phone.backend.households.household()
    assert [one.child for one in told.children] == [child.id for child in household.children]
    keys = {item.key for item in await phone.procedures.catalogue()}
    for child in told.children:
        assert {one.key for one in child.open} <= keys
