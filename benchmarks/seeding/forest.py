"""The shape of a site: what stands where, for any family of page types."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from django.db import transaction

from wagtail.models import Locale, Page, Site

from benchmarks.seeding.content import LANGUAGES, WORDS, Edition, make_edition
from benchmarks.seeding.tree import plant

# An index page has one edition for each period: ten years of an organisation's work.
YEARS = tuple(range(2016, 2006, -1))
TEXTS = 50
IN_MENU = 3
INDEX_SLUGS = {"sv": "resultat", "en": "results"}
# Of the special editions: blocks of figures, or links.
FEW_BLOCKS, MANY_BLOCKS, FIGURES_EACH = 5, 50, 10
FEW_LINKS = 5
SPECIAL = ("small", "large", "few_links", "many_links")


@dataclass(frozen=True, slots=True)
class Family:
    """The page types of one site, and how an edition becomes the raw JSON of its body."""

    home: type[Page]
    text: type[Page]
    index: type[Page]
    edition: type[Page]
    body: Callable[[Edition], str]


@transaction.atomic
def seed(family: Family, editions: int) -> dict[str, Any]:
    """Make the site anew with so many editions, each in both languages; what is where.

    `page` is the key of the usual edition, `addresses` are those of all editions in Swedish, and
    `paths` those of what is measured, by names: the usual edition as `html` and in the APIs, and
    SPECIAL.
    """
    root = _cleared()
    [homes] = plant(
        family.home,
        [dict.fromkeys(LANGUAGES, root)],
        lambda _n, language: {"title": WORDS[language]["home"], "slug": f"home-{language}"},
    )
    Site.objects.create(
        hostname="127.0.0.1", root_page=homes["sv"], is_default_site=True, site_name="Results"
    )
    texts = plant(family.text, [homes] * TEXTS, _text)
    indexes = plant(family.index, [homes] * -(-editions // len(YEARS)), _index)
    keys = {language: [text[language].pk for text in texts] for language in LANGUAGES}

    def usual(number: int, language: str) -> dict[str, Any]:
        first, second, third, *_others = keys[language]
        shape = [(2, [first]), (1, [second]), (1, [third]), (1, [None]), (1, [])]
        year = YEARS[number % len(YEARS)]
        edition = make_edition(language, number + 1, year, shape, is_shared=True)
        return _fields(family, edition, year)

    def special(number: int, language: str) -> dict[str, Any]:
        shape = _special_shape(SPECIAL[number], keys[language])
        edition = make_edition(language, number + 1, YEARS[number], shape)
        return {**_fields(family, edition, YEARS[number]), "slug": SPECIAL[number]}

    parents = [indexes[number // len(YEARS)] for number in range(editions)]
    planted = plant(family.edition, parents, usual)
    [folder] = plant(
        family.index, [homes], lambda _n, _language: {"title": "Special", "slug": "special"}
    )
    specials = plant(family.edition, [folder] * len(SPECIAL), special)
    addresses = [_address(each["sv"]) for each in planted]
    page = planted[0]["sv"].pk
    paths = {
        "html": addresses[0],
        "v2": f"/api/v2/pages/{page}/",
        "v3": f"/api/v3-preview/pages/{page}/",
        "v3-list": f"/api/v3-preview/pages/?type={family.edition._meta.label}&limit=20",
        **{each["sv"].slug: _address(each["sv"]) for each in specials},
    }
    return {"page": page, "addresses": addresses, "paths": paths}


def _cleared() -> Any:
    """The root of the tree, with nothing below it."""
    Site.objects.all().delete()
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    root: Any = Page.get_first_root_node()
    for child in root.get_children():
        child.delete()
    root.refresh_from_db()
    return root


def _text(number: int, language: str) -> dict[str, Any]:
    words = WORDS[language]
    return {
        "title": words["information"].format(n=number + 1),
        "slug": f"information-{number + 1}",
        "show_in_menus": number < IN_MENU,
        "text": f"<p>{words['introduction'].format(year=YEARS[0])}</p>",
    }


def _index(number: int, language: str) -> dict[str, Any]:
    return {
        "title": WORDS[language]["index"].format(n=number + 1),
        "slug": f"{INDEX_SLUGS[language]}-{number + 1}",
        "show_in_menus": number == 0,
    }


def _fields(family: Family, edition: Edition, year: int) -> dict[str, Any]:
    return {
        "title": edition.title,
        "slug": str(year),
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "introduction": edition.introduction,
        "body": family.body(edition),
    }


def _special_shape(slug: str, keys: list[int]) -> list[tuple[int, tuple[int, ...]]]:
    """How many figures, and links to which pages, each campaign has."""
    if slug in ("small", "large"):
        blocks = FEW_BLOCKS if slug == "small" else MANY_BLOCKS
        return [(FIGURES_EACH, ())] * blocks
    targets = keys[:FEW_LINKS] if slug == "few_links" else keys
    return [(1, links) for links in batched(targets, len(targets) // FEW_BLOCKS)]


def _address(page: Page) -> str:
    """The path of a Swedish page, which has no prefix; the first part is the front page's slug."""
    return f"/{page.url_path.strip('/').partition('/')[2]}/"
