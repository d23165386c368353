"""The list of the bell: of one account alone, paged, marked, deleted and restored."""

from __future__ import annotations

from tests.city.city import City
from tests.city.notifications.bell import bell, keys, tell_news


async def test_each_guardian_has_marks_of_their_own(city: City) -> None:
    await tell_news(city)
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    shown = await bell(camille)
    [item] = shown["items"]
    assert (shown["unread"], item["kind"], item["read"]) == (1, "news", False)
    assert (item["params"], item["to"]) == ({"title": "Actualité w_1"}, {"page": "news", "id": "w_1"})
    assert item["at"] == "2026-11-23T08:00:00+01:00"

    assert (await camille.post("/notifications/read", json={"ids": [item["id"]]})).status_code == 204
    assert ((await bell(camille))["unread"], (await bell(karim))["unread"]) == (0, 1)
    assert (await camille.post("/notifications/unread", json={"ids": [item["id"]]})).status_code == 204
    assert (await bell(camille))["unread"] == 1


async def test_everything_up_to_an_instant_is_read_and_what_came_later_is_not(city: City) -> None:
    await tell_news(city, "w_1")
    seen = city.clock.now()
    city.clock.advance(seconds=1)
    await tell_news(city, "w_2")
    camille = await city.sign_in("camille")
    await camille.post("/notifications/read", json={"until": seen.isoformat()})

    assert [item["read"] for item in (await bell(camille))["items"]] == [False, True]


async def test_pages_hold_everything_once_newest_first(city: City) -> None:
    for number in range(45):
        await tell_news(city, f"w_{number:02}")
        if number % 3 == 0:
            city.clock.advance(seconds=1)
    camille = await city.sign_in("camille")
    pages, cursor = [], None
    while True:
        page = await bell(camille, cursor)
        pages.append([item["to"]["id"] for item in page["items"]])
        cursor = page["next"]
        if cursor is None:
            break
    assert [len(page) for page in pages] == [20, 20, 5]
    assert sorted(key for page in pages for key in page) == [f"w_{number:02}" for number in range(45)]
    instants = [item["at"] for item in (await bell(camille))["items"]]
    assert instants == sorted(instants, reverse=True)


async def test_a_deleted_one_can_be_restored_within_the_day_only(city: City) -> None:
    await tell_news(city)
    camille = await city.sign_in("camille")
    [item] = (await bell(camille))["items"]
    address = f"/notifications/{item['id']}"
    for _again in range(2):
        assert (await camille.delete(address)).status_code == 204
    assert (await bell(camille))["items"] == []
    await tell_news(city)
    assert (await bell(camille))["unread"] == 0, "told again, it stays deleted"

    assert (await camille.post(f"{address}/restore")).status_code == 204
    assert await keys(camille) == ["w_1"]
    await camille.delete(address)
    city.clock.advance(days=1)
    assert (await camille.post(f"{address}/restore")).status_code == 404


async def test_anothers_is_not_there(city: City) -> None:
    await tell_news(city)
    camille = await city.sign_in("camille")
    [item] = (await bell(camille))["items"]
    for other in ("karim", "samia"):
        client = await city.sign_in(other)
        assert (await client.delete(f"/notifications/{item['id']}")).status_code == 404
        assert (await client.post(f"/notifications/{item['id']}/restore")).status_code == 404
        assert (await client.post("/notifications/read", json={"ids": [item["id"]]})).status_code == 204
    shown = await bell(camille)
    assert (shown["unread"], len(shown["items"])) == (1, 1)
    assert (await city.client.get("/notifications")).status_code == 401


async def test_a_kind_that_is_off_in_the_app_is_not_listed(city: City) -> None:
    await tell_news(city)
    camille = await city.sign_in("camille")
    settings = (await camille.get("/notifications/settings")).json()
    assert settings["kinds"]["news"] == {"app": True, "mail": False}
    assert settings["kinds"]["receipt"] == {"app": False, "mail": True}
    assert settings["quiet"] == {"from": "21:00", "to": "07:00"}

    settings["kinds"]["news"]["app"] = False
    settings["quiet"] = None
    answer = await camille.put("/notifications/settings", json=settings)
    assert (answer.status_code, answer.json()) == (200, settings)
    assert (await camille.get("/notifications/settings")).json() == settings
    shown = await bell(camille)
    assert (shown["unread"], shown["items"]) == (0, [])
    assert (await bell(await city.sign_in("karim")))["unread"] == 1


async def test_what_cannot_be_read_is_refused(city: City) -> None:
    camille = await city.sign_in("camille")
    for wrong in (
        {},
        {"ids": []},
        {"ids": ["a"], "until": "2026-11-23T08:00:00+01:00"},
        {"until": "2026-11-23T08:00:00"},
    ):
        assert (await camille.post("/notifications/read", json=wrong)).status_code == 422
    for quiet in ({"from": "21:00", "to": "21:00"}, {"from": "24:00", "to": "07:00"}, {"from": "9:00", "to": "07:00"}):
        answer = await camille.put("/notifications/settings", json={"kinds": {}, "quiet": quiet})
        assert answer.status_code == 422
    unknown = {"kinds": {"spam": {"app": True, "mail": True}}, "quiet": None}
    assert (await camille.put("/notifications/settings", json=unknown)).status_code == 422
    assert (await camille.get("/notifications", params={"cursor": "pas-un-curseur"})).status_code == 422


async def test_after_a_year_it_is_forgotten(city: City) -> None:
    await tell_news(city)
    city.clock.advance(days=364)
    await tell_news(city, "w_2")
    city.clock.advance(days=2)
    camille = await city.sign_in("camille")
    await city.run_jobs("forget")
    assert await keys(camille) == ["w_2"]
