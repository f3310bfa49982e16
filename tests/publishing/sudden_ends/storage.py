"""The storage of a site on several hosts, as docs/how-to/deploy.md says."""

from storages.backends.s3 import S3Storage

from results.media.storage import PrivateMediaStorageMixin


class MediaStorage(PrivateMediaStorageMixin, S3Storage):
    """Uploaded files in a private bucket."""
