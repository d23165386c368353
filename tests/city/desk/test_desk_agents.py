"""Looking after the agents, and the audit that tells of it."""

from __future__ import annotations

import re

from city.audit.acts import Act
from tests.city.city import City
from tests.city.desk.browser import audited, words_of
from tests.city.desk.conftest import Desk

EVIL = '<script>alert("x")</script>'


async def test_an_agent_is_added_chooses_a_password_and_signs_in(city: City, desk: Desk) -> None:
    claire, new = await desk("claire"), await desk("")
    fields = {"prenom": "Ana", "nom": "Petit", "email": " Ana@Exemple.fr ", "role": "agent"}
    shown = await claire.post("/guichet/agents", fields)
    link = re.search(r"http://ville(/guichet/bienvenue/[\w-]+)", shown.text)
    assert link
    assert "Bonjour Ana" in words_of(await new.get(link.group(1)))
    weak = await new.post(link.group(1), {"mot-de-passe": "court", "encore": "court"})
    assert (weak.status_code, "trop court" in words_of(weak)) == (422, True)
    other = await new.post(link.group(1), {"mot-de-passe": "tarte-aux-quetsches", "encore": "autre"})
    assert "ne sont pas les mêmes" in words_of(other)
    chosen = {"mot-de-passe": "tarte-aux-quetsches", "encore": "tarte-aux-quetsches"}
    assert (await new.post(link.group(1), chosen)).status_code == 303
    assert (await new.sign_in("ana", "tarte-aux-quetsches")).status_code == 303
    assert (await new.post(link.group(1), chosen)).status_code == 410
    acts = [row.act for row in await audited(city)]
    assert acts == [Act.SIGNED_IN, Act.AGENT_ADDED, Act.PASSWORD_CHOSEN, Act.SIGNED_IN]
    assert all("quetsches" not in str((row.before, row.after)) for row in await audited(city))


async def test_a_link_is_too_old_after_two_days(city: City, desk: Desk) -> None:
    shown = await (await desk("claire")).post("/guichet/agents/g_hugo/lien")
    link = re.search(r"(/guichet/bienvenue/[\w-]+)", shown.text)
    assert link
    city.clock.advance(days=2)
    assert (await (await desk("")).get(link.group(1))).status_code == 410


async def test_another_role_or_leaving_ends_the_sessions_at_once(city: City, desk: Desk) -> None:
    claire, hugo, nadia = await desk("claire"), await desk("hugo"), await desk("nadia")
    assert (await claire.post("/guichet/agents/g_hugo/role", {"role": "agent"})).status_code == 303
    assert (await hugo.get("/guichet")).status_code == 303
    assert (await claire.post("/guichet/agents/g_nadia/depart")).status_code == 303
    assert (await nadia.get("/guichet")).status_code == 303
    assert (await nadia.sign_in("nadia")).status_code == 401
    assert (await claire.post("/guichet/agents/g_nadia/lien")).status_code == 404
    row = (await audited(city))[-2]
    assert (row.act, row.before, row.after) == (Act.ROLE_CHANGED, {"role": "regisseur"}, {"role": "agent"})


async def test_the_last_administrator_stays(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    for path, fields in (("role", {"role": "agent"}), ("depart", {})):
        answer = await claire.post(f"/guichet/agents/g_claire/{path}", fields)
        assert answer.status_code == 409
        assert "Il faut au moins un administrateur" in words_of(answer)
    assert (await claire.get("/guichet/agents")).status_code == 200


async def test_a_known_address_or_a_bad_field_is_refused(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    good = {"prenom": "Ana", "nom": "Petit", "email": "ana@exemple.fr", "role": "agent"}
    for wrong, status in (
        ({"email": "NADIA@exemple.fr"}, 409),
        ({"email": "ana"}, 422),
        ({"prenom": "  "}, 422),
        ({"nom": "x" * 81}, 422),
        ({"role": "roi"}, 422),
        ({"nom": "a\0b"}, 422),
    ):
        assert (await claire.post("/guichet/agents", good | wrong)).status_code == status, wrong
    assert [row.act for row in await audited(city)] == [Act.SIGNED_IN]


async def test_names_are_text_wherever_they_are_shown(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    fields = {"prenom": EVIL, "nom": EVIL, "email": "ana@exemple.fr", "role": "agent"}
    shown = [await claire.post("/guichet/agents", fields)]
    shown += [await claire.get(path) for path in ("/guichet/agents", "/guichet/journal", "/guichet/journal?q=<script>")]
    for answer in shown:
        assert answer.status_code == 200
        assert "<script" not in answer.text
        assert "&lt;script&gt;" in answer.text


async def test_the_audit_is_searched_and_paged(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    for number in range(60):
        fields = {"prenom": f"Agent{number:02}", "nom": "100%_sûr", "email": f"a{number}@exemple.fr", "role": "agent"}
        assert (await claire.post("/guichet/agents", fields)).status_code == 200
    first = await claire.get("/guichet/journal?acte=agent_added")
    assert first.text.count("<td>Agent") == 50
    following = re.search(r'href="(\?[^"]*avant=\d+)"', first.text)
    assert following
    second = await claire.get("/guichet/journal" + following.group(1).replace("&amp;", "&"))
    assert second.text.count("<td>Agent") == 10
    assert "Agent09" in second.text and "Agent10" not in second.text
    assert (await claire.get("/guichet/journal?q=%25_s")).text.count("<td>a ajouté") == 50
    assert "Aucun acte" in (await claire.get("/guichet/journal?jusqu=2026-11-22")).text
