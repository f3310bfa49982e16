"""What every test may rely on."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.signals import setting_changed
from django.urls import clear_url_caches
from django.utils import translation

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

# Playwright keeps an event loop in the thread of the test, which Django takes for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# For the tests that look for what nobody has thought of, asked for by --hypothesis-profile=long.
hypothesis_settings.register_profile("long", max_examples=2000)


def forget_addresses(*, setting: str, **_change: Any) -> None:
    """Django keeps the addresses of each language; which of them has no prefix changes here."""
    if setting == "LANGUAGE_CODE":
        clear_url_caches()


setting_changed.connect(forget_addresses)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with real transactions begins with what the migrations put into the database.

    Its tables are emptied afterwards, so without this the next one had no root page.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        fixtures = getattr(item, "fixturenames", [])
        if (marker and marker.kwargs.get("transaction")) or {
            "live_server",
            "transactional_db",
        } & set(fixtures):
            options = {**(marker.kwargs if marker else {}), "transaction": True}
            item.add_marker(
                pytest.mark.django_db(**options | {"serialized_rollback": True}), append=False
            )


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Path) -> Path:
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """No test sees what another has cached, or the language of another's last request."""
    cache.clear()
    translation.deactivate()
    yield
    cache.clear()
    translation.deactivate()
