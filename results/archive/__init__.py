"""Results of a site as one file, and back from it on another site."""

from .exporting import export
from .importing import import_archive
from .package import ArchiveError

__all__ = ["ArchiveError", "export", "import_archive"]
