"""One figure at an address of its own: to read, to cite, to embed, and as JSON."""


def connect() -> None:
    """Register the addresses; called once, from `ready()`."""
    from ..models import ResultsPageMixin, register_address
    from ..models.figure_addresses import CARD_WORDS, ROUTE, WORDS
    from .card import card, oembed
    from .data import data
    from .page import figure_page

    below = {"": figure_page, "json": data, "oembed": oembed, **dict.fromkeys(CARD_WORDS, card)}
    for word in WORDS:
        for name, view in below.items():
            route = "/".join(filter(None, (word, ROUTE, name)))
            register_address(route, view, model=ResultsPageMixin, public_only=True)
