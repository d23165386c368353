"""The family of the pictures: Alice, Noé and Lila Martin, the week of 23 November 2026, seen on Monday at 8:00."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.models import (
    Account,
    Calendar,
    Child,
    Contact,
    Day,
    DayKind,
    Guardian,
    Household,
    Line,
    Moment,
    OnFull,
    Op,
    Reason,
    Receipt,
    ReceiptLine,
    Recurrence,
    RecurrenceKind,
    Registration,
    School,
    Service,
    Slot,
    SlotKey,
    SlotState,
    Tick,
    Town,
    TypicalWeek,
    Verdict,
)

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=PARIS)
MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
SUNDAY = date(2026, 11, 29)
SOURCE = "villiers-sur-marne"
EMAIL = "camille.martin@exemple.fr"
PASSWORD = "un mot de passe long"

ALICE, NOE, LILA = "c_alice", "c_noe", "c_lila"
MORNING, MEAL, EVENING = "accueil-matin", "restauration-scolaire", "accueil-soir"
WEDNESDAY, WEDNESDAY_MORNING = "mercredi-journee", "mercredi-matin"
PRICES = {MORNING: 140, MEAL: 385, EVENING: 260, WEDNESDAY: 1220, WEDNESDAY_MORNING: 740}

_HOURS = {
    MORNING: (time(7, 30), time(8, 30)),
    MEAL: (time(11, 30), time(13, 30)),
    EVENING: (time(16, 30), time(18, 30)),
    WEDNESDAY: (time(7, 30), time(18, 30)),
    WEDNESDAY_MORNING: (time(7, 30), time(13, 30)),
}
_REGISTERED = {
    ALICE: (MEAL, EVENING, WEDNESDAY),
    NOE: (MORNING, MEAL, EVENING, WEDNESDAY, WEDNESDAY_MORNING),
    LILA: (MORNING, MEAL, EVENING, WEDNESDAY),
}
# The picture, Monday to Friday: what each child has of each service. Nothing said = free.
_PICTURE: dict[tuple[str, str], dict[int, SlotState]] = {
    (ALICE, MEAL): {0: SlotState.BOOKED, 1: SlotState.BOOKED},
    (ALICE, EVENING): {0: SlotState.CLOSED, 1: SlotState.BOOKED},
    (ALICE, WEDNESDAY): {2: SlotState.BOOKED},
    (NOE, MORNING): {0: SlotState.CLOSED},
    (NOE, MEAL): {0: SlotState.BOOKED, 1: SlotState.BOOKED, 3: SlotState.BOOKED, 4: SlotState.BOOKED},
    (NOE, EVENING): {0: SlotState.CLOSED, 1: SlotState.FULL, 3: SlotState.WAITLISTED},
    (NOE, WEDNESDAY): {2: SlotState.BOOKED},
    (LILA, MORNING): {0: SlotState.BOOKED, 1: SlotState.BOOKED, 3: SlotState.BOOKED, 4: SlotState.CLOSED},
    (LILA, MEAL): {0: SlotState.BOOKED, 1: SlotState.AWAITING_VALIDATION, 4: SlotState.CLOSED},
    (LILA, EVENING): {0: SlotState.BOOKED, 4: SlotState.CLOSED},
}
_BOOKABLE = frozenset({SlotState.FREE, SlotState.FULL})
_LEAVABLE = frozenset({SlotState.BOOKED, SlotState.WAITLISTED, SlotState.AWAITING_VALIDATION, SlotState.HELD})


def town(**changes: object) -> Town:
    """Villiers-sur-Marne as it says of itself; `changes` replace fields."""
    contact = Contact(
        service_name="Service scolaire et périscolaire",
        email="inscription.scolaire@exemple.fr",
        phone="01 49 41 28 00",
        address="Parc de la Mairie",
    )
    made = Town(
        source=SOURCE,
        id=SOURCE,
        name="Villiers-sur-Marne",
        time_zone="Europe/Paris",
        demonstration=True,
        seed_colour="#17607A",
        contact=contact,
    )
    return made.model_copy(update=changes)


def account(account_id: str = "p_camille", email: str = EMAIL) -> Account:
    return Account(id=account_id, email=email, first_name="Camille", last_name="Martin")


def service(service_id: str) -> Service:
    names = {
        MORNING: ("Accueil du matin", "matin", "sunrise", Moment.MORNING),
        MEAL: ("Restauration scolaire", "midi", "meal", Moment.NOON),
        EVENING: ("Accueil du soir", "soir", "evening", Moment.EVENING),
        WEDNESDAY: ("Mercredi journée", "journée", "day", Moment.DAY),
        WEDNESDAY_MORNING: ("Mercredi matin", "matin", "sunrise", Moment.DAY),
    }
    name, short_name, icon, moment = names[service_id]
    others = {WEDNESDAY: (WEDNESDAY_MORNING,), WEDNESDAY_MORNING: (WEDNESDAY,)}
    return Service(
        id=service_id,
        name=name,
        short_name=short_name,
        activity=service_id,
        activity_name=name,
        icon=icon,
        moment=moment,
        starts=_HOURS[service_id][0],
        ends=_HOURS[service_id][1],
        excludes=others.get(service_id, ()),
    )


def _child(child_id: str, first_name: str, born: date, rank: int, school: School, class_name: str) -> Child:
    registrations = tuple(
        Registration(
            activity=service_id,
            services=(service_id,),
            first_day=date(2026, 9, 1),
            last_day=date(2027, 7, 2),
            state="active",
        )
        for service_id in _REGISTERED[child_id]
    )
    return Child(
        id=child_id,
        first_name=first_name,
        last_name="Martin",
        birth_date=born,
        rank=rank,
        school=school,
        class_name=class_name,
        registrations=registrations,
    )


def household(children: int = 3, now: datetime = NOW) -> Household:
    """Famille Martin with its first `children` children."""
    jaures = School(id="jean-jaures", name="École Jean-Jaurès")
    peguy = School(id="charles-peguy", name="Maternelle Charles-Péguy")
    all_children = (
        _child(ALICE, "Alice", date(2016, 5, 4), 1, jaures, "CM1"),
        _child(NOE, "Noé", date(2020, 2, 17), 2, jaures, "CP"),
        _child(LILA, "Lila", date(2022, 9, 30), 3, peguy, "Moyenne section"),
    )
    return Household(
        source=SOURCE,
        now=now,
        id="h_martin",
        name="Famille Martin",
        quotient=742,
        guardians=(
            Guardian(id="p_camille", first_name="Camille", last_name="Martin", you=True),
            Guardian(id="p_sacha", first_name="Sacha", last_name="Martin", you=False),
        ),
        children=all_children[:children],
        services=tuple(service(service_id) for service_id in PRICES),
    )


def deadline(day: date) -> datetime:
    """10:00 on the last weekday before `day`."""
    before = day - timedelta(days=3 if day.weekday() == 0 else 1)
    return datetime.combine(before, time(10), PARIS)


def slot(child: str, service_id: str, day: date, state: SlotState = SlotState.FREE, **changes: object) -> Slot:
    """A slot whose flags, limits and reason follow its state and the deadline; `changes` replace fields."""
    open_still = deadline(day) > NOW
    can_book = open_still and state in _BOOKABLE
    can_cancel = open_still and state in _LEAVABLE
    late = "CANCEL_DEADLINE_PASSED" if state in _LEAVABLE else "DEADLINE_PASSED"
    closed = state is SlotState.CLOSED and open_still
    code = "CITY_CLOSED" if closed else "FULL" if state is SlotState.FULL else "OPEN" if open_still else late
    made = Slot(
        child=child,
        service=service_id,
        day=day,
        state=SlotState.CLOSED if state is SlotState.FREE and not open_still else state,
        can_book=can_book,
        can_cancel=can_cancel,
        book_by=deadline(day),
        cancel_by=deadline(day),
        price_cents=PRICES[service_id],
        places_left=0 if state is SlotState.FULL else None,
        position={SlotState.FULL: 1, SlotState.WAITLISTED: 3}.get(state),
        reason=Reason(code=code, params={} if closed else {"book_by": deadline(day).isoformat()}),
    )
    return made.model_copy(update=changes)


def day_of(day: date) -> Day:
    kind = DayKind.WEEKEND if day.weekday() > 4 else DayKind.WEDNESDAY if day.weekday() == 2 else DayKind.SCHOOL
    return Day(day=day, kind=kind)


def calendar(first_day: date = MONDAY, last_day: date = SUNDAY, *, children: int = 3, now: datetime = NOW) -> Calendar:
    """The week of the picture; any other week is free (or closed, once past)."""
    days = tuple(first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1))
    slots: list[Slot] = []
    for day in days:
        for child in (ALICE, NOE, LILA)[:children]:
            for service_id in _REGISTERED[child]:
                on_wednesday = service_id in (WEDNESDAY, WEDNESDAY_MORNING)
                if day.weekday() > 4 or on_wednesday != (day.weekday() == 2):
                    continue
                picture = _PICTURE.get((child, service_id), {}) if MONDAY <= day <= FRIDAY else {}
                changes: dict[str, object] = {}
                if (child, service_id, day) == (ALICE, EVENING, date(2026, 11, 26)):
                    changes["places_left"] = 2
                slots.append(slot(child, service_id, day, picture.get(day.weekday(), SlotState.FREE), **changes))
    marked = tuple(day_of(day) for day in days)
    return Calendar(source=SOURCE, now=now, first_day=first_day, last_day=last_day, days=marked, slots=tuple(slots))


def line(child: str, service_id: str, day: date, op: Op = Op.BOOK, on_full: OnFull = OnFull.REFUSE) -> Line:
    return Line(op=op, child=child, service=service_id, day=day, price_cents=PRICES[service_id], on_full=on_full)


def receipt_line(asked: Line, verdict: Verdict, code: str | None = None, position: int | None = None) -> ReceiptLine:
    names = {ALICE: "Alice", NOE: "Noé", LILA: "Lila"}
    return ReceiptLine(
        op=asked.op,
        child=asked.child,
        service=asked.service,
        day=asked.day,
        verdict=verdict,
        code=code or verdict.value.upper(),
        price_cents=asked.price_cents,
        position=position,
        child_name=names.get(asked.child, asked.child),
        service_name=service(asked.service).name,
    )


def total_of(lines: tuple[ReceiptLine, ...]) -> int:
    """Booked and held − cancelled, in cents."""
    signs = {Verdict.BOOKED: 1, Verdict.HELD: 1, Verdict.CANCELLED: -1}
    return sum(signs.get(answered.verdict, 0) * answered.price_cents for answered in lines)


def receipt(number: str = "2026-001482", lines: tuple[ReceiptLine, ...] | None = None, at: datetime = NOW) -> Receipt:
    """The receipt of the picture: two booked, one cancelled, one on the waiting list."""
    thursday = date(2026, 11, 26)
    pictured = (
        receipt_line(line(NOE, MORNING, thursday), Verdict.BOOKED),
        receipt_line(line(ALICE, MEAL, thursday), Verdict.BOOKED),
        receipt_line(line(NOE, MEAL, thursday, Op.CANCEL), Verdict.CANCELLED),
        receipt_line(line(ALICE, EVENING, thursday, on_full=OnFull.WAIT), Verdict.WAITLISTED, position=3),
    )
    answered = pictured if lines is None else lines
    return Receipt(
        source=SOURCE,
        number=number,
        received_at=at,
        by="Camille Martin",
        total_cents=total_of(answered),
        lines=answered,
    )


def typical_week(week_id: str = "w_ecole", child: str = ALICE, name: str = "École") -> TypicalWeek:
    """Meals on Monday, Tuesday, Thursday and Friday, the evening on Tuesday."""
    ticks = (*(Tick(weekday=weekday, service=MEAL) for weekday in (1, 2, 4, 5)), Tick(weekday=2, service=EVENING))
    return TypicalWeek(
        source=SOURCE,
        id=week_id,
        child=child,
        name=name,
        services=(MEAL, EVENING),
        ticks=ticks,
        recurrence=Recurrence(kind=RecurrenceKind.EVERY),
    )


def key(child: str, service_id: str, day: date) -> SlotKey:
    return SlotKey(child, service_id, day)
