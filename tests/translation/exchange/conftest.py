"""Messages in the words that the program has."""

from collections.abc import Iterator

from django.utils.translation import override

import pytest


@pytest.fixture(autouse=True)
def in_words_of_english() -> Iterator[None]:
    """Messages are compared as the program has them."""
    with override("en"):
        yield
