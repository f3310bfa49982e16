"""Pages below those of Wagtail: of one figure, with what cites and embeds it, of an indicator, of the data."""


def connect() -> None:
    """Register the addresses; called once, from `ready()`."""
    from ..models import ResultsIndexPageMixin, ResultsPageMixin, register_address
    from ..models.addresses import CARD_WORDS, FIGURE_WORDS, INDICATOR_WORDS, ROUTE
    from .figure_views import card, figure_json, figure_page, oembed
    from .index_views import FILES, data_page, indicator_page

    below = {"": figure_page, "json": figure_json, "oembed": oembed}
    below |= dict.fromkeys(CARD_WORDS, card)
    for word in FIGURE_WORDS:
        for name, view in below.items():
            route = "/".join(filter(None, (word, ROUTE, name)))
            register_address(route, view, model=ResultsPageMixin, public_only=True)
    register_address("data", data_page, model=ResultsIndexPageMixin)
    for word in INDICATOR_WORDS:
        register_address(f"{word}/<str:slug>", indicator_page, model=ResultsIndexPageMixin)
        for name, file in FILES.items():
            register_address(f"{word}/<str:slug>/data.{name}", file, model=ResultsIndexPageMixin)
