"""One news item whole: its picture, its words, its links. Opening it marks it read."""

from __future__ import annotations

import re
from typing import Final

import flet as ft

from services.models.news import Article
from services.query import Topic
from views.design import SPACE, card, icons, text, text_button
from views.frame import fate, in_column, stale_line
from views.headed import headed_page
from views.news.picture import NewsPicture
from views.news.row import source_line
from views.state import Loadable, Ready, navigate, screen, use_layout, use_mutation, use_portal_state, use_query
from views.state.navigation import NEWS
from views.text import _, typeset

_HEIGHT = 200
_LINK: Final = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)]")


@screen
def ArticleView(news: str, beside: bool) -> ft.Control:
    """`beside`: the list stands at its left."""
    portal = use_portal_state(Topic.SESSION)
    answer, refresh = use_query(portal.news.article(news), [])
    launcher = ft.use_memo(ft.UrlLauncher, [])
    _use_reading(news, answer)
    now, layout = portal.now(), use_layout()

    def draw(value: Article) -> ft.Control:
        rows: list[ft.Control] = [
            NewsPicture(value.item, _HEIGHT, described=True, key="picture"),
            text(typeset(value.item.title), "h1", heading=2),
            text(source_line(value.item, now), "small", "ink_soft"),
        ]
        for paragraph in paragraphs(value.text):
            rows.append(text(typeset(paragraph), "body"))
            rows += [_link(address, launcher) for address in links(paragraph)]
        return card(ft.Column(rows, spacing=SPACE.medium, horizontal_alignment=ft.CrossAxisAlignment.STRETCH))

    body = fate(answer, draw, bones=1, height=320)
    return headed_page(
        _("Actualité"),
        body if beside else in_column(body, layout),
        beside=beside,
        on_back=None if beside else lambda: navigate(NEWS),
        under_title=stale_line(answer, now, refresh),
    )


def paragraphs(words: str) -> list[str]:
    """The paragraphs of a plain text, which an empty line holds apart."""
    return [part.strip() for part in re.split(r"\n\s*\n", words) if part.strip()]


def links(paragraph: str) -> list[str]:
    """The addresses of a paragraph, in order, each once; the full stop that ends a sentence is none of theirs."""
    return list(dict.fromkeys(_LINK.findall(paragraph)))


def _link(address: str, launcher: ft.UrlLauncher) -> ft.Control:
    site = address.split("/")[2]

    async def follow() -> None:
        await launcher.launch_url(address)

    return ft.Row([text_button(_("Ouvrir {site}").format(site=site), follow, icons.LINK)])


def _use_reading(news: str, answer: Loadable[Article]) -> None:
    """What is on screen is read, as soon as the city itself has said it."""
    portal = use_portal_state()
    reading = use_mutation(portal.news.mark_read)
    unread = isinstance(answer, Ready) and not answer.stale and not answer.refreshing and answer.value.item.unread

    async def read() -> None:
        if unread:
            await reading.run(news)

    ft.use_effect(read, [news, unread])
