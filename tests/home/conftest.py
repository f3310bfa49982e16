"""The demo, loaded once for all tests of a module that ask for it."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

import pytest
from pytest_django import DjangoDbBlocker, Settings

from tests.home.demo import load_demo


@pytest.fixture(scope="module")
def demo_media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo-media")


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, demo_media: Path
) -> Iterator[None]:
    """Load the demo with real commits, as people work; wagtail-localize publishes after them."""
    with django_db_blocker.unblock():
        before = connection.creation.serialize_db_to_string()
        try:
            with override_settings(MEDIA_ROOT=demo_media):
                load_demo()
            yield
        finally:
            # Whatever asks for a content type while they come back gets the one that it had: a new
            # one would be in the way of the row.
            ContentType.objects.get_for_models(*apps.get_models())
            # The rows come back with the keys they had, which new ones must not be given again.
            options = {"reset_sequences": False, "inhibit_post_migrate": True}
            call_command("flush", verbosity=0, interactive=False, **options)
            connection.creation.deserialize_db_from_string(before)


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, demo_media: Path) -> Path:
    """The folder of the module's demo, in place of one for each test."""
    settings.MEDIA_ROOT = demo_media
    return demo_media
