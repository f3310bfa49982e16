"""The demo, loaded once for all tests of a module that ask for it."""

from collections.abc import Iterator
from pathlib import Path

from django.test import override_settings

import pytest
from pytest_django import DjangoDbBlocker, Settings

from home.demo.loading import load
from tests import database
from tests.home.demo import PASSWORD, interrupting, load_demo


@pytest.fixture(scope="module")
def demo_media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo-media")


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, demo_media: Path
) -> Iterator[None]:
    """Load the demo with real commits, as people work; wagtail-localize publishes after them.

    Ctrl-C stops it twice, and it is taken up where it stopped: all that is asked of it afterwards
    holds nevertheless. Chromium sees one that was loaded without a stop.
    """
    with django_db_blocker.unblock():
        try:
            with override_settings(MEDIA_ROOT=demo_media):
                for last in ("Pictures", "Translated: Nordic Forum"):
                    with pytest.raises(KeyboardInterrupt):
                        load(PASSWORD, interrupting(last))
                load_demo()
            yield
        finally:
            database.restore()


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, demo_media: Path) -> Path:
    """The folder of the module's demo, in place of one for each test."""
    settings.MEDIA_ROOT = demo_media
    return demo_media
