"""The turn of the school year at the desk: classes, what the turn meets, the act."""

from __future__ import annotations

import re
from html import unescape

from tests.city.city import City
from tests.city.desk.browser import audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.school_years.classes import a_turn, places

PAGE = "/guichet/rentree"
EVERYBODY = dict.fromkeys(("c_alice", "c_noe", "c_lila", "c_yanis", "c_zoe"), 2025)


async def test_classes_are_shown_and_turned_once(city: City, desk: Desk) -> None:
    wanted = await a_turn(city, EVERYBODY)
    claire = await desk("claire")
    first = words_of(await claire.get(PAGE))
    assert "Passer les classes à 2026-2027" in first and "2027-2028" in first
    keys = {one.name: one.key for one in wanted.classes}
    fields = {"annee": "2026"} | {f"vers-{key}": "jean-jaures" for key in keys.values()}
    fields |= {f"classe-{key}": f"Nouvelle {name}" for name, key in keys.items()}
    fields |= {f"vers-{keys['CM1']}": "leaves", f"vers-{keys['MS']}": "", f"classe-{keys['CP']}": "<b>CE1</b>"}
    page = await claire.client.get(f"{PAGE}/apercu", params=fields)
    text = words_of(page)
    for sentence in (
        "2 enfants changent de classe",
        "2 enfants quittent les écoles de la ville",
        "1 enfant reste où il est",
        "2 enfants qui quittent l'école sont inscrits",
        "École maternelle Charles-Péguy : aucun enfant n'y aurait de classe",
        "Petit Zoé , CM1, École élémentaire Jean-Jaurès inscrit pour 2026-2027",
        "Cela ne s'annule pas d'un bouton",
    ):
        assert sentence in text, sentence
    assert "<b>CE1" not in page.text and "Faire passer 4 enfants" in text
    form = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    form = {name: unescape(value) for name, value in form.items() if name != "jeton"}
    done = await claire.post(PAGE, form)
    assert done.status_code == 303
    assert "Les classes sont passées à la nouvelle année." in words_of(await claire.get(done.headers["location"]))
    assert {key: place[1] for key, place in (await places(city)).items()} == {
        "c_alice": "CM1",
        "c_noe": "<b>CE1</b>",
        "c_lila": "MS",
        "c_yanis": "Nouvelle CE2",
        "c_zoe": "CM1",
    }
    again = await claire.post(PAGE, form)
    assert again.status_code == 409 and "C'est déjà fait" in words_of(again)
    row = (await audited(city))[-1]
    assert (row.act, row.label) == ("classes_turned", "2026-2027")
    assert "A quitté l'école 03/07/2026" in words_of(await claire.get("/guichet/enfants/c_zoe"))


async def test_the_coming_year_can_be_looked_at_but_not_begun(city: City, desk: Desk) -> None:
    claire = await desk("claire")
    page = await claire.get(PAGE)
    assert "Passer les classes à 2027-2028" in words_of(page)
    select = dict(re.findall(r'<select name="(vers-\w+)".*?value="([\w-]+)" selected', page.text, re.S))
    shown = await claire.client.get(f"{PAGE}/apercu", params={"annee": "2027"} | select | classes_in(page.text))
    assert "à partir du samedi 3 juillet 2027" in words_of(shown) and 'name="empreinte"' not in shown.text
    forced = await claire.post(PAGE, {"annee": "2027", "empreinte": "x"} | select | classes_in(page.text))
    assert forced.status_code == 409 and "C'est trop tôt" in words_of(forced)
    for odd in ("annee=2031", "annee=x", "annee=-1", ""):
        assert (await claire.get(f"{PAGE}/apercu?{odd}")).status_code == 422
    assert (await claire.get(f"{PAGE}?annee=2020")).status_code == 422
    key = next(iter(select))
    assert (await claire.get(f"{PAGE}/apercu?annee=2027&{key}=ailleurs")).status_code == 422


def classes_in(text: str) -> dict[str, str]:
    """The fields of the new classes, as they are proposed."""
    return dict(re.findall(r'name="(classe-\w+)" value="([^"]*)"', text))
