"""The sign-in page."""

from __future__ import annotations

import flet as ft

from views.sign_in.frame import sign_in_frame
from views.sign_in.presenter import use_sign_in
from views.sign_in.screen import forgotten_form, sign_in_form
from views.state import screen, use_installation, use_layout


@screen
def SignInPage() -> ft.Control:
    state, actions = use_sign_in()
    form = forgotten_form(state, actions) if state.forgotten else sign_in_form(state, actions)
    towns = use_installation().towns
    return sign_in_frame(
        use_layout(),
        state.town_name or (towns.name if towns is not None else ""),
        form,
        demonstration=state.demonstration_town,
        other_towns=towns is not None,
    )
