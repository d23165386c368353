"""The town's lists at the desk: a file is shown line by line, then applied as it was shown."""

from __future__ import annotations

import re

import httpx

from tests.city.city import City
from tests.city.desk.browser import HOST, Browser, audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.imports.lists import LOU, ROY, family, imported, listed

PAGE = "/guichet/listes"


async def upload(browser: Browser, data: bytes, name: str = "foyers.csv") -> httpx.Response:
    """Chooses a file and sends it."""
    await browser.get(PAGE)
    return await browser.client.post(
        PAGE, data={"jeton": browser.token}, files={"fichier": (name, data, "text/csv")}, headers={"origin": HOST}
    )


def mark_of(page: httpx.Response) -> str:
    """The fingerprint of what the page shows."""
    (found,) = re.findall(r'name="empreinte" value="([0-9a-f]+)"', page.text)
    return str(found)


async def test_a_file_is_shown_then_applied_once(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    wrong = "F1;;;;;;;=cmd;<b>Max</b>;Roy;32/01/2019;Jean-Jaurès;CE1"
    sent = await upload(claire, family(wrong).encode("cp1252"), "<i>foyers</i>.csv")
    assert sent.status_code == 303
    path = sent.headers["location"].partition("?")[0]
    page = await claire.get(path)
    text = words_of(page)
    assert "<b>Max" not in page.text and "<i>foyers" not in page.text
    assert "foyers .csv" in text.replace("<i>", "").replace("</i>", " ")
    for sentence in (
        "1 ligne refusée ne sera pas importée",
        "nouveau foyer « Famille Roy »",
        "enfant : « =cmd » n'est pas un numéro",
        "naissance : « 32/01/2019 » n'est pas un jour",
        "Appliquer 2 lignes",
        "une invitation au représentant",
    ):
        assert sentence in text, sentence
    assert "nouveau foyer" not in words_of(await claire.get(f"{path}?voir=refused"))
    form = {"empreinte": mark_of(page), "inviter": "oui"}
    done = await claire.post(path, form)
    assert done.status_code == 303
    text = words_of(await claire.get(done.headers["location"]))
    assert "La liste est importée." in text and "Lignes qui ont créé 2" in text and "Invitations parties 1" in text
    again = await claire.post(path, form)
    assert again.status_code == 409 and "déjà importée" in words_of(again)
    assert "Ana Roy" in words_of(await claire.get("/guichet/fiches/representants/list?search=roy")).replace(
        "Roy Ana", "Ana Roy"
    )
    tried, written = (await audited(city))[-2:]
    assert (tried.act, written.act) == ("list_tried", "list_applied")
    assert written.after == {
        "year": 2026,
        "lines": {"new": 2, "changed": 0, "same": 0, "refused": 1},
        "invited": 1,
        "changed": {},
        "households": ["F1"],
        "children": ["E1", "E2"],
    }


async def test_what_changed_meanwhile_is_marked_and_not_applied(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    path = (await upload(claire, family().encode())).headers["location"].partition("?")[0]
    before = mark_of(await claire.get(path))
    await imported(city, listed(f"{ROY};{LOU}"))
    late = await claire.post(path, {"empreinte": before})
    assert late.status_code == 409 and "Rien n'a été importé" in words_of(late)
    page = await claire.get(path)
    text = words_of(page)
    assert "1 ligne ne fait plus ce qu'elle faisait" in text and "a changé depuis l'arrivée du fichier" in text
    moved = words_of(await claire.get(f"{path}?voir=moved"))
    assert "Lou" in moved and "Tom" not in moved
    assert (await claire.post(path, {"empreinte": mark_of(page)})).status_code == 303


async def test_a_file_that_is_no_list_is_refused_in_words(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    refused = {
        b"": "ce fichier est vide",
        b"a;b\n1;2": "il manque : foyer, enfant",
        b"PK\x03\x04": "ce n'est pas un fichier CSV",
        b"x" * 9_000_000: "ce fichier est trop lourd",
    }
    for data, sentence in refused.items():
        answer = await upload(claire, data)
        assert answer.status_code == 200 and sentence in words_of(answer)
    assert [row.act for row in await audited(city)][-4:] == ["list_tried"] * 4


async def test_ten_megabytes_nothing_at_all_and_another_year_are_refused(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    assert (await upload(claire, b"x" * 10_500_000)).status_code == 413
    assert (await claire.post(PAGE)).status_code == 422
    assert (await claire.post(PAGE, {"contenu": family(), "annee": "2027"})).status_code == 422
    city.clock.advance(days=230)
    await claire.sign_in("claire")
    assert "2027-2028" in words_of(await claire.get(PAGE))
    assert (await claire.post(PAGE, {"contenu": family(), "annee": "2027"})).status_code == 303


async def test_the_sample_is_a_list_that_can_be_imported(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    sample = await claire.get(f"{PAGE}/exemple.csv")
    assert sample.headers["content-disposition"] == 'attachment; filename="listes-exemple.csv"'
    page = await claire.get((await upload(claire, sample.content)).headers["location"])
    assert "Appliquer 3 lignes" in words_of(page) and "refusée" not in words_of(page)
