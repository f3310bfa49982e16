"""Whether uploaded files get names that nobody guesses."""

from typing import Any

from django.core.checks import CheckMessage, Warning
from django.core.files.storage import default_storage

from .storage import PrivateMediaStorageMixin


def check_storage(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return W001 where the default storage is none of `results.media.storage`."""
    if isinstance(default_storage, PrivateMediaStorageMixin):
        return []
    return [
        Warning(
            "Uploaded files are stored under names that can be guessed.",
            hint="Let STORAGES['default'] be results.media.storage.PrivateMediaStorage, or a "
            "class of PrivateMediaStorageMixin and your own storage.",
            id="results_media.W001",
        )
    ]
