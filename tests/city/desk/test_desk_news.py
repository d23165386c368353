"""News and menus at the desk: written, addressed, seen by families, withdrawn; a file of menus tried then imported."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from city.audit.acts import Act
from tests.city.city import City
from tests.city.desk.browser import HOST, Browser, audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.documents.files import EXECUTABLE, picture
from tests.city.news.gazette import later, news, publish, titles

EVIL = "<script>alert(1)</script>"


def fields(city: City, **more: Any) -> dict[str, Any]:
    return {"titre": "Sapin", "texte": "Samedi.", "source": city.town.name, "icone": "nature"} | more


async def send(
    browser: Browser, path: str, data: dict[str, Any], name: str = "image", file: bytes | None = None
) -> httpx.Response:
    files = [] if file is None else [(name, ("choisi.csv", file))]
    data = {"jeton": browser.token} | data
    return await browser.client.post(f"/guichet{path}", data=data, files=files, headers={"origin": HOST})


async def test_an_item_goes_from_the_desk_to_the_families_it_is_for(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    form = await nadia.get("/guichet/actualites/nouvelle")
    assert "élémentaire" in words_of(form) and "elementaire" not in words_of(form)
    sent = await send(
        nadia, "/actualites", fields(city, pour="school:charles-peguy", titre=EVIL, description=EVIL), file=picture()
    )
    assert sent.status_code == 303
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    assert (await titles(camille), await titles(samia)) == ([EVIL], [])
    item = (await news(camille))["items"][0]
    assert (item["picture"], item["source"], item["icon"]) == (True, city.town.name, "nature")
    assert item["picture_description"] == EVIL

    listed, shown = await nadia.get("/guichet/actualites"), await nadia.get(f"/guichet/actualites/{item['id']}")
    for answer in (listed, shown):
        assert EVIL not in answer.text and "&lt;script&gt;" in answer.text
    assert "École maternelle Charles-Péguy" in words_of(listed)
    image = await nadia.get(f"/guichet/actualites/{item['id']}/image")
    assert image.content == (await camille.get(f"/news/{item['id']}/picture")).content

    path = f"/actualites/{item['id']}"
    await send(nadia, path, fields(city, pour="school:charles-peguy", description="Un sapin."), file=picture())
    replaced = (await news(camille))["items"][0]
    assert replaced["picture_version"] not in ("", item["picture_version"])
    assert 'alt="Un sapin."' in (await nadia.get(f"/guichet{path}")).text

    await send(
        nadia,
        f"/actualites/{item['id']}",
        fields(city, description="Rien.", **{"sans-image": "oui", "au": "2026-11-24"}),
    )
    assert (await titles(camille), await titles(samia)) == (["Sapin"], ["Sapin"])
    item = (await news(camille))["items"][0]
    assert (item["picture"], item["picture_version"], item["picture_description"]) == (False, "", "")
    row = (await audited(city))[-1]
    assert row.before is not None and row.after is not None
    assert (row.before["targets"], row.after["until"]) == (["school:charles-peguy"], "2026-11-25T00:00:00+01:00")

    await send(nadia, f"/actualites/{item['id']}/retirer", {})
    assert (await titles(camille), await titles(samia)) == ([], [])
    assert "retirée" in words_of(await nadia.get("/guichet/actualites"))


async def test_a_day_to_come_begins_in_the_morning_and_stays_as_it_was(city: City, desk: Desk) -> None:
    nadia, camille = await desk("nadia"), await city.sign_in("camille")
    await send(nadia, "/actualites", fields(city, du="2026-11-25"))
    assert "à venir" in words_of(await nadia.get("/guichet/actualites"))
    later(city, days=1, hours=23, minutes=59)
    assert await titles(camille) == []
    later(city, minutes=1)
    assert await titles(camille) == ["Sapin"]
    nadia = await desk("nadia")
    later(city, minutes=30)
    identity = (await news(camille))["items"][0]["id"]
    await send(nadia, f"/actualites/{identity}", fields(city, du="2026-11-25", titre="Le sapin"))
    item = (await news(camille))["items"][0]
    assert (item["title"], item["at"]) == ("Le sapin", "2026-11-25T08:00:00+01:00")


@pytest.mark.parametrize(
    "wrong",
    [
        {"titre": " "},
        {"texte": ""},
        {"icone": "skull"},
        {"source": "La préfecture"},
        {"pour": "school:poudlard"},
        {"pour": "household:h_martin"},
        {"du": "2026-11-22"},
        {"du": "demain"},
        {"au": "2026-11-22"},
        {"du": "2026-12-02", "au": "2026-12-01"},
    ],
)
async def test_a_wrong_field_publishes_nothing(city: City, desk: Desk, wrong: dict[str, str]) -> None:
    nadia = await desk("nadia")
    assert (await send(nadia, "/actualites", fields(city, **wrong))).status_code == 422
    assert "Aucune actualité" in words_of(await nadia.get("/guichet/actualites"))


async def test_what_is_no_picture_publishes_nothing(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    refused = await send(nadia, "/actualites", fields(city), file=EXECUTABLE)
    assert (refused.status_code, "n'est pas accepté" in words_of(refused)) == (415, True)
    assert await titles(await city.sign_in("camille")) == []


async def test_who_has_not_the_right_changes_nothing(city: City, desk: Desk) -> None:
    row = await publish(city)
    hugo = await desk("hugo")
    contents = {"contenu": "jour;plat;nom;mentions\n26/11/2026;dessert;Pomme;bio"}
    for path, data in [
        ("/actualites", fields(city)),
        (f"/actualites/{row.id}", fields(city)),
        (f"/actualites/{row.id}/retirer", {}),
        ("/menus/essai", contents),
        ("/menus", contents),
    ]:
        assert (await send(hugo, path, data)).status_code == 403, path
    camille = await city.sign_in("camille")
    assert await titles(camille) == [row.title]
    assert (await camille.get("/menus", params={"from": "2026-11-23", "to": "2026-11-30"})).json()["items"] == []


async def test_menus_are_tried_then_imported(city: City, desk: Desk) -> None:
    nadia, camille = await desk("nadia"), await city.sign_in("camille")
    await nadia.get("/guichet/menus")
    text = f"jour;plat;nom;mentions\n26/11/2026;dessert;Pomme {EVIL};bio, lait\n27/11/2026;plat;Riz;\n"
    tried = await send(nadia, "/menus/essai", {}, "fichier", text.encode("cp1252"))
    assert tried.status_code == 200 and "Importer 2 jours" in words_of(tried)
    assert EVIL not in tried.text and "&lt;script&gt;" in tried.text

    async def served() -> list[str]:
        answer = await camille.get("/menus", params={"from": "2026-11-23", "to": "2026-11-30"})
        return [course["name"] for menu in answer.json()["items"] for course in menu["courses"]]

    assert await served() == []
    imported = await send(nadia, "/menus", {"contenu": text.replace("\n", "\r\n")})
    assert imported.headers["location"].endswith("fait=menus")
    assert await served() == [f"Pomme {EVIL}", "Riz"]
    assert "Riz" in words_of(await nadia.get("/guichet/menus"))
    assert (await send(nadia, "/menus", {"contenu": text})).headers["location"].endswith("fait=rien")
    again = await send(nadia, "/menus/essai", {"contenu": text})
    assert "Tout est déjà enregistré ainsi" in words_of(again)
    assert [row.act for row in (await audited(city))[-4:]] == [
        Act.MENUS_TRIED, Act.MENUS_IMPORTED, Act.MENUS_IMPORTED, Act.MENUS_TRIED,
    ]  # fmt: skip


async def test_a_wrong_file_of_menus_says_each_line_and_imports_nothing(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    text = "jour;plat;nom;mentions\n26/11/2026;goûter;Pomme;\n26/11/2026;dessert;Pomme;halal\n27/11/2026;plat;Riz;\n"
    tried = words_of(await send(nadia, "/menus/essai", {"contenu": text}))
    assert "2 lignes à corriger : rien n'est importé" in tried
    assert "Ligne 2 : « goûter » n'est pas un plat connu" in tried
    assert "Ligne 3 : « halal » n'est pas une mention connue" in tried
    assert (await send(nadia, "/menus", {"contenu": text})).status_code == 409
    assert "Aucun menu" in words_of(await nadia.get("/guichet/menus"))
