"""A translator at work, with wagtail-localize and in its editor."""

import json
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

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

from bs4 import BeautifulSoup

from results.translation.localize.source import sync_source
from results.translation.models import TextState
from results.translation.strings.doubts import TranslatedString, strings_of

AddText = Callable[[str], str]


def in_english(text: str) -> str:
    """What the translator of these tests makes of a text."""
    return f"[en] {text}"


def english() -> Locale:
    return Locale.objects.get(language_code="en")


def submit(page: Page) -> Translation:
    """The page's translation to English, as it is after "Translate this page"."""
    translate_object(page, [english()])
    return translation_of(page)


def submit_by_hand(browser: Client, page: Page, **fields: str) -> Any:
    """Submit the page in the admin; what is shown then."""
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return browser.post(url, {"locales": [english().pk], **fields}, follow=True)


def translation_of(page: Page) -> Translation:
    """The page's translation to English, read anew."""
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=english())


def translate(
    translation: Translation, translator: AddText = in_english, without: Collection[str] = ()
) -> None:
    """Translate every string but those; tags of rich text stay where they are."""
    segments = StringSegment.objects.filter(source=translation.source)
    for segment in segments.exclude(string__data__in=without):
        say(translation, segment.context.path, translator(segment.string.data), segment.string)


def say(translation: Translation, path: str, text: str, string: String | None = None) -> None:
    """Translate the one string at a path."""
    source = translation.source
    context = TranslationContext.objects.get(object_id=source.object_id, path=path)
    StringTranslation.objects.update_or_create(
        translation_of=string or StringSegment.objects.get(source=source, context=context).string,
        locale=translation.target_locale,
        context=context,
        defaults={"data": text, "translation_type": "manual", "tool_name": "", "has_error": False},
    )


def mark_memory(rows: Any) -> None:
    """Have these texts come from the translation memory, with nobody's decision on them."""
    for row in rows:
        TextState.objects.update_or_create(translation=row, defaults={"from_memory": True})


def older() -> Any:
    """The states of texts that are older than their source."""
    return TextState.objects.filter(since__isnull=False)


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def strings_url(translation: Any) -> str:
    """The address of the screen "Texts"."""
    return reverse("results_translation:strings", args=[translation.pk])


def string_at(translation: Translation, path: str) -> TranslatedString:
    return next(each for each in strings_of(translation) if each.segment.context.path == path)


def replace(translation: Translation, path: str, data: Any) -> SegmentOverride:
    context = TranslationContext.objects.get(object_id=translation.source.object_id, path=path)
    override, _new = SegmentOverride.objects.update_or_create(
        locale=translation.target_locale, context=context, defaults={"data_json": json.dumps(data)}
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
    segments = OverridableSegment.objects.filter(source=translation_of(page).source)
    return {segment.context.path: segment.data for segment in segments}


def sync(page: Page) -> Translation:
    """Take the source over as it is now, as "Sync translated pages" does."""
    sync_source(TranslationSource.objects.get_for_instance(page))
    return translation_of(page)


def target(page: Page) -> Any:
    """The page's translation as it stands in the database."""
    return page.get_translation(english()).specific


class Translator:
    """A person in front of wagtail-localize's editor, in a browser."""

    def __init__(self, client: Client, page: Page) -> None:
        self.client = client
        self.page = page
        self.url = f"{edit_url(page)}?editor=1"

    def open(self) -> dict[str, Any]:
        response = self.client.get(self.url)
        assert response.status_code == 200, response.status_code
        return json.loads(response.context["props"])

    def write(self, path: str, text: str) -> Any:
        segment = next(s for s in self.open()["segments"] if s["contentPath"] == path)
        return self._put(segment["editUrl"], text)

    def write_all(self, translator: AddText = in_english) -> None:
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
