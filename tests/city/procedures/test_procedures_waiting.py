"""What agents read: what was sent, of every household, and never a draft."""

from __future__ import annotations

import pytest

from city.errors import NotFound
from city.procedures import papers, waiting
from city.procedures.states import ProcedureState
from tests.city.city import City
from tests.city.procedures.essais import add, ask_back, row_of, save, send_absence, send_inscription


async def test_the_longest_waiting_come_first_and_can_be_searched(city: City) -> None:
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    await save(camille, "brouillon", "erreur-facture", {})
    await send_absence(camille)
    city.clock.advance(hours=1)
    await send_inscription(jules, child="c_zoe")
    await send_absence(jules, "rendue", "c_zoe")
    await ask_back(city, await row_of(city, "h_petit", "rendue"), [])
    async with city.database.transaction() as session:
        found, more = await waiting.pending(session)
        petit, _ = await waiting.pending(session, q="PETIT zoé")
        returned, _ = await waiting.pending(session, states=[ProcedureState.TO_COMPLETE, ProcedureState.DRAFT])
        elsewhere, _ = await waiting.pending(session, office="regie")
        count = await waiting.count_pending(session)

    assert [(one.household_name, one.child_name, one.title) for one in found] == [
        ("Famille Martin", "Alice Martin", "Absence avec justificatif"),
        ("Famille Petit", "Zoé Petit", "Inscription périscolaire"),
    ]
    assert [one.number for one in petit] == ["D-2026-000002"]
    assert [one.number for one in returned] == ["D-2026-000003"]
    assert (elsewhere, more, count) == ([], False, 2)


async def test_a_file_has_the_answers_that_were_asked_with_their_files(city: City) -> None:
    camille = await city.sign_in("camille")
    await send_inscription(camille)
    await save(camille, "brouillon", "absence-justifiee", {})
    await add(camille, "brouillon", "f", "certificat")
    row, draft = await row_of(city, "h_martin", "inscription"), await row_of(city, "h_martin", "brouillon")
    async with city.database.transaction() as session:
        file = await waiting.open_file(session, row.id)
        document = file.answers[-3][2][0]
        paper = await papers.read_any(session, row.id, document.id)
        with pytest.raises(NotFound):
            await waiting.open_file(session, draft.id)
        with pytest.raises(NotFound):
            await papers.read_any(session, draft.id, document.id)

    keys = [question.key for question, _answer, _files in file.answers]
    assert keys == ["annee", "activites", "debut", "regime", "pai", "assurance", "urgence", "reglement"]
    assert (file.summary.number, file.revision, file.summary.sent_by) == ("D-2026-000001", 1, "Camille Martin")
    assert paper.data.startswith(b"%PDF-")
