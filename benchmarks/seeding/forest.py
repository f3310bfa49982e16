"""The shape of a site: what stands where, for any family of page types."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from wagtail.models import Locale, Page, Site

from benchmarks.seeding.content import (
    LANGUAGES,
    WORDS,
    Edition,
    linking_edition,
    long_edition,
    usual_edition,
)
from benchmarks.seeding.tree import Plant, plant

# An index page has one edition for each period: ten years of an organisation's work.
YEARS = tuple(range(2016, 2006, -1))
TEXTS = 50
IN_MENU = 3
INDEX_SLUGS = {"sv": "resultat", "en": "results"}
# The special editions by their slugs: blocks × figures, or the number of links.
FEW_BLOCKS, MANY_BLOCKS, FIGURES_EACH = 5, 50, 10
FEW_LINKS = 5


@dataclass(frozen=True, slots=True)
class Family:
    """The page types of one site and how an edition becomes the fields of its type."""

    home: type[Page]
    text: type[Page]
    index: type[Page]
    edition: type[Page]
    edition_fields: Callable[[Edition], dict[str, Any]]
    finish: Callable[[Site], None]


@transaction.atomic
def seed(family: Family, editions: int) -> dict[str, Any]:
    """Make the site anew with so many editions, each in both languages; what is where.

    `page` is the key of the usual edition, `addresses` are those of all editions in Swedish; the
    special ones are named `small`, `large`, `few_links` and `many_links`.
    """
    homes = _homes(family)
    site = Site.objects.create(
        hostname="127.0.0.1", root_page=homes["sv"], is_default_site=True, site_name="Results"
    )
    family.finish(site)
    texts = _texts(family, homes)
    indexes = _indexes(family, homes, -(-editions // len(YEARS)))
    planted = plant(list(_editions(family, indexes, texts, editions)))
    special = plant(list(_special(family, homes, texts)))
    swedish = [page for page in planted if page.locale.language_code == "sv"]
    return {
        "page": swedish[0].pk,
        "html": _address(swedish[0]),
        "addresses": [_address(page) for page in swedish],
        "special": {page.slug: _address(page) for page in special},
    }


def _homes(family: Family) -> dict[str, Page]:
    Site.objects.all().delete()
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    root: Any = Page.get_first_root_node()
    for child in root.get_children():
        child.delete()
    root.refresh_from_db()
    key = uuid4()
    pages = plant(
        [
            Plant(family.home, root, language, WORDS[language]["home"], f"home-{language}", key=key)
            for language in LANGUAGES
        ]
    )
    return dict(zip(LANGUAGES, pages, strict=True))


def _texts(family: Family, homes: dict[str, Page]) -> dict[str, list[int]]:
    plants = [
        Plant(
            family.text,
            homes[language],
            language,
            WORDS[language]["information"].format(n=n),
            f"information-{n}",
            key=key,
            in_menu=n <= IN_MENU,
            text=f"<p>{WORDS[language]['introduction'].format(year=YEARS[0])}</p>",
        )
        for n, key in _numbered(TEXTS)
        for language in LANGUAGES
    ]
    return _keys_by_language(plant(plants))


def _keys_by_language(pages: list[Page]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = {language: [] for language in LANGUAGES}
    for page in pages:
        keys[page.locale.language_code].append(page.pk)
    return keys


def _indexes(family: Family, homes: dict[str, Page], count: int) -> list[dict[str, Page]]:
    plants = [
        Plant(
            family.index,
            homes[language],
            language,
            WORDS[language]["index"].format(n=n),
            f"{INDEX_SLUGS[language]}-{n}",
            key=key,
            in_menu=n == 1,
        )
        for n, key in _numbered(count)
        for language in LANGUAGES
    ]
    pages = plant(plants)
    grouped = groupby(pages, key=lambda page: page.translation_key)
    return [{page.locale.language_code: page for page in group} for _key, group in grouped]


def _editions(
    family: Family,
    indexes: list[dict[str, Page]],
    texts: dict[str, list[int]],
    count: int,
) -> Iterator[Plant]:
    for number, key in _numbered(count):
        index, turn = divmod(number - 1, len(YEARS))
        for language in LANGUAGES:
            edition = usual_edition(language, number, YEARS[turn], texts[language])
            yield _plant_edition(family, indexes[index][language], edition, key)


def _special(
    family: Family, homes: dict[str, Page], texts: dict[str, list[int]]
) -> Iterator[Plant]:
    key = uuid4()
    for parent in plant(
        [
            Plant(family.index, homes[language], language, "Special", "special", key=key)
            for language in LANGUAGES
        ]
    ):
        language = parent.locale.language_code
        targets = texts[language]
        contents = {
            "small": long_edition(language, 1, YEARS[0], FEW_BLOCKS, FIGURES_EACH),
            "large": long_edition(language, 2, YEARS[1], MANY_BLOCKS, FIGURES_EACH),
            "few_links": linking_edition(language, 3, YEARS[2], targets[:FEW_LINKS]),
            "many_links": linking_edition(language, 4, YEARS[3], targets),
        }
        for (slug, edition), special_key in zip(contents.items(), _special_keys(key), strict=True):
            yield _plant_edition(family, parent, edition, special_key, slug)


def _special_keys(key: UUID) -> list[UUID]:
    return [UUID(int=key.int ^ n) for n in range(1, 5)]


def _plant_edition(
    family: Family, index: Page, edition: Edition, key: UUID, slug: str = ""
) -> Plant:
    return Plant(
        family.edition,
        index,
        edition.language,
        edition.title,
        slug or str(edition.year),
        key=key,
        period_start=date(edition.year, 1, 1),
        period_end=date(edition.year, 12, 31),
        introduction=edition.introduction,
        **family.edition_fields(edition),
    )


def _numbered(count: int) -> Iterator[tuple[int, UUID]]:
    return ((n, uuid4()) for n in range(1, count + 1))


def _address(page: Page) -> str:
    """The path of a Swedish page, which has no prefix; the first part is the front page's slug."""
    return f"/{page.url_path.strip('/').partition('/')[2]}/"
