"""Storages with unguessable names, served by the permission-checked view."""

import errno
import re
from pathlib import PurePosixPath
from secrets import token_hex
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.utils.encoding import filepath_to_uri
from django.utils.translation import gettext_lazy as _

from ..issues import Issue
from ..publishing import Refused

# 104 random bits, in as many digits as no usual checksum has.
BYTES = 13
_RANDOM = re.compile(rf"[0-9a-f]{{{2 * BYTES}}}")
# Wagtail's folder of documents, whose visitors see the name of the file.
NAMED = "documents"
_FULL = Issue(
    _("The server has no space left, so the file was not stored. Tell the administrator."),
    "storage_full",
)


class StorageFull(Refused, OSError):
    """Raised when there is no space for a file; the admin shows a message."""


class PrivateMediaStorageMixin(Storage):
    """Stores under random names, and has addresses that `results.media.views.serve_media` answers.

    Put it before any storage, such as one of django-storages. `direct_url` is what the storage itself
    says: for an object storage a signed address.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return an unguessable name in the same folder and with the same extension.

        A document keeps its own name, in a folder that nobody guesses. Raises
        SuspiciousFileOperation for one that is too long.
        """
        path, token = PurePosixPath(name.replace("\\", "/")), token_hex(BYTES)
        if self.is_random(str(path)) and not self.exists(str(path)):
            # Asked for beforehand.
            return str(path)
        if path.parts[:1] == (NAMED,):
            path = path.parent / token / path.name
        else:
            path = path.parent / f"{token}{path.suffix.lower()}"
        return super().get_available_name(str(path), max_length)

    def _save(self, name: str, content: Any) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise StorageFull([_FULL]) from error
            raise

    def is_random(self, name: str) -> bool:
        """Whether the name is one that was made here."""
        path = PurePosixPath(name)
        token = path.parent.name if path.parts[:1] == (NAMED,) else path.stem
        return bool(_RANDOM.fullmatch(token))

    def url(self, name: str | None) -> str:
        """Return the address of the file at this site."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name or "").lstrip("/"))

    def direct_url(self, name: str) -> str:
        """Return the address of the file at the storage."""
        return super().url(name)


class PrivateMediaStorage(PrivateMediaStorageMixin, FileSystemStorage):
    """Files on disk, as Django stores them, under random names."""


def check_storage(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return W001 where the default storage is none of these."""
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
