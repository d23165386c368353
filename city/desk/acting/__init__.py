"""Who is at the desk, what their form says, what they may do: what a page or an act of any room asks for."""

from __future__ import annotations

from city.desk.acting.context import Acting, AtTheDesk, acting_with, agent_with
from city.desk.acting.files import examined, files_of
from city.desk.acting.forms import Day, Form, day_of
from city.desk.acting.refusals import BadForm, ChangedMeanwhile, FormNotOurs, SignedInAlready
from city.desk.acting.security import COOKIE, DeskHeaders, comes_from_here
from city.desk.acting.trying import tried

__all__ = [
    "COOKIE",
    "Acting",
    "AtTheDesk",
    "BadForm",
    "ChangedMeanwhile",
    "Day",
    "DeskHeaders",
    "Form",
    "FormNotOurs",
    "SignedInAlready",
    "acting_with",
    "agent_with",
    "comes_from_here",
    "day_of",
    "examined",
    "files_of",
    "tried",
]
