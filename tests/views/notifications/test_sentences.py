"""What each kind of notification says; nothing breaks on a kind or a value of tomorrow."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.models.notification import NotificationKind, Page, Target
from tests.fakes.builders import NOW, notification, notifications
from tests.views.opening import plain
from views.notifications.grouping import section_of, sections
from views.notifications.opening import route_of
from views.notifications.sentences import said
from views.text.dates import shortly

SLOT = {"child_name": "Noé", "service_name": "Accueil du soir", "date": "2026-11-24"}
TOLD = [
    (
        NotificationKind.MESSAGE,
        {"from": "Nadia, service scolaire", "excerpt": "Il manque l'attestation."},
        ("Nouveau message : Nadia, service scolaire", "« Il manque l’attestation. »"),
    ),
    (
        NotificationKind.INVOICE,
        {"title": "Octobre 2026", "total_cents": "6215", "due_on": "2026-12-05"},
        ("Facture Octobre 2026 : 62,15 €", "À régler avant le samedi 5 décembre."),
    ),
    (
        NotificationKind.INVOICE_OVERDUE,
        {"title": "Octobre 2026", "total_cents": "6215", "due_on": "2026-11-20"},
        ("Facture Octobre 2026 : en retard", "62,15 €, à régler depuis le vendredi 20 novembre."),
    ),
    (
        NotificationKind.PAYMENT,
        {"state": "paid", "total_cents": "8640", "count": "2"},
        ("Paiement reçu : 86,40 €", "2 factures sont réglées."),
    ),
    (
        NotificationKind.PAYMENT,
        {"state": "expired", "total_cents": "8640", "count": "2"},
        ("Paiement abandonné : 86,40 €", "Rien n’a été débité."),
    ),
    (
        NotificationKind.PROCEDURE_DECIDED,
        {"title": "Changement d'adresse", "state": "validated", "words": ""},
        ("Changement d’adresse : validée", ""),
    ),
    (
        NotificationKind.PLACE_FREED,
        SLOT,
        ("Une place s’est libérée", "Noé a une place : Accueil du soir, mardi 24 novembre."),
    ),
    (
        NotificationKind.BOOKING_ENDED,
        {**SLOT, "code": "CANCELLED_BY_CITY", "reason": "grève"},
        ("Annulé par la ville", "Accueil du soir de Noé, mardi 24 novembre. « grève »"),
    ),
    (
        NotificationKind.CHILD_CHANGED,
        {"child_name": "Noé", "what": "pick_up"},
        ("Du nouveau pour Noé", "L’autre foyer a changé qui peut venir le chercher."),
    ),
    (
        NotificationKind.REGISTRATION_ENDED,
        {
            "child_name": "Noé",
            "activity_name": "Mercredis",
            "date": "2026-12-01",
            "count": "2",
            "reason": "Déménagement",
        },
        (
            "Fin d’inscription : Mercredis",
            "Pour Noé, à partir du mardi 1er décembre. 2 réservations annulées sans frais. « Déménagement »",
        ),
    ),
    (
        NotificationKind.REFUND,
        {"total_cents": "8640", "means": "transfer", "reference": "VIR-12", "date": "2026-11-23"},
        ("Remboursement : 86,40 €", "Par virement, le lundi 23 novembre ; référence VIR-12."),
    ),
    (
        NotificationKind.REPRICED,
        {**SLOT, "from_cents": "385", "to_cents": "210"},
        ("Un prix a changé", "Accueil du soir de Noé, mardi 24 novembre : 2,10 € au lieu de 3,85 €."),
    ),
    (
        NotificationKind.DEADLINE,
        {
            "child_name": "Alice",
            "service_name": "Restauration scolaire",
            "date": "2026-11-26",
            "book_by": "2026-11-25T10:00:00+01:00",
        },
        (
            "Restauration scolaire de jeudi : bientôt fermé",
            "Vous réservez d’habitude le jeudi pour Alice. Cela ferme mercredi 25 novembre à 10 h.",
        ),
    ),
]


@pytest.mark.parametrize(("kind", "params", "told"), TOLD)
def test_each_kind_says_what_happened(kind: NotificationKind, params: dict[str, str], told: tuple[str, str]) -> None:
    made = said(notification(kind=kind, params=params), NOW)
    assert (plain(made.title), plain(made.sentence)) == told


@given(
    st.sampled_from(list(NotificationKind)),
    st.dictionaries(
        st.sampled_from(["date", "book_by", "opens", "due_on", "total_cents", "title", "code", "state", "reason"]),
        st.text(max_size=12),
    ),
)
def test_any_value_is_told_without_breaking(kind: NotificationKind, params: dict[str, str]) -> None:
    made = said(notification(kind=kind, params=params), NOW)
    assert isinstance(made.title, str) and made.icon is not None


def test_sections_follow_the_towns_days() -> None:
    midnight = datetime(2026, 11, 23, 0, 0, tzinfo=NOW.tzinfo)
    assert section_of(midnight, NOW) == "Aujourd’hui"
    assert section_of(midnight - timedelta(seconds=1), NOW) == "Cette semaine"
    assert section_of(midnight - timedelta(days=7), NOW) == "Plus ancien"
    named = [(name, len(items)) for name, items in sections(notifications(), NOW)]
    assert named == [("Aujourd’hui", 2), ("Cette semaine", 2), ("Plus ancien", 1)]


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(hours=1), "7 h"),
        (timedelta(hours=14, minutes=40), "hier 17 h 20"),
        (timedelta(days=3), "vendredi"),
        (timedelta(days=11), "12 novembre"),
        (timedelta(days=400), "19 octobre 2025"),
    ],
)
def test_when_is_as_short_as_it_stays_clear(ago: timedelta, shown: str) -> None:
    assert plain(shortly(NOW - ago, NOW)) == shown


def test_only_what_has_a_page_is_opened() -> None:
    assert route_of(Target(page=Page.RECEIPT, id="2026-001482")) == "/recus/2026-001482"
    assert route_of(Target(page=Page.DAY, id="2026-11-26")) == "/reservations?jour=2026-11-26"
    assert route_of(Target(page=Page.CHILD, id="c_noe")) == "/foyer"
    assert route_of(None) is None
