"""What pages, APIs and repairs ask about translations; see `results.reading.provenance`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.html import escape

from wagtail_localize.models import TranslationContext, TranslationSource

from bs4 import BeautifulSoup

from ..fields import repair_block_ids
from ..reading.provenance import Translating, TranslationCounts
from ..record.language_version import LanguageVersion
from .admin.status import first_language_code, numbers_of, translated_pages
from .migrate_sources import rename_paths
from .readiness import readiness_findings
from .segments import rich_text_strings
from .tables import translations_to

# Elements that hold nothing but one text.
_OF_ONE_TEXT = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"})


def strings(text: str, is_rich: bool) -> list[str]:
    """Return the strings of a text as wagtail-localize stores them."""
    if not is_rich:
        # As `StringValue.from_plaintext` has it, which warns of texts that look like file names.
        return ["<br/>".join(escape(line) for line in text.split("\n"))] if text.strip() else []
    return [string.data for string, _attributes in rich_text_strings(text)[1]]


def with_language(source: str, foreign: Collection[str], language: str) -> str:
    """Return rich text in which the foreign strings have elements with their `lang`."""
    template, found = rich_text_strings(source)
    soup = BeautifulSoup(template, "html.parser")
    for place in soup.find_all("text"):
        string, attributes = found[int(str(place["position"]))]
        shown = string.render_soup(attributes)
        parent = place.parent
        if string.data not in foreign:
            place.replace_with(shown)
        elif parent and parent.name in _OF_ONE_TEXT and len(parent.contents) == 1:
            parent["lang"] = language
            place.replace_with(shown)
        else:
            within = soup.new_tag("span", attrs={"lang": language})
            within.append(shown)
            place.replace_with(within)
    return str(soup)


def numbers(page: Any) -> TranslationCounts | None:
    """Return the page's numbers with the language of its source, None for a source."""
    sources = translations_to().values("source__locale__language_code")
    # A page by hand is a version of that in the site's first language.
    first_language = Value(first_language_code())
    rows = translated_pages().annotate(
        source_language=Coalesce(Subquery(sources[:1]), first_language)
    )
    row = rows.filter(pk=page.pk).first()
    if row is None:
        return None
    return {**numbers_of(row), "source_language": row.source_language}


def repair_sources(model: Any) -> int:
    """Give the blocks in all copies of this model's pages ids of their own; how many copies had none.

    Translations stay where they are: their places are renamed with the blocks.
    """
    count = 0
    own_type = ContentType.objects.get_for_model(model)
    for source in TranslationSource.objects.filter(specific_content_type=own_type):
        content = json.loads(source.content_json)
        new_ids = repair_block_ids(model, content)
        if new_ids is not None:
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])
            if new_ids:
                _rename_places(source, new_ids)
            count += 1
    return count


def _rename_places(source: TranslationSource, new_ids: Mapping[str, str]) -> None:
    contexts = TranslationContext.objects.filter(object_id=source.object_id)
    taken = set(contexts.values_list("path", flat=True))
    for context in contexts:
        path = _renamed(context.path, new_ids)
        if path not in taken:
            context.path, context.path_id = path, TranslationContext._get_path_id(path)
            context.save(update_fields=["path", "path_id"])
    versions = LanguageVersion.objects.filter(page__translation_key=source.object_id)
    rename_paths(versions, lambda path: _renamed(path, new_ids))


def _renamed(path: str, new_ids: Mapping[str, str]) -> str:
    path = f"{path}."
    for old, new in new_ids.items():
        path = path.replace(f".{old}.", f".{new}.")
    return path[:-1]


TRANSLATING = Translating(strings, with_language, numbers, repair_sources, readiness_findings)
