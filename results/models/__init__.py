"""The pages of the plugin, and the mixins that a site builds its own page types on."""

from .index import ResultsIndexPage, ResultsIndexPageMixin
from .edition import ResultsPage, ResultsPageMixin

__all__ = [
    "ResultsIndexPage",
    "ResultsIndexPageMixin",
    "ResultsPage",
    "ResultsPageMixin",
]
