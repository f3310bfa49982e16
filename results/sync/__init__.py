"""Keep the other languages of a page in line with it, or mark what is not.

After every Publication each language version is compared with its source. What an app makes of
strings it brings into line itself, as `results.translation` does
(`results/translation/sync/merging.py`). All others are written by hand: they keep their words, and
get figures, structure and files by the ids of blocks, without any translation package. What differs
then is in the version's `LanguageVersion`, for readers, APIs, reports and editors alike.
"""

from .language_versions import sync_languages
from .rewriting import rewrite

__all__ = ["rewrite", "sync_languages"]
