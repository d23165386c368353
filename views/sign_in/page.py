"""The sign-in page."""

from __future__ import annotations

import flet as ft

from views.sign_in.frame import sign_in_frame
from views.sign_in.presenter import use_sign_in
from views.sign_in.screen import forgotten_form, sign_in_form
from views.state import screen, use_layout


@screen
def SignInPage() -> ft.Control:
    state, actions = use_sign_in()
    form = forgotten_form(state, actions) if state.forgotten else sign_in_form(state, actions)
    return sign_in_frame(use_layout(), state.town_name, form, demonstration=state.demonstration_town)
