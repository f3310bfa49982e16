"""A storage as docs/how-to/deploy.md describes it."""

from storages.backends.s3 import S3Storage

from results.media.storage import PrivateMediaStorageMixin


class MediaStorage(PrivateMediaStorageMixin, S3Storage):
    """Uploaded files in a private bucket."""
