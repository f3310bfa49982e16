"""What the edition of the exercise says: every block, and links to all that an edition can link to."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from PIL import Image

from results.building import build_body
from results.models import Indicator, ResultsIndexPage

# The figure that is corrected, first and then.
FIGURE = "5f2f6f0a-0000-4000-8000-000000000001"
WRONG, RIGHT = "97.6", "98.6"
REASON = "Två bilder hade räknats två gånger."
OTHERS = ("5f2f6f0a-0000-4000-8000-000000000002", "5f2f6f0a-0000-4000-8000-000000000003")


@dataclass(frozen=True)
class Targets:
    """What an edition links to."""

    page: Page
    document: Any
    image: Any
    indicator: Indicator


def make_targets(home: Page) -> Targets:
    page = home.add_child(instance=Page(title="Vår hotline", slug="hotline"))
    picture = BytesIO()
    Image.new("RGB", (1200, 800), "#247").save(picture, "PNG")
    image = get_image_model().objects.create(
        title="Punkter", file=ContentFile(picture.getvalue(), name="dots.png")
    )
    document = get_document_model().objects.create(
        title="Årsredovisning", file=ContentFile(b"%PDF-1.4 example data", name="report.pdf")
    )
    indicator = Indicator.objects.create(
        name="bilder borttagna inom ett dygn", slug="bilder", unit="percent"
    )
    return Targets(page, document, image, indicator)


def content(to: Targets) -> list[Any]:
    """Every block of the plugin."""
    text = (
        f'<p>Alla tips granskas. Se <a linktype="page" id="{to.page.pk}">vår hotline</a> och '
        f'<a linktype="document" id="{to.document.pk}">årsredovisningen</a>.</p>'
    )
    image = {"image": to.image, "alt_text": "Punkter i rader"}
    film = {"title": "Filmen om hotline", "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa"}
    links = [
        ("link", {"text": "Läs mer om vår hotline", "page": to.page}),
        ("link", {"text": "Hela årsredovisningen", "document": to.document}),
        ("link", {"text": "Läs mer om arbetet", "url": "https://example.org/arbete"}),
    ]
    reports = [
        ("stat", {"value": 6558, "label": "granskade tips", "source": "Exempeldata"}, OTHERS[0]),
        ("stat", {"value": 1100, "label": "olagliga bilder", "part_of": OTHERS[0]}, OTHERS[1]),
    ]
    removed = {"value": WRONG, "unit": "percent", "qualifier": "about", "highlight": "key"}
    cells = {
        "caption": "Tips per år",
        "columns": [
            {"type": "text", "heading": "År"},
            {"type": "number", "heading": "Tips"},
        ],
        "rows": [{"values": ["2015", "6243"]}, {"values": ["2016", "6558"]}],
    }
    return [
        (
            "campaign",
            {
                "heading": "Många tips till hotline",
                "text": text,
                "image": image,
                "video": film,
                "stats": [("stat", {"value": "1.5", "label": "miljoner sökningar"})],
                "links": links,
            },
        ),
        ("stats", {"heading": "Året i siffror", "stats": reports}),
        (
            "stat",
            {**removed, "label": "av bilderna", "indicator": to.indicator, "source": "Exempeldata"},
            FIGURE,
        ),
        ("chart", {"title": "Tips och bilder", "chart_type": "bars", "figures": [*OTHERS]}),
        ("table", {"table": cells, "has_row_heads": True}),
        ("text", {"heading": "Om resultaten", "text": text, "links": links}),
        ("quote", {"quote": "Varje tips räknas.", "name": "Anna", "role": "handläggare"}),
        ("image", image),
        ("video", film),
        ("helpline", {"name": "Hjälplinjen", "telephone": "116 111"}),
        ("share", {"heading": "Sprid kunskapen", "channels": ["email"]}),
    ]


def compose(page_type: type[Page]) -> tuple[Page, Targets]:
    """An index page and a published edition below the site's root page, and what it links to."""
    home = Site.objects.get().root_page
    targets = make_targets(home)
    index = home.add_child(instance=ResultsIndexPage(title="Resultat", slug="resultat"))
    index.save_revision().publish()
    blocks = content(targets)
    if page_type._meta.app_label != "results":
        blocks.append(("voice", {"words": "Jag vågade berätta.", "who": "Anna"}))
    known = page_type._meta.get_field("body").stream_block.child_blocks
    assert {each[0] for each in blocks} == set(known), "The exercise has not every block."
    edition = page_type(
        title="Resultat 2016",
        slug="2016",
        period_start=date(2016, 1, 1),
        period_end=date(2016, 12, 31),
        introduction="Våra viktigaste resultat.",
        body=build_body(blocks, page_type),
        hero_image=targets.image,
        hero_alt_text="Punkter i rader",
        report=targets.document,
        live=False,
    )
    index.add_child(instance=edition)
    edition.save_revision().publish()
    edition.refresh_from_db()
    assert edition.live, "The edition is not live after it was published."
    return edition, targets
