"""Results of a site as one file, and back from it on another site."""

from .exporting import Exported, export
from .importing import Imported, import_archive
from .package import ArchiveError

__all__ = ["ArchiveError", "Exported", "Imported", "export", "import_archive"]
