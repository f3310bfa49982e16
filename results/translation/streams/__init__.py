"""Renamed and removed blocks in the copies of a source that wagtail-localize keeps.

For migrations: nothing here imports a model.
"""

from .operation import MigrateTranslationSources

__all__ = ["MigrateTranslationSources"]
