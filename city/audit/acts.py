"""The acts that the audit knows, in French for who reads it."""

from __future__ import annotations

from enum import StrEnum

from city.text import _, mark


class Act(StrEnum):
    """What an agent did. A new kind of act is a new line here and in `_LABELS`."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHOSEN = "password_chosen"  # noqa: S105 - the name of an act
    AGENT_ADDED = "agent_added"
    AGENT_LINKED = "agent_linked"
    ROLE_CHANGED = "role_changed"
    AGENT_LEFT = "agent_left"
    ATTENDANCE_NOTED = "attendance_noted"
    DAYS_CLOSED = "days_closed"
    DAYS_REOPENED = "days_reopened"
    CAPACITY_CHANGED = "capacity_changed"
    BOOKING_VALIDATED = "booking_validated"
    BOOKING_REFUSED = "booking_refused"
    PROCEDURE_VALIDATED = "procedure_validated"
    PROCEDURE_REJECTED = "procedure_rejected"
    PROCEDURE_SENT_BACK = "procedure_sent_back"
    GUARDIAN_INVITED = "guardian_invited"
    ACCOUNT_DELETED = "account_deleted"
    DELETION_REFUSED = "deletion_refused"
    MESSAGE_WRITTEN = "message_written"
    MESSAGE_ANSWERED = "message_answered"
    THREAD_CLOSED = "thread_closed"
    NEWS_PUBLISHED = "news_published"
    NEWS_CHANGED = "news_changed"
    NEWS_WITHDRAWN = "news_withdrawn"
    MENUS_TRIED = "menus_tried"
    MENUS_IMPORTED = "menus_imported"
    LIST_TRIED = "list_tried"
    LIST_APPLIED = "list_applied"
    CLASSES_TURNED = "classes_turned"
    REGISTRATION_ENDED = "registration_ended"
    INVOICES_ISSUED = "invoices_issued"
    PAYMENT_TAKEN = "payment_taken"
    REFUNDED = "refunded"

    @property
    def label(self) -> str:
        """The act in French."""
        return _(_LABELS[self])


_LABELS = {
    Act.SIGNED_IN: mark("s'est connecté au guichet"),
    Act.SIGNED_OUT: mark("s'est déconnecté"),
    Act.PASSWORD_CHOSEN: mark("a choisi son mot de passe"),
    Act.AGENT_ADDED: mark("a ajouté un agent"),
    Act.AGENT_LINKED: mark("a donné un lien de mot de passe"),
    Act.ROLE_CHANGED: mark("a changé le rôle d'un agent"),
    Act.AGENT_LEFT: mark("a retiré un agent"),
    Act.ATTENDANCE_NOTED: mark("a noté des présences"),
    Act.DAYS_CLOSED: mark("a fermé des jours"),
    Act.DAYS_REOPENED: mark("a rouvert des jours"),
    Act.CAPACITY_CHANGED: mark("a changé un nombre de places"),
    Act.BOOKING_VALIDATED: mark("a accepté une réservation"),
    Act.BOOKING_REFUSED: mark("a refusé une réservation"),
    Act.PROCEDURE_VALIDATED: mark("a validé une démarche"),
    Act.PROCEDURE_REJECTED: mark("a rejeté une démarche"),
    Act.PROCEDURE_SENT_BACK: mark("a demandé un complément"),
    Act.GUARDIAN_INVITED: mark("a renvoyé une invitation"),
    Act.ACCOUNT_DELETED: mark("a supprimé un compte"),
    Act.DELETION_REFUSED: mark("a refusé la suppression d'un compte"),
    Act.MESSAGE_WRITTEN: mark("a écrit à une famille"),
    Act.MESSAGE_ANSWERED: mark("a répondu à un message"),
    Act.THREAD_CLOSED: mark("a classé un échange"),
    Act.NEWS_PUBLISHED: mark("a publié une actualité"),
    Act.NEWS_CHANGED: mark("a modifié une actualité"),
    Act.NEWS_WITHDRAWN: mark("a retiré une actualité"),
    Act.MENUS_TRIED: mark("a vérifié un fichier de menus"),
    Act.MENUS_IMPORTED: mark("a importé des menus"),
    Act.LIST_TRIED: mark("a vérifié une liste de foyers"),
    Act.LIST_APPLIED: mark("a importé une liste de foyers"),
    Act.CLASSES_TURNED: mark("a fait passer les classes à une nouvelle année"),
    Act.REGISTRATION_ENDED: mark("a mis fin à une inscription"),
    Act.INVOICES_ISSUED: mark("a émis des factures"),
    Act.PAYMENT_TAKEN: mark("a encaissé un règlement"),
    Act.REFUNDED: mark("a remboursé un foyer"),
}
