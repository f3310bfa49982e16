"""An edition with every block in it, in Swedish and English, the same in every run."""

import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from PIL import Image as PillowImage

from results.models import ResultsIndexPage, ResultsPage
from tests.factories import PUBLISHED, ResultsPageFactory, home_page

IMAGE, DOCUMENT = 9101, 9102
RANDOM_NAME, KNOWN_NAME = re.compile(r"\b[0-9a-f]{26}\b"), "5c1e0f7a93b24d68e0af17c2d4"


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition in both languages and what lies around it."""

    home: Page
    home_en: Page
    index: ResultsIndexPage
    index_en: ResultsIndexPage
    swedish: ResultsPage
    english: ResultsPage
    target: Page
    target_en: Page
    draft: Page


def block_id(number: int) -> str:
    """The id of a block, the same in every run."""
    return f"00000000-0000-4000-8000-{number:012d}"


def item(kind: str, number: int, **value: Any) -> dict[str, Any]:
    """One block of a stream as the database holds it."""
    return {"type": kind, "id": block_id(number), "value": value}


def make_image(
    pk: int | None = None, name: str = "picture.png", size: tuple[int, int] = (1200, 800)
) -> Any:
    data = BytesIO()
    PillowImage.new("RGB", size, "#247").save(data, "PNG")
    return get_image_model().objects.create(
        pk=pk, title="Picture", file=ContentFile(data.getvalue(), name=name)
    )


def make_document(pk: int | None = None, name: str = "report.pdf") -> Any:
    """A document of 2,048 bytes."""
    content = b"%PDF-1.4" + 2040 * b"x"
    file = ContentFile(content, name=name)
    return get_document_model().objects.create(
        pk=pk, title="Annual report", file=file, file_size=len(content)
    )


def make_site() -> tuple[Page, Page]:
    """The Swedish and the English front page, at the host of Django's client."""
    homes = home_page(), home_page("en")
    site = Site.objects.get()
    site.hostname = "testserver"
    site.save()
    return homes


def add_page(parent: Page, model: type[Page] = Page, **fields: Any) -> Any:
    """A published page in the language of its parent."""
    page = model(
        first_published_at=PUBLISHED,
        last_published_at=PUBLISHED,
        **{"locale": parent.locale, **fields},
    )
    return parent.add_child(instance=page)


def make_edition() -> Edition:
    """The edition in both languages; whole, so that the guard has nothing to refuse."""
    home, home_en = make_site()
    make_image(IMAGE)
    make_document(DOCUMENT)
    target = add_page(home, title="Hotline", slug="hotline")
    key = target.translation_key
    target_en = add_page(home_en, title="The hotline", slug="the-hotline", translation_key=key)
    index = add_page(home, ResultsIndexPage, title="Resultat", slug="resultat")
    key = index.translation_key
    index_en = add_page(
        home_en, ResultsIndexPage, title="Results", slug="results", translation_key=key
    )
    swedish = ResultsPageFactory.create(
        parent=index,
        content=make_body(SWEDISH, target.pk),
        introduction="ECPAT arbetar mot sexuell exploatering av barn.",
        hero_image_id=IMAGE,
        hero_alt_text="Ett klassrum",
        report_id=DOCUMENT,
        share_text="Läs ECPAT:s resultat för 2016",
    )
    english = ResultsPageFactory.create(
        parent=index_en,
        content=make_body(ENGLISH, target.pk),
        translation_key=swedish.translation_key,
        introduction="ECPAT works against the sexual exploitation of children.",
        hero_image_id=IMAGE,
        hero_alt_text="A classroom",
        report_id=DOCUMENT,
    )
    draft = add_page(home, title="Utkast", slug="utkast", live=False)
    return Edition(home, home_en, index, index_en, swedish, english, target, target_en, draft)


# In Swedish and in English.
WORDS = {
    "text": (
        "Vi granskade <b>alla</b> tips. Läs om ",
        "We reviewed <b>every</b> report. Read about ",
    ),
    "link": ("vår hotline", "our hotline"),
    "campaign": ("Stoppa näthandeln", "Stop the trade"),
    "label": ("visningar", "views"),
    "reports": ("tips granskade", "reports reviewed"),
    "illegal": ("bedömda som olagliga", "assessed as illegal"),
    "source": ("Årsrapport 2016", "Annual report 2016"),
    "read": ("Läs mer om vår hotline", "Read more about our hotline"),
    "report": ("Hela årsrapporten", "The whole annual report"),
    "share": ("Sprid kunskapen", "Spread the knowledge"),
}
SWEDISH, ENGLISH = ({name: both[place] for name, both in WORDS.items()} for place in (0, 1))


def rich_text(words: dict[str, str], number: int, target: int) -> str:
    """Text as Wagtail's editor stores it: keys of paragraphs, a list, links of every kind."""
    return (
        f'<h3 data-block-key="h{number:04d}">2016 &amp; 2017</h3>'
        f'<p data-block-key="p{number:04d}">{words["text"]}'
        f'<a linktype="page" id="{target}">{words["link"]}</a>.<br/>'
        f'<a linktype="document" id="{DOCUMENT}">PDF</a> '
        '<a href="https://ecpat.se/?a=1&amp;b=2">ecpat.se</a></p>'
        f'<ul><li data-block-key="l{number:04d}"><i>1</i></li></ul>'
    )


def make_body(words: dict[str, str], target: int) -> list[dict[str, Any]]:
    """Every block of the plugin, its optional parts given and left out."""
    source = {"source": words["source"]}
    of_reports = {"whole_value": "6558", "whole_label": words["reports"]}
    return [
        item(
            "campaign",
            1,
            heading=words["campaign"],
            hashtag="#stoppanäthandeln",
            text=rich_text(words, 1, target),
            image={"image": IMAGE, "alt_text": words["campaign"], "decorative": False},
            video={"title": words["share"], "url": "https://youtu.be/abc", "poster": IMAGE},
            stats=[
                item("stat", 2, value="133000", label=words["label"], qualifier="nearly", **source),
                item("stat", 3, value="98.6", label=words["label"], unit="percent"),
                item("stat", 4, value="1500000", label="kr", unit="SEK", scale="million"),
            ],
            links=[
                item("link", 5, text=words["read"], page=target),
                item("link", 6, text=words["report"], document=DOCUMENT),
                item("link", 7, text="ecpat.se om 2016", url="https://ecpat.se/2016"),
                item("link", 8, text="Skriv till ECPAT", email="info@ecpat.se"),
                item("link", 9, text="Ring ECPAT", telephone="+46 8 598 920 00"),
            ],
        ),
        item("text", 10, heading="", text=rich_text(words, 10, target), links=[]),
        item(
            "stats",
            11,
            heading=words["reports"],
            stats=[
                item("stat", 12, value="6558", label=words["reports"], **source),
                item("stat", 13, value="1100", label=words["illegal"], **of_reports, **source),
            ],
        ),
        item(
            "stat",
            14,
            value="-12.5",
            label=words["label"],
            unit="percentage_points",
            decimals=2,
            period_start="2015-07-01",
            period_end="2016-06-30",
            note=words["share"],
            source_url="https://ecpat.se/rapport",
        ),
        item(
            "chart",
            21,
            title=words["reports"],
            chart_type="bars",
            figures=[
                item("item", 22) | {"value": block_id(12)},
                item("item", 23) | {"value": block_id(13)},
            ],
            note="",
        ),
        item(
            "table",
            24,
            table={
                "caption": words["reports"],
                "columns": [
                    {"type": "text", "heading": words["label"]},
                    {"type": "number", "heading": words["reports"]},
                ],
                "rows": [
                    {"values": [words["illegal"], "1100"]},
                    {"values": [words["reports"], "6558.50"]},
                    {"values": [words["share"], None]},
                ],
            },
            has_row_heads=True,
        ),
        item("quote", 15, quote=words["share"], name="Anna", role=""),
        item("image", 16, image=IMAGE, alt_text=words["campaign"], caption="", credit="ECPAT"),
        item("video", 17, title=words["campaign"], url="", description="", poster=None),
        item("helpline", 18, name="Bris", hours="", telephone="116 111", url="https://bris.se/"),
        item("share", 19, heading=words["share"], text="", channels=["email", "bluesky"]),
        item("share", 20, heading=words["share"], text="", channels=[]),
    ]


def with_known_files(answer: Any) -> Any:
    """The answer with one name in place of those that nobody guesses, which differ in every run."""
    return json.loads(RANDOM_NAME.sub(KNOWN_NAME, json.dumps(answer)))
