"""Synchronise the other languages of a page when it is published.

Figures, periods and everything else that is not prose follow the source by the ids of its blocks,
without any translation package: a site on `wagtail.contrib.simple_translation` gets this. An app
that knows more about a page's translations registers a sync of its own, as `results.translation`
does (`results/translation/sync/merging.py`).
"""

from .figures import sync_figures
from .languages import Sync, register_sync, sync_languages
from .rewriting import rewrite

__all__ = ["Sync", "register_sync", "rewrite", "sync_figures", "sync_languages"]
