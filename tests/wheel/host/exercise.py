"""Run inside a foreign site: compose, publish, read and translate an edition.

Usage: python exercise.py [--page-type APP.MODEL] [--api] [--snapshots] [--translate]
It says what it did, one line each, and ends with an error when something is not as promised.
"""

import argparse
import os
import uuid
from datetime import date
from importlib.util import find_spec

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "host.settings.dev")
django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from wagtail.models import Page, Site  # noqa: E402

import results  # noqa: E402
from results.models import ResultsIndexPage  # noqa: E402

FIGURE = "98.6"


def block(kind: str, value: object) -> dict[str, object]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def body(own_block: bool) -> list[dict[str, object]]:
    """One of each kind that a reader can check in the page."""
    figure = {
        "value": FIGURE,
        "label": "av bilderna",
        "unit": "percent",
        "qualifier": "about",
        "source": "Hotline",
    }
    campaign = {
        "heading": "Många tips till hotline",
        "text": "<p>Alla tips granskas.</p>",
        "stats": [block("stat", {"value": "6558", "label": "granskade tips"})],
        "links": [
            block("link", {"text": "Läs mer om arbetet", "url": "https://example.org/arbete"})
        ],
    }
    blocks = [block("campaign", campaign), block("stat", figure)]
    if own_block:
        blocks.append(block("voice", {"words": "Jag vågade berätta.", "who": "Anna"}))
    return blocks


def compose(page_type: type[Page]) -> Page:
    """An index page and a published edition below the site's root page."""
    home = Site.objects.get().root_page
    index = ResultsIndexPage(title="Resultat", slug="resultat")
    home.add_child(instance=index)
    index.save_revision().publish()
    edition = page_type(
        title="Resultat 2016",
        slug="2016",
        period_start=date(2016, 1, 1),
        period_end=date(2016, 12, 31),
        introduction="Våra viktigaste resultat.",
        body=body(own_block=page_type._meta.app_label != "results"),
        live=False,
    )
    index.add_child(instance=edition)
    edition.save_revision().publish()
    edition.refresh_from_db()
    assert edition.live, "The edition is not live after it was published."
    return edition


def read(address: str, *expected: str) -> str:
    """The page at the address, which must answer 200 and contain the texts."""
    response = Client().get(address)
    html = response.content.decode()
    assert response.status_code == 200, (address, response.status_code)
    missing = [text for text in expected if text not in html]
    assert not missing, f"{address} lacks {missing}:\n{html}"
    return html


def read_twice(edition: Page) -> None:
    """What is stored is given, and a published change is in the next answer."""
    said = [Client().get(edition.url).headers.get("X-Results-Snapshot") for _time in range(2)]
    assert said == ["made", "hit"], said
    edition.introduction = "En mening till."
    edition.save_revision().publish()
    html = read(edition.url, "En mening till.")
    assert Client().get(edition.url).content.decode() == html


def translate(edition: Page) -> Page:
    """The edition in English, through wagtail-localize, as a translator would do it."""
    from wagtail.models import Locale
    from wagtail_localize.models import StringTranslation, Translation, TranslationSource

    swedish = Locale.objects.get(language_code="sv")
    english, _ = Locale.objects.get_or_create(language_code="en")
    for page in (edition.get_parent().get_parent(), edition.get_parent(), edition):
        source, _ = TranslationSource.update_or_create_from_instance(page.specific)
        assert source.locale == swedish
        translation = Translation.objects.create(source=source, target_locale=english)
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string,
                context=segment.context,
                locale=english,
                data=f"EN {segment.string.data}",
            )
        translation.save_target(publish=True)
    translated: Page = edition.get_translation(english)
    assert translated.live, "The translation is not live after it was published."
    return translated


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--page-type", default="results.ResultsPage")
    parser.add_argument("--api", action="store_true")
    parser.add_argument("--snapshots", action="store_true")
    parser.add_argument("--translate", action="store_true")
    options = parser.parse_args()

    assert "site-packages" in results.__file__, results.__file__
    assert find_spec("cms") is None, "The demo is not part of the wheel."
    has_localize = find_spec("wagtail_localize") is not None
    assert has_localize or not options.translate

    page_type = apps.get_model(options.page_type)
    if (locale := _source_locale()) is not None:
        print(f"source language: {locale}")
    edition = compose(page_type)
    print(f"published: {edition.url}")
    expected = ["Resultat 2016", "Alla tips granskas.", "granskade tips", 'value="6558"']
    if page_type._meta.app_label != "results":
        expected.append('<blockquote class="voice">Jag vågade berätta.</blockquote>')
    if options.snapshots:
        read_twice(edition)
        print("stored: hit")
    read("/resultat/2016/", *expected)
    read("/resultat/", "Resultat 2016")
    print("read: 200")

    editor = get_user_model().objects.create_superuser("editor", "e@example.org", "x")
    client = Client()
    client.force_login(editor)
    form = client.get(f"/admin/pages/{edition.pk}/edit/")
    assert form.status_code == 200, form.status_code
    print("edited: 200")

    if options.api:
        response = Client().get(f"/api/v2/pages/{edition.pk}/")
        assert response.status_code == 200, response.content
        stat = next(child for child in response.json()["body"] if child["type"] == "stat")
        assert stat["value"]["value"] == FIGURE, stat
        assert "98,6" in stat["value"]["display"]["text"], stat
        print("asked: 200")

    if options.translate:
        translated = translate(edition)
        html = read(translated.url, "EN Resultat 2016", "EN granskade tips", 'value="6558"', "98.6")
        assert "98,6" not in html, "A figure is in Swedish format on the English page."
        print(f"translated: {translated.url}")


def _source_locale() -> str | None:
    """`migrate` has made one locale, for the LANGUAGE_CODE of the host."""
    from wagtail.models import Locale

    locale = Locale.objects.first()
    return locale.language_code if locale else None


main()
