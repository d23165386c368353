"""The week of 23 November 2026, seen on Monday at 8:00, and the keys of everything in it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

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
