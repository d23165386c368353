"""Every block of the dashboard's picture."""

from __future__ import annotations

from datetime import date, timedelta

from services.models.dashboard import (
    Block,
    BookingsContent,
    CatalogueContent,
    CatalogueEntry,
    Dashboard,
    InvoicesContent,
    MessagesContent,
    NewsContent,
    ProfileContent,
    RegisteredActivity,
    RegisteredChild,
    RegistrationsContent,
    SentContent,
    SheetContent,
    ToDoContent,
)
from services.models.message import Author, Thread
from services.models.news import Course, CourseKind, Menu, NewsItem
from services.models.registration import ChildState, RegistrationState
from services.models.sheet import Notice
from tests.fakes.builders.family import household
from tests.fakes.builders.names import ALICE, EMAIL, LILA, MONDAY, NOE, NOW, SOURCE
from tests.fakes.builders.procedures import catalogue, procedure, quotient_draft
from tests.fakes.builders.slots import calendar

DASHBOARD_DAYS = 14


def dashboard(**changes: object) -> Dashboard:
    """All ten blocks, given; `changes` replace blocks (None = the city has no such block)."""
    two_weeks = calendar(MONDAY, MONDAY + timedelta(days=DASHBOARD_DAYS - 1))
    made = Dashboard(
        source=SOURCE,
        now=NOW,
        unread=3,
        bookings=Block[BookingsContent](
            value=BookingsContent(household=household(), calendar=two_weeks),
            as_of=NOW,
        ),
        invoices=Block[InvoicesContent](value=invoices_content(), as_of=NOW),
        messages=Block[MessagesContent](
            value=MessagesContent(unread=2, threads=(thread(), thread("t_menu", unread=1, subject="Menu sans porc"))),
            as_of=NOW,
        ),
        to_do=Block[ToDoContent](
            value=ToDoContent(items=(procedure(), quotient_draft()), drafts=1, to_complete=1), as_of=NOW
        ),
        sent=Block[SentContent](value=SentContent(pending=1, validated=4, rejected=1), as_of=NOW),
        catalogue=Block[CatalogueContent](
            value=CatalogueContent(
                items=tuple(CatalogueEntry(key=one.key, title=one.title, icon=one.icon) for one in catalogue()[:4]),
                others=5,
            ),
            as_of=NOW,
        ),
        news=Block[NewsContent](value=NewsContent(items=(news_item(),), menu=menu(), unread=1), as_of=NOW),
        registrations=Block[RegistrationsContent](value=registrations_content(), as_of=NOW),
        sheet=Block[SheetContent](
            value=SheetContent(
                notices=(Notice(code="INSURANCE_EXPIRED", child=NOE, child_name="Noé", until=date(2026, 8, 31)),)
            ),
            as_of=NOW,
        ),
        profile=Block[ProfileContent](value=ProfileContent(email=EMAIL, devices=2), as_of=NOW),
    )
    return made.model_copy(update=changes)


def invoices_content(**changes: object) -> InvoicesContent:
    """86,40 € for two invoices, of which 24,25 € three days late."""
    made = InvoicesContent(
        due_cents=8640,
        due_count=2,
        due_on=date(2026, 12, 5),
        overdue_cents=2425,
        overdue_since=date(2026, 11, 20),
        next_month=date(2026, 12, 1),
    )
    return made.model_copy(update=changes)


def registrations_content() -> RegistrationsContent:
    activity = RegisteredActivity(
        activity="restauration", activity_name="Restauration scolaire", state=RegistrationState.ACTIVE
    )
    renewed = activity.model_copy(update={"state": RegistrationState.TO_RENEW})
    return RegistrationsContent(
        children=(
            RegisteredChild(child=ALICE, items=(activity,), state=ChildState.UP_TO_DATE),
            RegisteredChild(child=NOE, items=(activity,), state=ChildState.PENDING),
            RegisteredChild(child=LILA, items=(renewed,), state=ChildState.TO_RENEW),
        )
    )


def thread(thread_id: str = "t_health", **changes: object) -> Thread:
    """The school service has written this morning; unread."""
    made = Thread(
        source=SOURCE,
        id=thread_id,
        service="scolaire",
        service_name="Service scolaire et périscolaire",
        subject="Certificat de vaccination",
        last_at=NOW - timedelta(minutes=20),
        last_by=Author.CITY,
        last_from="Nadia, service scolaire",
        excerpt="Bonjour, il manque le certificat de vaccination de Noé. Une photo lisible suffit.",
        unread=1,
        closed=False,
    )
    return made.model_copy(update=changes)


def news_item(news_id: str = "a_sapin", **changes: object) -> NewsItem:
    made = NewsItem(
        source=SOURCE,
        id=news_id,
        title="Le marché de Noël s'installe place de la Mairie",
        excerpt="Du 4 au 20 décembre, avec les stands des parents d'élèves.",
        publisher="Ville",
        at=NOW - timedelta(days=1),
        unread=True,
        picture=False,
        icon="tree",
    )
    return made.model_copy(update=changes)


def menu(day: date = MONDAY) -> Menu:
    return Menu(
        day=day,
        courses=(
            Course(kind=CourseKind.STARTER, name="Carottes râpées", marks=("bio",)),
            Course(kind=CourseKind.MAIN, name="Lasagnes aux légumes", marks=("vegetarian",)),
            Course(kind=CourseKind.DAIRY, name="Comté"),
            Course(kind=CourseKind.DESSERT, name="Pomme", marks=("bio",)),
        ),
    )
