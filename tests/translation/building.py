"""An edition with every block of ours in it."""

from typing import Any

from django.core.files.base import ContentFile

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.factories import block


def make_image(title: str = "Picture") -> Any:
    return get_image_model().objects.create(title=title, file=get_test_image_file())


def make_document(title: str = "Annual report") -> Any:
    file = ContentFile(b"%PDF-1.4", name="report.pdf")
    return get_document_model().objects.create(title=title, file=file)


def stat(name: str = "stat") -> dict[str, Any]:
    return block(
        "stat",
        name,
        value="133000",
        qualifier="over",
        unit="number",
        scale="none",
        label="visningar",
        whole_value="200000",
        whole_label="besök",
        period_start="2016-01-01",
        period_end="2016-06-30",
        source="Årsredovisningen",
        source_url="https://ecpat.se/kalla",
        note="Endast i Sverige.\nRäknat en gång.",
    )


# Of words and numbers, with an empty cell of either.
TABLE = {
    "caption": "Tips till Hotline",
    "columns": [
        {"type": "text", "heading": "År"},
        {"type": "number", "heading": "Tips"},
        {"type": "text", "heading": "Anmält"},
    ],
    "rows": [
        {"values": ["Under 2016", "6558.50", "Till Europol"]},
        {"values": ["Under 2017", None, ""]},
    ],
}


def whole_body(page: int, document: int, image: int) -> list[dict[str, Any]]:
    """Every block of ours with every child given; arguments are primary keys."""
    picture = {
        "image": image,
        "alt_text": "Några barn",
        "decorative": False,
        "caption": "Barn i skolan",
        "credit": "Foto: ECPAT",
    }
    film = {
        "title": "Filmen",
        "url": "https://www.youtube.com/watch?v=sv",
        "description": "En film om nätet",
        "poster": image,
    }
    links = [
        block("link", "to page", text="Läs mer om hotline", page=page),
        block("link", "to document", text="Hela rapporten", document=document),
        block("link", "to address", text="Till ECPAT", url="https://ecpat.se/"),
        block("link", "to post", text="Skriv till oss", email="info@ecpat.se"),
        block("link", "to phone", text="Ring oss", telephone="08-598 920 00"),
    ]
    text = (
        '<p>Vi granskar <b>varje</b> tips och <a href="https://polisen.se/">anmäler</a>.</p>'
        f'<ul><li>En <a linktype="page" id="{page}">sida</a></li></ul>'
    )
    return [
        block(
            "campaign",
            "campaign",
            heading="Hotline",
            hashtag="#stoppanäthandeln",
            text=text,
            stats=[stat("campaign stat")],
            links=links,
            image=picture,
            video=film,
        ),
        block("text", "text", heading="Om arbetet", text="<p>Vi arbetar.</p>", links=[]),
        block("stats", "stats", heading="Året i siffror", stats=[stat("group stat")]),
        stat("stat"),
        block("chart", "chart", title="Året som ritning", note="Räknade en gång."),
        block("table", "table", table=TABLE, has_row_heads=True),
        # `name` is the factory's own argument.
        block("quote", "quote")
        | {"value": {"quote": "Kunskap\nskyddar", "name": "Anna", "role": "Chef"}},
        block("image", "image", **picture),
        block("video", "video", **film),
        block("helpline", "helpline")
        | {
            "value": {
                "name": "Hjälplinjen",
                "hours": "Dygnet runt",
                "telephone": "116 111",
                "url": "https://bris.se/",
                "note": "Gratis",
            }
        },
        block("share", "share", heading="Dela", text="Berätta för fler", channels=["email"]),
    ]
