"""A small edition, translated and published in English."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, home_page
from tests.translation.changing import published_in_english


@pytest.fixture
def page(db: None) -> ResultsPage:
    """The edition in the language of the source."""
    home_page("en")
    page: ResultsPage = ResultsPageFactory.create()
    return page


@pytest.fixture
def translation(page: ResultsPage) -> Any:
    """Its translation, complete and published."""
    return published_in_english(page)


@pytest.fixture(autouse=True)
def in_words_of_english() -> Iterator[None]:
    """Messages are compared as the program has them."""
    with override("en"):
        yield
