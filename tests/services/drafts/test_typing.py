"""A form saved as typed: on the device at once, at the city when typing pauses, whatever happens in between."""

from datetime import timedelta

import pytest

from services.drafts import LONGEST_TYPING, QUIET
from services.errors import ErrorKind, ServiceError
from services.models.procedure import ProcedureState
from services.query import Topic
from tests.fakes import builders
from tests.fakes.builders import NOE
from tests.fakes.portal import PortalKit, fake_portal
from tests.fakes.storages import FailingStorage

ID = "d_quotient"
NEW = "key-1"


async def opened(kit: PortalKit | None = None) -> PortalKit:
    """The draft's page, its file just had."""
    kit = kit or fake_portal()
    await kit.sign_in()
    await kit.portal.procedures.file(ID).fetch()
    return kit


async def saved(kit: PortalKit) -> None:
    """Typing pauses, and the city has answered."""
    assert await kit.pauses.over() == QUIET
    await kit.city.reached("save_draft")
    await kit.portal.procedures.save(ID)


def answer_at_city(kit: PortalKit, procedure_id: str = ID, field: str = "doctor") -> object:
    return kit.city.kept_procedures[procedure_id].answers.get(field)


async def test_what_is_typed_is_on_the_device_at_once_and_at_the_city_after_a_pause() -> None:
    kit = await opened()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    kit.city.hold("save_draft")
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    typed = kit.portal.procedures.typed(ID)
    assert typed is not None
    assert (typed.draft.answers["doctor"], typed.waiting) == ("Dr Grand", True)
    assert heard == [Topic.DRAFTS]
    assert answer_at_city(kit) == "Dr Petit"
    kit.time.pass_by(timedelta(minutes=12))
    assert await kit.pauses.over() == QUIET
    await kit.city.reached("save_draft")
    kit.city.release()
    done = await kit.portal.procedures.save(ID)
    assert answer_at_city(kit) == "Dr Grand"
    assert (done.waiting, done.saved_at, done.trouble) == (False, builders.NOW + timedelta(minutes=12), None)
    assert kit.city.calls.count("save_draft") == 1


async def test_a_field_emptied_is_no_answer() -> None:
    kit = await opened()
    await kit.portal.procedures.write(ID, "doctor", None)
    await kit.portal.procedures.save(ID)
    assert "doctor" not in kit.city.kept_procedures[ID].answers
    typed = kit.portal.procedures.typed(ID)
    assert typed is not None
    assert "doctor" in {problem.field for problem in typed.problems}


async def test_while_somebody_goes_on_typing_it_waits_but_not_for_ever() -> None:
    kit = await opened()
    for stroke in range(LONGEST_TYPING):
        await kit.portal.procedures.write(ID, "doctor", "Dr " + "a" * stroke)
        await kit.pauses.asked.get()
        if stroke < LONGEST_TYPING - 1:
            assert "save_draft" not in kit.city.calls
            await kit.portal.procedures.write(ID, "doctor", "Dr " + "b" * stroke)
        kit.pauses.passing.put_nowait(None)
    await kit.city.reached("save_draft")
    await kit.portal.procedures.save(ID)
    assert answer_at_city(kit) == "Dr " + "a" * (LONGEST_TYPING - 1)


async def test_what_is_typed_while_the_city_answers_is_sent_after() -> None:
    kit = await opened()
    kit.city.hold("save_draft")
    await kit.portal.procedures.write(ID, "doctor", "Dr A")
    await kit.pauses.over()
    await kit.city.reached("save_draft")
    await kit.portal.procedures.write(ID, "doctor", "Dr B")
    kit.city.release()
    await kit.portal.procedures.save(ID)
    assert answer_at_city(kit) == "Dr B"


@pytest.mark.parametrize("kind", [ErrorKind.OFFLINE, ErrorKind.CITY_DOWN, ErrorKind.UNEXPECTED, ErrorKind.SLOW_DOWN])
async def test_without_network_it_is_kept_and_sent_when_the_city_is_back(kind: ErrorKind) -> None:
    kit = await opened()
    kit.city.fail_with(kind)
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    with pytest.raises(ServiceError) as caught:
        await kit.portal.procedures.save(ID)
    assert caught.value.kind is kind
    assert kit.portal.unsettled
    again = kit.restart()
    await again.portal.restore()
    typed = again.portal.procedures.typed(ID)
    assert typed is not None
    assert (typed.draft.answers["doctor"], typed.waiting, typed.trouble) == ("Dr Grand", True, kind)
    assert [kept.draft.id for kept in again.portal.procedures.waiting] == [ID]
    kit.city.fail_with(None)
    await again.portal.reconnect()
    await again.portal.procedures.send_typed()
    assert answer_at_city(kit) == "Dr Grand"
    assert not again.portal.procedures.waiting
    assert not again.portal.unsettled


async def test_an_ended_session_keeps_it_and_the_password_sends_it() -> None:
    kit = await opened()
    kit.city.end_sessions()
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    with pytest.raises(ServiceError):
        await kit.portal.procedures.save(ID)
    assert kit.portal.needs_password
    await kit.sign_in()
    await kit.portal.settled()
    assert answer_at_city(kit) == "Dr Grand"


@pytest.mark.parametrize("answers", [True, False])
async def test_signing_out_hands_over_what_was_typed_and_leaves_nothing_on_the_device(answers: bool) -> None:
    kit = await opened()
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    await kit.pauses.asked.get()
    if not answers:
        kit.city.hold("save_draft")
        kit.pauses.passing.put_nowait(None)
    await kit.portal.sign_out()
    assert answer_at_city(kit) == ("Dr Grand" if answers else "Dr Petit")
    assert kit.portal.procedures.typed(ID) is None
    assert not [name for name in await kit.storage.keys() if "p_camille" in name]


async def test_a_full_device_still_saves_at_the_city() -> None:
    storage = FailingStorage()
    kit = await opened(fake_portal(storage))
    storage.full = True
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    await kit.portal.procedures.save(ID)
    assert answer_at_city(kit) == "Dr Grand"


async def test_other_fields_typed_elsewhere_join_without_a_question() -> None:
    kit = await opened()
    kit.city.type_elsewhere(ID, phone="06 00 00 00 00")
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    done = await kit.portal.procedures.save(ID)
    assert not done.clashes
    assert done.draft.answers["phone"] == "06 00 00 00 00"
    assert kit.city.kept_procedures[ID].answers["doctor"] == "Dr Grand"
    assert kit.city.kept_procedures[ID].answers["phone"] == "06 00 00 00 00"


@pytest.mark.parametrize("mine", [True, False])
async def test_the_same_field_typed_elsewhere_is_asked_about(mine: bool) -> None:
    kit = await opened()
    kit.city.type_elsewhere(ID, doctor="Dr Sacha", phone="06 00 00 00 00")
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    with pytest.raises(ServiceError) as caught:
        await kit.portal.procedures.save(ID)
    assert caught.value.kind is ErrorKind.CHANGED_ELSEWHERE
    typed = kit.portal.procedures.typed(ID)
    assert typed is not None
    assert typed.theirs == {"doctor": "Dr Sacha"}
    assert typed.draft.answers["doctor"] == "Dr Grand"
    assert answer_at_city(kit) == "Dr Sacha", "nothing is overwritten before the parent has said"
    await kit.portal.procedures.resolve(ID, mine=mine)
    done = await kit.portal.procedures.save(ID)
    assert not done.clashes
    assert answer_at_city(kit) == ("Dr Grand" if mine else "Dr Sacha")


async def test_an_answer_lost_on_the_way_is_no_conflict() -> None:
    kit = await opened()
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    typed = kit.portal.procedures.typed(ID)
    assert typed is not None
    await kit.city.save_draft(typed.draft)
    done = await kit.portal.procedures.save(ID)
    assert (done.waiting, done.clashes) == (False, ())
    assert kit.city.kept_procedures[ID].revision == done.draft.revision


async def test_what_another_device_typed_shows_when_the_file_is_had_again() -> None:
    kit = await opened()
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    kit.city.type_elsewhere(ID, phone="06 00 00 00 00")
    await kit.portal.procedures.file(ID).fetch()
    typed = kit.portal.procedures.typed(ID)
    assert typed is not None
    assert (typed.draft.answers["doctor"], typed.draft.answers["phone"]) == ("Dr Grand", "06 00 00 00 00")
    await kit.portal.procedures.save(ID)
    assert answer_at_city(kit) == "Dr Grand"


async def test_a_new_form_is_the_citys_with_its_first_answer() -> None:
    kit = fake_portal()
    await kit.sign_in()
    definition = (await kit.portal.procedures.definition(builders.HEALTH).fetch()).value
    begun = await kit.portal.procedures.begin(definition, NOE)
    assert begun == NEW
    assert begun not in kit.city.kept_procedures
    await kit.portal.procedures.write(begun, "doctor", "Dr Grand")
    await kit.portal.procedures.save(begun)
    assert kit.city.kept_procedures[begun].procedure.child == NOE
    assert answer_at_city(kit, begun) == "Dr Grand"


async def test_a_form_whose_wording_changed_meanwhile_says_so() -> None:
    kit = await opened()
    kit.city.definitions[builders.QUOTIENT] = builders.definition(builders.QUOTIENT, version=2)
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    done = await kit.portal.procedures.save(ID)
    assert done.draft.version == 2
    assert Topic.PROCEDURES in heard, "the page asks for the form again"


async def test_sent_by_the_other_guardian_it_can_no_longer_be_typed_into() -> None:
    kit = await opened()
    kit.city.decide(ID, ProcedureState.PENDING)
    await kit.portal.procedures.write(ID, "doctor", "Dr Grand")
    with pytest.raises(ServiceError) as caught:
        await kit.portal.procedures.save(ID)
    assert caught.value.kind is ErrorKind.ALREADY_SENT
    assert not kit.portal.unsettled
    await kit.portal.procedures.file(ID).fetch()
    typed = kit.portal.procedures.typed(ID)
    assert typed is not None
    assert typed.refused, "words that did not go with it are not dropped without a word"
    await kit.portal.procedures.forget_typed(ID)
    assert kit.portal.procedures.typed(ID) is None


async def test_sent_by_the_other_guardian_and_nothing_typed_here_it_is_simply_over() -> None:
    kit = await opened()
    kit.city.decide(ID, ProcedureState.PENDING)
    await kit.portal.procedures.file(ID).fetch()
    assert kit.portal.procedures.typed(ID) is None
    await kit.portal.procedures.file("d_health").fetch()
    await kit.portal.procedures.write("d_health", "doctor", "Dr Grand")
    kit.city.decide("d_health", ProcedureState.PENDING)
    await kit.portal.procedures.file("d_health").fetch()
    typed = kit.portal.procedures.typed("d_health")
    assert typed is not None
    assert (typed.trouble, typed.refused) == (ErrorKind.ALREADY_SENT, True)


async def test_closing_the_app_in_the_middle_of_a_word_loses_nothing() -> None:
    kit = await opened()
    await kit.portal.procedures.write(ID, "doctor", "Dr Gra")
    await kit.pauses.asked.get()
    await kit.portal.close()
    again = kit.restart()
    await again.portal.restore()
    await again.portal.settled()
    assert answer_at_city(kit) == "Dr Gra"
