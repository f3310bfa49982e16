"""The demo, loaded once for all tests of a module that ask for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from tests import database
from tests.home.demo import bring_demo


@pytest.fixture(scope="module")
def demo_media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo-media")


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, demo_media: Path
) -> Iterator[None]:
    """The demo, loaded with real commits, as people work; wagtail-localize publishes after them."""
    with django_db_blocker.unblock():
        try:
            bring_demo(demo_media)
            yield
        finally:
            database.restore()


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, demo_media: Path) -> Path:
    """The folder of the module's demo, in place of one for each test."""
    settings.MEDIA_ROOT = demo_media
    return demo_media
