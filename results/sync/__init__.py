"""Keep the other languages of a page in line with it, or mark what is not.

After every Publication each language version is compared with its source, and brought into line by the
ids of blocks: it gets figures, structure and files, and keeps its words. Where an app keeps the words of
a version as strings, as `results.translation` does, it says what each text is to be
(`results/translation/localize/merging.py`), and the version has every item of its source. What differs
then is in the version's `LanguageVersion`, for readers, APIs, reports and editors alike.
"""

from .follow_source import sync_languages

__all__ = ["sync_languages"]
