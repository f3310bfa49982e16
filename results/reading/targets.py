"""All that a page refers to and what is around it, loaded together; rich text with its links."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import Enum
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from wagtail.blocks import PageChooserBlock, RichTextBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Collection as FileCollection
from wagtail.models import CollectionViewRestriction, Page, Site
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import LinkRewriter

from ..asking import asked
from ..blocks import LinkTarget
from ..blocks.displays import PictureSource, SizedPicture
from ..blocks.leaves import IndicatorChooser, as_pk
from ..blocks.links import is_internal, links_in, without_embeds
from ..blocks.resolving import IndicatorName
from ..blocks.walking import Path, walk
from ..languages.aliases import spoken_language
from ..publishing.people import PUBLIC, paths_above, unexpired, with_publicity
from ..quantities.formatting import language_name
from .provenance import keep_known, with_provenance

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.blocks import Block

    from .loading import LoadedPage

PRIVATE = "results_is_private"


class Crop(Enum):
    """How a picture is cropped, never enlarged; the last size is for browsers without WebP."""

    WHOLE = (
        "max-480x480|format-webp",
        "max-960x960|format-webp",
        "max-1600x1600|format-webp",
        "max-960x960",
    )
    HERO = ("fill-720x480|format-webp", "fill-1440x960|format-webp", "fill-960x640")
    POSTER = ("fill-480x270|format-webp", "fill-960x540|format-webp", "fill-960x540")


ALL_SPECS = tuple(dict.fromkeys(spec for crop in Crop for spec in crop.value))
SITE_NAME = "results_site_name"


def site_name(site: Site | None) -> str:
    """Return the organisation's name: that of the site, else WAGTAIL_SITE_NAME."""
    return (site.site_name if site else "") or getattr(settings, "WAGTAIL_SITE_NAME", "")


def pages_around(page: Any, linked: Collection[int] = ()) -> list[Any]:
    """Return the language versions of a page, those above it, and those of pages with these keys.

    In any state, in the order of the tree, itself among them; one query. Each says whether it is
    public, and what is to be known of its translation; the page in memory and its parent then know
    it of themselves, the page also the name of its site. Without a page there are only those of the
    keys. That of which a page is an alias is among them.
    """
    linked = sorted({*linked, *filter(None, [page and page.alias_of_id])})
    if page is None:
        found = asked(_linked, linked) if linked else []
    else:
        parts = page.get_url_parts()
        # A page that is not below a site has that of nobody.
        own = [page.translation_key], paths_above(page.path), [parts[0] if parts else 0]
        found = asked(_around, *own, linked) if linked else asked(_around, *own)
    for each in found if page else ():
        if each.pk == page.pk:
            page.locale = each.locale
            page.__dict__[PUBLIC] = getattr(each, PUBLIC)
            page.__dict__[SITE_NAME] = getattr(each, SITE_NAME, None) or ""
            keep_known(page, each.__dict__)
        elif each.path == page.path[: -page.steplen]:
            parent = page.__dict__.setdefault("_cached_parent_obj", each)
            for known in filter(None, (parent, parent.__dict__.get("specific"))):
                keep_known(known, each.__dict__)
    return found


def _around(keys: Any, paths: Any, sites: Any, linked: Any = ()) -> Any:
    # The page is a language version of its own.
    found = Page.objects.filter(Q(path__in=paths) | Q(translation_key__in=keys))
    if linked:
        # Not by OR, for which PostgreSQL would look at every page. In no order: within a union SQLite
        # takes none, and Django takes it out by itself since 6.1.
        parts = [each.order_by().values("pk") for each in (found, _versions(linked))]
        found = Page.objects.filter(pk__in=parts[0].union(parts[1], all=True))
    name = Site.objects.filter(pk__in=sites).values("site_name")
    return _described(found).annotate(**{SITE_NAME: Subquery(name)})


def _linked(linked: Any) -> Any:
    return _described(_versions(linked))


def _versions(linked: Any) -> Any:
    wanted = Page.objects.filter(pk__in=linked).values("translation_key")
    return Page.objects.filter(translation_key__in=wanted)


def _described(pages: Any) -> Any:
    return with_provenance(with_publicity(pages)).select_related("locale").order_by("path")


def load_pages(
    pks: Collection[int], around: Collection[Any], language: str, request: HttpRequest | None
) -> tuple[dict[int, Any], dict[int, LinkTarget]]:
    """Return (pages by key, targets by key) for pages that visitors can reach.

    `around` are these pages and their translations, with whatever others (see `pages_around`).

    A target is the page's public translation into `language`, else the page itself; its language is
    that of its content. A missing, unpublished, expired or private page has no target.
    """
    originals = {page.pk: page for page in around if page.pk in pks}
    public = {page.pk for page in around if is_reachable(page) and getattr(page, PUBLIC)}
    own_language = {
        page.translation_key: page
        for page in around
        if page.pk in public and page.locale.language_code == language
    }
    targets = {}
    for pk, original in originals.items():
        page = own_language.get(original.translation_key, original if pk in public else None)
        if page and (url := page.get_url(request)):
            spoken = spoken_language(page)
            targets[pk] = LinkTarget(
                url=url, title=page.title, language="" if spoken == language else spoken
            )
    return originals, targets


def reachable() -> Q:
    """Return the condition that a page is live and not expired, even if not yet unpublished."""
    return Q(live=True) & unexpired()


def is_reachable(page: Any) -> bool:
    """Whether a page in memory is live and not expired."""
    return page.live and (page.expire_at is None or page.expire_at > timezone.now())


def without_expired(pages: Any) -> Any:
    """Return the query without pages that have expired, whether or not anyone has unpublished them.

    Asks by key: searching allows a condition on indexed fields only, and `expire_at` is none.
    """
    expired = Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by()
    return pages.exclude(pk__in=expired.values("pk"))


def load_files(
    build: Callable[[Any], Any], pks: Collection[int]
) -> tuple[dict[int, Any], dict[int, Any]]:
    """Return (documents or images by key, the public ones by key)."""
    found = {each.pk: each for each in asked(build, sorted(pks))} if pks else {}
    return found, {pk: each for pk, each in found.items() if not getattr(each, PRIVATE)}


def _documents(pks: Any) -> Any:
    return _with_privacy(get_document_model().objects.filter(pk__in=pks))


def _images(pks: Any) -> Any:
    """Return the query of images with their renditions."""
    found = get_image_model().objects.filter(pk__in=pks)
    return _with_privacy(found.prefetch_renditions(*ALL_SPECS))


def private_collections() -> set[int]:
    """Return the keys of all private collections; one query."""
    return set(FileCollection.objects.filter(_restricted("path")).values_list("pk", flat=True))


def _with_privacy(files: Any) -> Any:
    """Annotate `results_is_private` to documents or images, in their own query."""
    return files.annotate(**{PRIVATE: _restricted("collection__path")})


def _restricted(path: str) -> Exists:
    """Return whether the collection at a path, or one above it, has a view restriction."""
    own_path = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(
        CollectionViewRestriction.objects.alias(own_path=own_path).filter(
            own_path__startswith=F("collection__path")
        )
    )


def picture_of(image: Any, crop: Crop) -> SizedPicture | None:
    """Return the picture in every size, rendering missing ones; None for an unreadable file."""
    try:
        renditions = image.get_renditions(*crop.value)
    except (OSError, ValueError):
        return None
    *sizes, fallback = (renditions[spec] for spec in crop.value)
    by_width = {rendition.width: rendition for rendition in sizes}
    return SizedPicture(
        url=fallback.url,
        width=fallback.width,
        height=fallback.height,
        sources=[
            PictureSource(url=by_width[width].url, width=width, height=by_width[width].height)
            for width in sorted(by_width)
        ],
    )


CHOOSERS = {
    "page": PageChooserBlock,
    "document": DocumentChooserBlock,
    "image": ImageChooserBlock,
    "indicator": IndicatorChooser,
}
RICH_TEXT = "rich text"


def references_in(block: Block, raw: Any, path: Path) -> Iterator[tuple[str, int, Path]]:
    """Yield (kind, primary key, path) for each object that the JSON refers to; see `CHOOSERS`."""
    for node in walk(block, raw, path):
        own: Any = type(node.block)
        kind = _kind(own) if node.value else None
        if kind == RICH_TEXT:
            source = node.value if isinstance(node.value, str) else ""
            for attributes in filter(is_internal, links_in(source)):
                if (pk := as_pk(attributes.get("id"))) is not None:
                    yield attributes["linktype"], pk, node.path
        elif kind and (chosen := as_pk(node.value)) is not None:
            yield kind, chosen, node.path


@cache
def _kind(block: type) -> str | None:
    kinds = {**CHOOSERS, RICH_TEXT: RichTextBlock}
    return next((kind for kind, base in kinds.items() if issubclass(block, base)), None)


def load_objects(
    references: Iterable[tuple[str, int, Any]], reading: LoadedPage
) -> tuple[dict[Any, dict[int, Any]], dict[str, dict[int, Any]]]:
    """Return (objects by model and key, what visitors can reach of them by kind and key)."""
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
    documents, public = load_files(_documents, keys["document"])
    reachable["document"] = {
        pk: LinkTarget(each.url, each.title, size=each.file_size, extension=each.file_extension)
        for pk, each in public.items()
    }
    images, reachable["image"] = load_files(_images, keys["image"])
    page = reading.page_instance
    for name, found in (("report", documents), ("hero_image", images)):
        # Whoever serializes the page does not ask for it again.
        if (own := getattr(page, f"{name}_id", None)) in found:
            setattr(page, name, found[own])
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
    # The source of a translation is older.
    found = asked(_indicators, sorted(pks)) if pks else []
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


def _indicators(pks: Any) -> Any:
    model: Any = apps.get_model("results", "Indicator")
    wanted = model.objects.filter(pk__in=pks).values("translation_key")
    found = model.objects.filter(translation_key__in=wanted).select_related("locale")
    return found.order_by("pk")


Lookup = Callable[[int], LinkTarget | None]
# A link without an address: what the rewriter leaves where the target is gone.
_EMPTY_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
# A link to a page of the site in another language, as `_opening_tag` writes it.
_LINK_ABROAD = re.compile(r'<a href="[^"]*" hreflang="([^"]*)">.*?</a>', re.DOTALL)


def to_html(source: str, page: Lookup, document: Lookup, language: str) -> SafeString:
    """Return the HTML; links whose target the lookups do not find are reduced to their text.

    A link to a page in another language names that language, in words of `language`. Embeds are
    left out; other kinds of links go through their registered handlers.
    """
    own = {"page": partial(_opening_tag, page), "document": partial(_opening_tag, document)}
    others = {
        name: handler.expand_db_attributes_many
        for name, handler in features.get_link_types().items()
        if name not in own
    }
    html = LinkRewriter(own, others)(without_embeds(source))
    html = _LINK_ABROAD.sub(partial(_with_language, language), html)
    return mark_safe(_EMPTY_LINK.sub(r"\1", html))  # noqa: S308


def _with_language(language: str, link: re.Match[str]) -> str:
    with override(language):
        name = gettext("in %(language)s") % {"language": language_name(link[1], language)}
    return f'{link[0]} <span class="results-link__file">({escape(name)})</span>'


def _opening_tag(lookup: Lookup, attributes: dict[str, str]) -> str:
    pk = as_pk(attributes.get("id"))
    target = lookup(pk) if pk is not None else None
    if target is None:
        return "<a>"
    language = f' hreflang="{escape(target.language)}"' if target.language else ""
    return f'<a href="{escape(target.url)}"{language}>'
