"""What every test may rely on."""

from collections.abc import Iterator
from pathlib import Path

from django.core.cache import cache

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Path) -> Path:
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test sees what another one has cached, such as the paths of sites."""
    cache.clear()
    yield
    cache.clear()
