"""« Mon Foyer »: read, changed at once or through a procedure."""

import json
from datetime import date
from typing import Any

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.sheet import Authorisations, ChildChanges, Doctor, Fact, Insurance
from services.query import Topic
from tests.fakes import builders
from tests.fakes.builders import LILA, NOE
from tests.fakes.portal import PortalKit, fake_portal
from tests.fakes.wire import answer, problem
from tests.services.test_reference_blocks import NOW, opened

SHEET: dict[str, Any] = {
    "now": NOW,
    "name": "Famille Martin",
    "address": None,
    "quotient": {"value": 742, "from": "2026-01-01", "to": None},
    "guardians": [
        {"id": "p", "first_name": "C", "last_name": "M", "you": True, "email": None, "phones": ["01"], "shoe": 38}
    ],
    "children": [
        {
            "id": "c",
            "first_name": "N",
            "last_name": "M",
            "birth_date": "2020-02-11",
            "school": "Jaurès",
            "class_name": "CP",
            "shared": True,
            "diet": None,
            "allergies": None,
            "pai": {"to": "2027-01-31"},
            "doctor": {"name": "Dr P", "phone": ""},
            "insurance": None,
            "authorisations": {"photo": None, "leave_alone": True},
        }
    ],
    "contacts": [],
    "notices": [{"code": "DOCTOR_MISSING", "child": "c", "child_name": "N", "until": None}],
    "changes": {"diet": "now", "allergies": "procedure:fiche-sanitaire", "shoe": "now", "pai": "by owl"},
}


async def signed_in() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


async def test_what_was_read_is_there_at_once_next_time() -> None:
    kit = await signed_in()
    fetched = await kit.portal.sheet.read().fetch()
    again = kit.restart()
    await again.portal.restore()
    assert await again.portal.sheet.read().copy() == fetched
    assert Topic.SHEET in kit.portal.sheet.read().topics


async def test_each_change_is_the_citys_and_makes_the_sheet_old() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    sheet = kit.portal.sheet
    await sheet.change_phones("p_camille", ("07 00 00 00 00",))
    await sheet.change_child(NOE, ChildChanges(insurance=Insurance(company="MAIF", number="1", until=None)))
    uncle = builders.contact(sheet.new_contact_id(), name="Paul Martin", link="Oncle", children=(LILA,))
    for _ in range(2):
        await sheet.put_contact(uncle)
    await sheet.delete_contact("k_mamie")
    assert heard == [Topic.SHEET] * 5
    known = (await sheet.read().fetch()).value
    assert known.guardians[0].phones == ("07 00 00 00 00",)
    noe = next(child for child in known.children if child.id == NOE)
    assert (noe.insurance, noe.allergies) == (Insurance(company="MAIF", number="1"), "Arachide")
    assert known.contacts == (uncle,)


async def test_what_goes_through_the_city_says_by_which_procedure() -> None:
    kit = await signed_in()
    with pytest.raises(ServiceError) as caught:
        await kit.portal.sheet.change_child(NOE, ChildChanges(allergies=None))
    assert (caught.value.kind, caught.value.params) == (ErrorKind.NEEDS_PROCEDURE, {"key": "fiche-sanitaire"})


async def test_the_reference_citys_sheet_is_read_and_what_is_new_promises_nothing() -> None:
    backend, _ = opened(answer(SHEET))
    assert backend.sheets is not None
    sheet = await backend.sheets.sheet()
    assert (sheet.at_once, sheet.procedures) == ((Fact.DIET,), {Fact.ALLERGIES: "fiche-sanitaire"})
    (child,) = sheet.children
    assert child.pai is not None
    assert (child.pai.last_day, child.doctor, child.insurance) == (date(2027, 1, 31), Doctor(name="Dr P"), None)
    assert child.authorisations == Authorisations(leave_alone=True)
    assert sheet.quotient is not None
    assert (sheet.quotient.value, sheet.quotient.last_day) == (742, None)


async def test_only_what_is_given_is_sent_and_none_forgets() -> None:
    backend, wires = opened(answer(None, 204))
    assert backend.sheets is not None
    await backend.sheets.change_child("c/1", ChildChanges(diet=None, doctor=Doctor(name="Dr P")))
    assert wires.requests[0].url.raw_path == b"/api/v1/household/sheet/children/c%2F1"
    assert json.loads(wires.requests[0].content) == {"diet": None, "doctor": {"name": "Dr P"}}
    await backend.sheets.put_contact(builders.contact())
    assert set(json.loads(wires.requests[1].content)) == {"name", "link", "phone", "emergency", "pick_up", "children"}
    refused, _ = opened(problem(409, "NEEDS_PROCEDURE", key="fiche-sanitaire"))
    assert refused.sheets is not None
    with pytest.raises(ServiceError) as caught:
        await refused.sheets.change_child("c", ChildChanges(diet="x"))
    assert caught.value.kind is ErrorKind.NEEDS_PROCEDURE
