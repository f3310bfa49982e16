"""Whether uploaded files get names that nobody guesses."""

from typing import Any

from django.core.checks import CheckMessage, Warning
from django.core.files.storage import default_storage

from .storage import DoorStorageMixin


def check_storage(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return W001 where the default storage is none of the door's."""
    if isinstance(default_storage, DoorStorageMixin):
        return []
    return [
        Warning(
            "Uploaded files are stored under names that can be guessed.",
            hint="Let STORAGES['default'] be results.media.storage.DoorFileSystemStorage, or a "
            "class of DoorStorageMixin and your own storage.",
            id="results_media.W001",
        )
    ]
