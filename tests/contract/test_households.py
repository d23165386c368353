from tests.contract.places import START, Phone


async def test_the_household_is_whole(phone: Phone) -> None:
    household = await phone.backend.households.household()
    assert household.name == "Famille Martin"
    assert household.quotient == 742
    assert household.now == START
    assert [child.first_name for child in household.children] == ["Alice", "Noé", "Lila"]
    assert [child.rank for child in household.children] == [1, 2, 3]
    assert [guardian.first_name for guardian in household.guardians if guardian.you] == ["Camille"]
    assert len(household.guardians) == 2


async def test_every_service_of_a_registration_is_described_once_in_the_order_of_the_day(phone: Phone) -> None:
    household = await phone.backend.households.household()
    described = [service.id for service in household.services]
    assert len(described) == len(set(described))
    for child in household.children:
        assert child.school.name
        for registration in child.registrations:
            assert registration.first_day <= registration.last_day
            assert set(registration.services) <= set(described)
    for service in household.services:
        assert service.name
        assert service.starts < service.ends
        assert set(service.requires + service.excludes + service.linked) <= set(described) | {service.id}
    meal = household.service("restauration-scolaire")
    assert meal is not None
    assert meal.name == "Restauration scolaire"
