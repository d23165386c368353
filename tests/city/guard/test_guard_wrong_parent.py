"""A parent sees, reads, guesses and changes nothing of another household, whatever the address and whatever the ids."""

from __future__ import annotations

import pytest

from tests.city.city import City
from tests.city.conftest import TOWN_FILE
from tests.city.guard.addresses import addresses_of
from tests.city.guard.aims import AIMED, API, LEAVING, MAKING, OWN
from tests.city.guard.classes import LASTING, PUBLIC, SAME_FOR_ALL, part_of_desk
from tests.city.guard.family import CAMILLE, OTHER_HOME, STRANGER, account, signed_in
from tests.city.guard.kept import difference, everything_in, mentioning
from tests.city.guard.theirs import everything_of, words_of
from tests.city.guard.wrong_parent import Tried, WrongParent, text_of

TOWN_TEXT = TOWN_FILE.read_text(encoding="utf-8")


async def test_every_address_says_who_may_ask(lived_in: City) -> None:
    every = addresses_of(lived_in.app)
    aimed = {str(aim.address(every)) for aim in (*AIMED, *MAKING, *OWN, LEAVING)}
    listed = aimed | SAME_FOR_ALL | PUBLIC.keys() | LASTING.keys()
    unlisted = [str(one) for one in sorted(every) if str(one) not in listed and part_of_desk(one) is None]

    assert unlisted == [], "decide who may ask for these and write it in tests/city/guard (aims.py, classes.py)"
    assert listed <= {str(one) for one in every}, "these are gone"


@pytest.mark.parametrize(("who", "lived_in"), [(STRANGER, "sqlite"), (OTHER_HOME, "postgresql")], indirect=["lived_in"])
async def test_the_wrong_parent_finds_nothing(lived_in: City, who: str) -> None:
    camille = await signed_in(lived_in, CAMILLE)
    client, me = await signed_in(lived_in, who), await account(lived_in.database, who)
    own = (await client.get(f"{API}/household")).json()["children"][0]["id"]
    theirs = await everything_of(camille, client)
    words = await words_of(theirs, client, lived_in.database, TOWN_TEXT)
    before = await everything_in(lived_in.database)

    intruder = WrongParent(client, own)
    answers = [answer for aim in OWN for answer in await intruder.ask_all(aim, theirs)]
    tried = [one for aim in (*AIMED, *MAKING) for one in await intruder.try_all(aim, theirs)]
    answers += await intruder.ask_all(LEAVING, theirs)

    assert {CAMILLE, "Famille Martin", f"Téléphone de {CAMILLE}"} <= words
    assert [describe(one) for one in tried if not one.same] == []
    told = [*(text_of(answer) for answer in answers), *(one.told for one in tried)]
    assert [word for word in words if any(word in text for text in told)] == []
    assert [answer.request.url for answer in answers if answer.status_code >= 500] == []
    after = difference(before, await everything_in(lived_in.database))
    allowed = {("submission_counter", "[2026]"), *mentioning(before, [me.id])}
    assert {key: change for key, change in after.changed.items() if key not in allowed} == {}
    own_rows = mentioning(after.added, [me.household_id])
    assert mentioning({key: row for key, row in after.added.items() if key not in own_rows}, theirs.people) == {}


def describe(one: Tried) -> str:
    """What tells the real ids from made-up ones."""
    answers = (f"{answer.status_code} {answer.text[:150]}" for answer in (one.answer, one.reference))
    return f"{one.what}: {' instead of '.join(answers)}"
