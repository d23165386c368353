"""What is missing or out of date in a household's sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from city.sheets.schemas import ChildOut, NoticeOut, QuotientOut

SOON = timedelta(days=30)


def notices(
    children: Sequence[ChildOut], quotient: QuotientOut | None, today: date, *, reachable: bool
) -> list[NoticeOut]:
    """The most pressing kind first, then in order of birth. `reachable`: there is an emergency contact."""
    found = [
        *_of_household(quotient, today, reachable=reachable),
        *(one for child in children for one in _of_child(child, today)),
    ]
    order = {"QUOTIENT_LAPSED": 0, "INSURANCE_EXPIRED": 1, "PAI_ENDS": 2, "QUOTIENT_ENDS": 3}
    return sorted(found, key=lambda notice: order.get(notice.code, len(order)))


def _of_household(quotient: QuotientOut | None, today: date, *, reachable: bool) -> Iterator[NoticeOut]:
    if quotient is not None and quotient.last is not None:
        if quotient.last < today:
            yield NoticeOut(code="QUOTIENT_LAPSED", until=quotient.last)
        elif quotient.last <= today + SOON:
            yield NoticeOut(code="QUOTIENT_ENDS", until=quotient.last)
    if not reachable:
        yield NoticeOut(code="CONTACT_MISSING")


def _of_child(child: ChildOut, today: date) -> Iterator[NoticeOut]:
    def about(code: str, until: date | None = None) -> NoticeOut:
        return NoticeOut(code=code, child=child.id, child_name=child.first_name, until=until)

    insurance = child.insurance
    if insurance is None or not insurance.company:
        yield about("INSURANCE_MISSING")
    elif insurance.until is not None and insurance.until < today:
        yield about("INSURANCE_EXPIRED", insurance.until)
    if child.doctor is None or not child.doctor.phone:
        yield about("DOCTOR_MISSING")
    if child.pai is not None and child.pai.until <= today + SOON:
        yield about("PAI_ENDS", child.pai.until)
