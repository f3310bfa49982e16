"""Bringing the other languages of a page into line, as the step after its publication does."""

from functools import partial

from results.sync import sync_languages as of_any_site
from results.translation.localize.source import update_strings

sync_languages = partial(of_any_site, texts_of=update_strings)
