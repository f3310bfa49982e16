"""The pages of the plugin, and the mixins that a site builds its own page types on."""

from .edition import ResultsPage, ResultsPageMixin
from .index import ResultsIndexPage, ResultsIndexPageMixin

__all__ = [
    "ResultsIndexPage",
    "ResultsIndexPageMixin",
    "ResultsPage",
    "ResultsPageMixin",
]
