"""The addresses of one figure, below that of its edition: the same in every language but for words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import translation
from django.utils.translation import pgettext

from .addresses import AddressesMixin

if TYPE_CHECKING:
    from ..reading import PageReading

# Either answers in every language.
WORDS = ("figures", "figurer")
CARD_WORDS = ("card", "kort")
ROUTE = "<uuid:figure>"


def figure_address(url: str, language: str, figure: UUID | str, below: str = "") -> str:
    """Return the URL of a figure below that of its edition, or of something `below` the figure."""
    with translation.override(language):
        word = pgettext("address of one figure", "figures")
    word = word if word in WORDS else WORDS[0]
    return f"{url.rstrip('/')}/{word}/{figure}/{below}"


def card_word(language: str) -> str:
    """Return the last part of the address of a figure's card in a language."""
    with translation.override(language):
        word = pgettext("address of the card of a figure", "card")
    return f"{word if word in CARD_WORDS else CARD_WORDS[0]}/"


def address_in(reading: PageReading, figure: str) -> str:
    """Return the URL of a figure of the page that is read; "" where figures have none.

    They have one below an edition that everybody may read as it is now.
    """
    page = reading.page_instance
    if not figure or not isinstance(page, AddressesMixin) or not reading.public_url:
        return ""
    return figure_address(reading.public_url, page.locale.language_code, figure)


def figure_in(path_components: list[str]) -> UUID | None:
    """Return the id of the figure whose address, or one below it, this is; else None."""
    if len(path_components) < 2 or path_components[0] not in WORDS:
        return None
    try:
        return UUID(path_components[1])
    except ValueError:
        return None
