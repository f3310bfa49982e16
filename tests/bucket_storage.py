"""The storage that `tests.bucket` names: a module of its own, since settings cannot import it."""

from storages.backends.s3 import S3Storage

from results.media.storage import PrivateMediaStorageMixin


class MediaStorage(PrivateMediaStorageMixin, S3Storage):
    """Uploaded files in a private bucket, as docs/how-to/deploy.md says."""
