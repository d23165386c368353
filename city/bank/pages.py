"""The test bank's page: French, sober, and clear that no money moves."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse

from city.bank.models import BankOperationRow
from city.bank.operations import Act, Notify
from city.payments.pages import page
from city.text import _, mark

_CHOICES = (
    (Act.CARD, mark("Payer par carte bancaire")),
    (Act.DEBIT, mark("Payer par prélèvement")),
    (Act.REFUSED, mark("Simuler un refus de la carte")),
    (Act.DEBIT_REFUSED, mark("Simuler un refus du prélèvement")),
    (Act.ABANDON, mark("Abandonner")),
)
_NOTIFICATIONS = (
    (Notify.AT_ONCE, mark("tout de suite")),
    (Notify.LATE, mark("en retard (2 minutes)")),
    (Notify.TWICE, mark("deux fois")),
    (Notify.NEVER, mark("jamais")),
)


def ask(town_name: str, row: BankOperationRow) -> HTMLResponse:
    """What is to be paid, and the choices."""
    euros = _("{units},{cents} €").format(units=row.cents // 100, cents=f"{row.cents % 100:02d}")
    facts = ((_("Montant"), euros), (_("Référence"), row.refdet), (_("Objet"), row.objet), (_("Courriel"), row.mel))
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    buttons = "".join(
        f'<button name="resultat" value="{act.value}"{" class=first" if act is Act.CARD else ""}>'
        f"{escape(_(words))}</button>"
        for act, words in _CHOICES
    )
    options = "".join(f'<option value="{way.value}">{escape(_(words))}</option>' for way, words in _NOTIFICATIONS)
    body = (
        f"<p class=notice>{escape(_('Banque de démonstration : aucun argent ne circule.'))}</p><dl>{listed}</dl>"
        f'<form method="post">{buttons}<p><label for="avis">{escape(_("Prévenir la ville :"))}</label>'
        f'<select id="avis" name="avis">{options}</select></p></form>'
    )
    return page(town_name, _("Paiement sécurisé (test)"), body)


def over(town_name: str) -> HTMLResponse:
    """The operation is unknown, or its quarter of an hour is over."""
    body = f"<p role='status'>{escape(_('Cette opération n’existe pas, ou son délai est passé.'))}</p>"
    return page(town_name, _("Paiement sécurisé (test)"), body, status=410)
