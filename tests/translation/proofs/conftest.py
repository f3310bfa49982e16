"""What the check says is asked for in English here."""

from collections.abc import Iterator

from django.utils import translation

import pytest


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
