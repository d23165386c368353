"""The page on which a parent lands when they come back from the bank, in whatever browser that is."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse

from city.payments.states import OrderState
from city.text import _, mark
from city.towns import Town

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http: https:; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_AGAIN_SECONDS = 5
_SAID = {
    OrderState.OPEN: mark("Votre paiement est en cours de vérification."),
    OrderState.CHECKING: mark("Votre paiement est en cours de vérification."),
    OrderState.PAID: mark("Votre paiement est enregistré. Merci."),
    OrderState.REFUSED: mark("Le paiement a été refusé par la banque. Rien n'a été débité."),
    OrderState.CANCELLED: mark("Paiement abandonné. Rien n'a été débité."),
    OrderState.EXPIRED: mark("Le délai pour payer est passé. Rien n'a été débité."),
}


def returned(town: Town, state: OrderState) -> HTMLResponse:
    """What became of the order; it asks again by itself until it is known."""
    again = state in (OrderState.OPEN, OrderState.CHECKING)
    refresh = f'<meta http-equiv="refresh" content="{_AGAIN_SECONDS}">' if again else ""
    body = f"<p role='status'>{escape(_(_SAID[state]))}</p><p>{escape(_('Vous pouvez fermer cette page.'))}</p>"
    return page(town.name, _("Paiement"), body, refresh)


def page(town_name: str, title: str, body: str, head: str = "", status: int = 200) -> HTMLResponse:
    """A sober page; `body` and `head` are HTML, already escaped."""
    shown = f"{title} – {town_name}"
    return HTMLResponse(
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(shown)}</title>{head}'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>{body}"
        f"<footer>{escape(town_name)}</footer></main></body></html>",
        status,
        headers=HEADERS,
    )


_STYLE = (
    ":root{color-scheme:light dark}body{font:18px/1.5 system-ui,sans-serif;margin:0;background:#f7f6f2;color:#16323d}"
    "main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.6rem}"
    "button{font:inherit;min-height:3rem;width:100%;margin:.4rem 0;border-radius:.7rem;border:2px solid #014054;"
    "background:#fff;color:#014054;cursor:pointer}button.first{background:#014054;color:#fff}"
    "button:focus-visible,select:focus-visible{outline:3px solid #b45309;outline-offset:2px}"
    "select{font:inherit;min-height:3rem;width:100%}dl{display:grid;grid-template-columns:auto 1fr;gap:.3rem 1rem}"
    "dd{margin:0;font-weight:600}.notice{border-left:4px solid #b45309;padding:.2rem .9rem}"
    "footer{margin-top:2rem;opacity:.75}"
    "@media(prefers-color-scheme:dark){body{background:#07242f;color:#eaf3f5}"
    "button{background:#07242f;color:#eaf3f5;border-color:#7cc4d8}button.first{background:#7cc4d8;color:#07242f}}"
)
