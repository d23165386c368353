"""Receipts: titles, reasons, sums, the list and what waits on the device."""

from __future__ import annotations

from datetime import date

import pytest

from services.errors import ErrorKind
from services.models import FollowUp, Op, Receipt, ReceiptLine, Verdict
from tests.fakes import builders
from tests.fakes.portal import PortalKit
from tests.views.booking.app import tap
from tests.views.opening import field, labels, opened, press
from views.booking.bar import billing
from views.receipts.paper import line_cents, received, summary_of, verdict_word
from views.receipts.sentences import explanation, followed, ordered, receipt_title, refusal
from views.state import Installation
from views.text import typeset

THURSDAY = date(2026, 11, 26)


def line(verdict: Verdict, code: str = "", op: Op = Op.BOOK, **params: str) -> ReceiptLine:
    made = builders.receipt_line(builders.line(builders.ALICE, builders.MEAL, THURSDAY, op), verdict, code or None)
    return made.model_copy(update={"params": params})


def receipt(*lines: ReceiptLine) -> Receipt:
    return builders.receipt(lines=lines)


def test_the_title_says_all_some_or_none() -> None:
    done, refused = line(Verdict.BOOKED), line(Verdict.REFUSED, "FULL")
    assert receipt_title(receipt(done)) == "C’est enregistré"
    assert receipt_title(receipt(done, refused)) == typeset("Enregistré, sauf 1 ligne")
    assert receipt_title(receipt(refused)) == "Rien n’a été réservé"
    assert ordered(receipt(done, refused))[0] == refused, "the refused lines come first"


@pytest.mark.parametrize(
    ("answered", "sentence"),
    [
        (line(Verdict.REFUSED, "FULL"), "La dernière place est partie pendant votre choix"),
        (
            line(Verdict.REFUSED, "DEADLINE_PASSED", book_by="2026-11-22T10:00:00+01:00"),
            "Le délai est passé depuis hier 10 h",
        ),
        (
            line(Verdict.REFUSED, "NOT_OPEN", opens="2027-01-04T08:30:00+01:00"),
            "S'ouvre le lundi 4 janvier à 8 h 30",
        ),
        (
            line(Verdict.REFUSED, "PRICE_CHANGED").model_copy(update={"price_cents": 260}),
            "Ce créneau a changé pendant votre choix : il coûte maintenant 2,60 €",
        ),
        (line(Verdict.REFUSED, "REQUIRES", service="etude"), "Un autre service doit être réservé d'abord"),
        (
            line(Verdict.REFUSED, "REQUIRES", Op.CANCEL, service="etude"),
            "Un autre service réservé ce jour-là en dépend : annulez-le aussi",
        ),
        (line(Verdict.REFUSED, "A_CODE_OF_TOMORROW"), "La ville a refusé cette ligne"),
        (line(Verdict.REFUSED, "DEADLINE_PASSED", book_by="soon"), "Le délai est passé"),
    ],
)
def test_a_refusal_says_why(answered: ReceiptLine, sentence: str) -> None:
    assert refusal(answered, builders.NOW) == typeset(sentence)


def test_sums_and_words_of_each_verdict() -> None:
    pictured = builders.receipt()
    assert [line_cents(one) for one in pictured.lines] == [140, 385, -385, None]
    assert [verdict_word(one) for one in pictured.lines] == ["Réservé", "Réservé", "Annulé", "3e en attente"]
    assert billing(summary_of(pictured)) == "sur la facture de novembre"
    by = received(pictured, builders.NOW).replace("\u00a0", " ")
    assert by == "Lundi 23 novembre 2026 à 8 h, par Camille Martin"
    assert "place 3e" in (explanation(pictured.lines[3]) or "")


def test_what_followed_is_told_and_an_unknown_code_too() -> None:
    told = [
        followed(FollowUp(at=builders.NOW, child="c", service="s", day=THURSDAY, code=code), "Alice", "Accueil du soir")
        for code in ("PLACE_FREED", "A_CODE_OF_TOMORROW")
    ]
    assert "une place s’est libérée" in told[0] and "A_CODE" not in told[1]


@pytest.mark.parametrize(
    ("code", "params", "sentence"),
    [
        ("REPRICED", {"from_cents": "385", "to_cents": "520"}, "le prix passe de 3,85 € à 5,20 €."),
        ("REPRICED", {}, "le prix a changé."),
        ("REPRICED", {"from_cents": "soon", "to_cents": "520"}, "le prix a changé."),
        ("HOLD_EXPIRED", {}, "la place gardée n'a pas été confirmée à temps, elle est rendue."),
        ("EXPIRED", {}, "la place gardée n'a pas été confirmée à temps, elle est rendue."),
        ("PLACE_FREED", {}, "une place s'est libérée : c'est réservé."),
        ("WAITING_LIST_CLOSED", {}, "la liste d'attente est close, aucune place ne s'est libérée."),
        ("CANCELLED_BY_CITY", {}, "annulé par la ville, sans frais."),
        ("CANCELLED_BY_CITY", {"reason": "grève"}, "annulé par la ville, sans frais (grève)."),
    ],
)
def test_each_follow_up_has_its_sentence(code: str, params: dict[str, str], sentence: str) -> None:
    after = FollowUp(at=builders.NOW, child="c", service="s", day=THURSDAY, code=code)
    assert followed(after, "Alice", "Cantine", params) == typeset(f"Cantine, Alice, jeudi 26 novembre : {sentence}")


async def test_the_list_shows_searches_and_opens(kit: PortalKit) -> None:
    kit.city.kept_receipts.append(builders.receipt())
    async with opened(kit, route="/recus") as lab:
        await lab.until(lambda: "Reçu n° 2026-001482" in labels(lab))
        await lab.type(field(lab, "Chercher un reçu"), "zzz")
        await lab.until(lambda: "Aucun reçu ne contient « zzz »." in labels(lab))
        await lab.type(field(lab, "Chercher un reçu"), "")
        await tap(lab, "Reçu n° 2026-001482")
        await lab.until(lambda: "Sur la facture de novembre" in labels(lab))


async def test_the_receipt_is_saved_or_shared_as_a_paper_and_why_not_is_said(kit: PortalKit) -> None:
    await kit.portal.submit((builders.line(builders.ALICE, builders.MEAL, THURSDAY),))
    async with opened(kit, route="/recus/2026-001482") as lab:
        lab.connection.replies["share_files"] = {"status": "success", "raw": "mail"}
        await lab.until(lambda: "Enregistrer le reçu (PDF)" in labels(lab), limit=300)
        kit.city.fail_with(ErrorKind.OFFLINE, "receipt_paper")
        await press(lab, "Enregistrer le reçu (PDF)")
        await lab.until(lambda: "Pas de réseau. Réessayez à son retour." in labels(lab), limit=300)
        kit.city.fail_with(None, "receipt_paper")
        await press(lab, "Enregistrer le reçu (PDF)")
        await press(lab, "Partager")
        [saved] = [args for _id, name, args in lab.connection.invoked if name == "save_file"]
        [shared] = [args for _id, name, args in lab.connection.invoked if name == "share_files"]
        assert saved["file_name"] == shared["files"][0]["name"] == "recu-2026-001482.pdf"
        assert saved["src_bytes"] == shared["files"][0]["data"] == b"%PDF-1.7 2026-001482"
        assert "Pas de réseau. Réessayez à son retour." not in labels(lab)


async def test_what_waits_on_the_device_stands_first(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "submit")
    await kit.portal.submit((builders.line(builders.ALICE, builders.MEAL, THURSDAY),))
    async with opened(kit, route="/recus") as lab:
        await lab.until(lambda: "Gardé sur cet appareil" in labels(lab))


async def test_what_waited_and_went_is_told_as_sent(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "submit")
    await kit.portal.submit((builders.line(builders.ALICE, builders.MEAL, THURSDAY),))
    async with opened(kit, route="/recus?garde=1") as lab:
        await lab.until(lambda: any(said.startswith("Gardé sur cet appareil") for said in labels(lab)))
        kit.city.fail_with(None, "submit")
        await kit.portal.send_pending()
        await lab.until(lambda: "C’est envoyé. Votre reçu est en tête de liste." in labels(lab), limit=300)


async def test_what_was_given_up_is_not_told_as_sent(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "submit")
    await kit.portal.submit((builders.line(builders.ALICE, builders.MEAL, THURSDAY),))
    kit.city.fail_with(ErrorKind.TOO_BIG, "submit")
    await kit.portal.send_pending()
    async with opened(kit, route="/recus") as lab:
        await lab.until(lambda: "Abandonner cet envoi" in labels(lab), limit=300)
        await press(lab, "Abandonner cet envoi")
        await lab.until(lambda: "Gardé sur cet appareil" not in labels(lab), limit=300)
        assert not any(said.startswith("C’est envoyé") for said in labels(lab))


async def test_what_is_kept_is_said_where_it_is_kept(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "submit")
    await kit.portal.submit((builders.line(builders.ALICE, builders.MEAL, THURSDAY),))
    for installation, words in (
        (Installation(), "Gardé sur cet appareil"),
        (Installation(fleeting=True), "Gardé tant que cette page reste ouverte"),
    ):
        async with opened(kit, route="/recus", installation=installation) as lab:
            assert words in labels(lab)


def test_leaving_a_list_tells_the_lists_left_with_it() -> None:
    left = line(Verdict.CANCELLED, "OPEN", Op.CANCEL, also="etude accueil-soir")
    names = {"etude": "Étude surveillée", "accueil-soir": "Accueil du soir"}
    assert explanation(left, names) == typeset(
        "Restauration scolaire, Alice, jeudi 26 novembre : étude surveillée et accueil du soir en dépendaient, "
        "leur liste d'attente est quittée aussi."
    )
    assert explanation(line(Verdict.CANCELLED, "OPEN", Op.CANCEL), names) is None


async def test_an_unknown_number_says_so_and_leads_back(kit: PortalKit) -> None:
    async with opened(kit, route="/recus/2026-999999") as lab:
        await lab.until(lambda: any("n’existe pas" in said for said in labels(lab)))
        await press(lab, "Fermer")
        await lab.until(lambda: "Mes reçus" in labels(lab))
