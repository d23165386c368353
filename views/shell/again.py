"""The session has ended and everything is kept: the password is asked over the page."""

from __future__ import annotations

import flet as ft

from views.design import SPACE, primary_button, text, text_button
from views.sign_in.fields import email_field, password_field
from views.sign_in.form import credentials_error
from views.state import screen, use_mutation, use_portal, use_typed
from views.text import _


@screen
def SignInAgain() -> ft.Control:
    """The content of the sheet: the e-mail is filled in; « Vous reprendrez où vous en étiez »."""
    portal = use_portal()
    password = use_typed()
    shown, set_shown = ft.use_state(False)
    account = portal.account
    email = account.email if account is not None else ""
    known = use_typed(email)

    signing_in = use_mutation(portal.sign_in)
    signing_out = use_mutation(portal.sign_out)

    async def submit() -> None:
        if password.text():
            await signing_in.run(email, password.text())

    return ft.Column(
        [
            text(_("Pour votre sécurité, reconnectez-vous. Vous reprendrez où vous en étiez."), "body", "ink_soft"),
            email_field(known, read_only=True),
            password_field(
                password,
                shown=shown,
                on_show=lambda: set_shown(not shown),
                on_submit=submit,
                error=credentials_error(signing_in.error),
                autofocus=True,
            ),
            primary_button(_("Se connecter"), submit, busy=signing_in.busy),
            text_button(_("Changer de compte"), signing_out.run, busy=signing_out.busy),
        ],
        spacing=SPACE.medium,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
