"""All that a page refers to, found and loaded together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps

from wagtail.blocks import PageChooserBlock, RichTextBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from ..blocks.choosers import IndicatorChooser, as_pk
from ..blocks.resolving import IndicatorName
from ..blocks.rich_text import is_internal, links_in
from ..blocks.walking import Path, walk
from .targets import load_documents, load_images, load_pages

if TYPE_CHECKING:
    from wagtail.blocks import Block

    from .page_reading import PageReading

CHOOSERS = {
    "page": PageChooserBlock,
    "document": DocumentChooserBlock,
    "image": ImageChooserBlock,
    "indicator": IndicatorChooser,
}


def references_in(block: Block, raw: Any, path: Path) -> Iterator[tuple[str, int, Path]]:
    """Yield (kind, primary key, path) for each object that the JSON refers to.

    Kinds are "page", "document", "image" and "indicator"; the path is that of the referring field, where `path`
    is that of the whole.
    """
    for node in walk(block, raw, path):
        if isinstance(node.block, RichTextBlock):
            for kind, pk in rich_text_links(node.value):
                yield kind, pk, node.path
        for kind, chooser in CHOOSERS.items():
            if isinstance(node.block, chooser) and (chosen := as_pk(node.value)) is not None:
                yield kind, chosen, node.path


def rich_text_links(source: Any) -> Iterator[tuple[str, int]]:
    """Yield ("page" or "document", primary key) for each internal link in stored rich text."""
    for attributes in links_in(source if isinstance(source, str) else ""):
        pk = as_pk(attributes.get("id"))
        if is_internal(attributes) and pk is not None:
            yield attributes["linktype"], pk


def load_objects(
    references: Iterable[tuple[str, int, Any]], reading: PageReading
) -> tuple[dict[Any, dict[int, Any]], dict[str, dict[int, Any]]]:
    """Return (objects by model and key, what visitors can reach of them by kind and key).

    What they can reach are the targets of links, images themselves, and names of indicators. The
    references are those of `references_in`.
    """
    keys: dict[str, set[int]] = {kind: set() for kind in CHOOSERS}
    for kind, pk, _path in references:
        keys[kind].add(pk)
    pages: dict[int, Any] = {}
    indicators: dict[int, Any] = {}
    reachable: dict[str, dict[int, Any]] = {"page": {}, "indicator": {}}
    # Where nothing depends on the language, which may cost a query, it is not asked for.
    if keys["page"]:
        # First, since with them the language is known.
        around = reading.around
        pages, reachable["page"] = load_pages(
            keys["page"], around, reading.language, reading.request
        )
    if keys["indicator"]:
        indicators, reachable["indicator"] = load_indicators(keys["indicator"], reading.language)
    documents, reachable["document"] = load_documents(keys["document"])
    report_id = getattr(reading.page_instance, "report_id", None)
    if report_id in documents:
        # Whoever serializes the page does not ask for it again.
        reading.page_instance.report = documents[report_id]
    images, reachable["image"] = load_images(keys["image"])
    hero_id = getattr(reading.page_instance, "hero_image_id", None)
    if hero_id in images:
        reading.page_instance.hero_image = images[hero_id]
    objects = {
        Page: pages,
        get_document_model(): documents,
        get_image_model(): images,
        apps.get_model("results", "Indicator"): indicators,
    }
    return objects, reachable


def load_indicators(
    pks: Collection[int], language: str
) -> tuple[dict[int, Any], dict[int, IndicatorName]]:
    """Return (indicators by key, their names by key): in `language`, else as the page has it."""
    model: Any = apps.get_model("results", "Indicator")
    wanted = model.objects.filter(pk__in=pks).values("translation_key")
    versions = model.objects.filter(translation_key__in=wanted).select_related("locale")
    # The source of a translation is older.
    found = list(versions.order_by("pk"))
    indicators = {each.pk: each for each in found if each.pk in pks}
    sources = {each.translation_key: each for each in reversed(found)}
    own = {each.translation_key: each for each in found if each.locale.language_code == language}
    names = {}
    for pk, indicator in indicators.items():
        key = indicator.translation_key
        shown = own.get(key, indicator)
        spoken = shown.language_of("name", sources[key])
        names[pk] = IndicatorName(shown.slug, shown.name, "" if spoken == language else spoken)
    return indicators, names
