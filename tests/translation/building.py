"""An edition with every block of ours in it, a translator at work, and blocks on their own."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.operations import translate_object
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.strings import StringValue

from bs4 import BeautifulSoup

from results.blocks import ResultsStructBlock
from results.translation.extracting import Segment, extract
from results.translation.restoring import restore
from tests.factories import block

AddText = Callable[[str], str]


def in_english(text: str) -> str:
    """What the translator of these tests makes of a text."""
    return f"[en] {text}"


def make_image(title: str = "Picture") -> Any:
    """A picture."""
    return get_image_model().objects.create(title=title, file=get_test_image_file())


def make_document(title: str = "Annual report") -> Any:
    """A document."""
    file = ContentFile(b"%PDF-1.4", name="report.pdf")
    return get_document_model().objects.create(title=title, file=file)


def stat(name: str = "stat", **value: Any) -> dict[str, Any]:
    """A figure with all its texts."""
    given = {
        "value": "133000",
        "qualifier": "over",
        "unit": "number",
        "scale": "none",
        "label": "visningar",
        "whole_value": "200000",
        "whole_label": "besök",
        "period_start": "2016-01-01",
        "period_end": "2016-06-30",
        "source": "Årsredovisningen",
        "source_url": "https://ecpat.se/kalla",
        "note": "Endast i Sverige.\nRäknat en gång.",
    }
    return block("stat", name, **given | value)


def whole_body(page: int, document: int, image: int) -> list[dict[str, Any]]:
    """Every block of ours with every child given; arguments are primary keys."""
    picture = {
        "image": image,
        "alt_text": "Två barn",
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


def english() -> Locale:
    """The language of the translations."""
    locale: Locale = Locale.objects.get(language_code="en")
    return locale


def submit(page: Page) -> Translation:
    """The page's translation to English, as it is after "Translate this page"."""
    translate_object(page, [english()])
    return translation_of(page)


def translation_of(page: Page) -> Translation:
    """The page's translation to English, read anew."""
    translation: Translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=english()
    )
    return translation


def translate(translation: Translation, translator: AddText = in_english) -> None:
    """Translate every string; tags of rich text stay where they are."""
    for segment in StringSegment.objects.filter(source=translation.source):
        say(translation, segment.context.path, translator(segment.string.data), segment.string)


def say(translation: Translation, path: str, text: str, string: String | None = None) -> None:
    """Translate the one string at a path."""
    source = translation.source
    context = TranslationContext.objects.get(object_id=source.object_id, path=path)
    StringTranslation.objects.update_or_create(
        translation_of=string or StringSegment.objects.get(source=source, context=context).string,
        locale=translation.target_locale,
        context=context,
        defaults={"data": text, "translation_type": "manual", "has_error": False},
    )


def replace(translation: Translation, path: str, data: Any) -> SegmentOverride:
    """Choose another document, picture or address at a path."""
    context = TranslationContext.objects.get(object_id=translation.source.object_id, path=path)
    override, _new = SegmentOverride.objects.update_or_create(
        locale=translation.target_locale,
        context=context,
        defaults={"data_json": json.dumps(data)},
    )
    return override


def strings(page: Page) -> dict[str, list[str]]:
    """The page's strings as the translator gets them, by path."""
    found: dict[str, list[str]] = {}
    segments = StringSegment.objects.filter(source=translation_of(page).source).order_by("order")
    for segment in segments.select_related("context", "string"):
        found.setdefault(segment.context.path, []).append(segment.string.data)
    return found


def replaceables(page: Page) -> dict[str, Any]:
    """What the translator may replace, by path."""
    segments = OverridableSegment.objects.filter(source=translation_of(page).source)
    return {segment.context.path: segment.data for segment in segments}


def sync(page: Page) -> Translation:
    """Take the source over as it is now, as "Sync translated pages" does."""
    TranslationSource.objects.get_for_instance(page).update_from_db()
    return translation_of(page)


def target(page: Page) -> Any:
    """The page's translation as it stands in the database."""
    return page.get_translation(english()).specific


def built(kind: Block, raw: Any) -> Any:
    """A block's value from its JSON, built as the stream around it builds it."""
    return kind.bulk_to_python([raw])[0]


def segments(kind: Block, raw: Any) -> list[Segment]:
    """The segments of a value given as JSON, as wagtail-localize would keep them."""
    found = [segment for segment in extract(kind, built(kind, raw)) if not segment.is_empty()]
    return [segment.with_order(order) for order, segment in enumerate(found, start=1)]


def string_paths(kind: Block, raw: Any) -> list[tuple[str, str]]:
    """(path, text) of each string of a value given as JSON."""
    return [
        (segment.path, segment.render_text())
        for segment in segments(kind, raw)
        if isinstance(segment, StringSegmentValue)
    ]


def replaceable_paths(kind: Block, raw: Any) -> dict[str, Any]:
    """What is replaceable in a value given as JSON, by path."""
    return {
        segment.path: segment.data
        for segment in segments(kind, raw)
        if isinstance(segment, OverridableSegmentValue)
    }


def round_trip(
    kind: Block,
    raw: Any,
    translator: AddText = in_english,
    replacements: dict[str, Any] | None = None,
) -> Any:
    """The JSON of a value after each string was translated and some parts were replaced."""
    given: list[Segment] = []
    for segment in segments(kind, raw):
        if isinstance(segment, StringSegmentValue):
            text = StringValue(translator(segment.string.data))
            given.append(
                StringSegmentValue(segment.path, text, attrs=segment.attrs, order=segment.order)
            )
        elif not isinstance(segment, OverridableSegmentValue):
            given.append(segment)
        elif segment.path in (replacements or {}):
            data = (replacements or {})[segment.path]
            given.append(OverridableSegmentValue(segment.path, data, order=segment.order))
    return kind.get_prep_value(restore(kind, built(kind, raw), given))


def prose_of(kind: Block, raw: Any, *, is_prose: bool = True) -> Iterator[str]:
    """Yield the raw texts that are declared as prose, found without the code under test."""
    if not raw:
        return
    if isinstance(kind, StructBlock):
        prose = kind.meta.prose if isinstance(kind, ResultsStructBlock) else kind.child_blocks
        for name, child in kind.child_blocks.items():
            yield from prose_of(child, raw.get(name), is_prose=name in prose)
    elif isinstance(kind, StreamBlock):
        for item in raw:
            yield from prose_of(kind.child_blocks[item["type"]], item["value"])
    elif isinstance(kind, ListBlock):
        for item in raw:
            yield from prose_of(kind.child_block, item["value"], is_prose=is_prose)
    elif is_prose and isinstance(kind, RichTextBlock):
        soup = BeautifulSoup(raw, "html.parser")
        yield from (part.get_text() for part in soup.find_all(["p", "li", "h3"]))
    elif is_prose and isinstance(kind, CharBlock | TextBlock):
        yield raw


class Translator:
    """A person in front of wagtail-localize's editor, in a browser."""

    def __init__(self, client: Client, page: Page) -> None:
        self.client = client
        self.page = page
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def open(self) -> dict[str, Any]:
        """What the editor is given to show."""
        response = self.client.get(self.url)
        assert response.status_code == 200, response.status_code
        props: dict[str, Any] = json.loads(response.context["props"])
        return props

    def write(self, path: str, text: str) -> Any:
        """Type the translation of the first string at the path."""
        segment = next(s for s in self.open()["segments"] if s["contentPath"] == path)
        return self._put(segment["editUrl"], text)

    def write_all(self, translator: AddText = in_english) -> None:
        """Type the translation of every string."""
        for segment in self.open()["segments"]:
            if segment["type"] == "string":
                response = self._put(segment["editUrl"], translator(segment["source"]))
                assert response.status_code in {200, 201}

    def publish(self) -> Any:
        """Press "Publish"; the page that comes back."""
        return self.client.post(self.url, {"action": "publish"}, follow=True)

    def _put(self, url: str, value: str) -> Any:
        return self.client.put(
            url, urlencode({"value": value}), content_type="application/x-www-form-urlencoded"
        )
