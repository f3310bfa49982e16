"""Run inside a foreign site: compose, publish, translate and correct an edition, and read all its forms.

Usage: python -m exercise [--page-type APP.MODEL]
It does what the site has apps for, says what it did, one line each, and ends with an error when
something is not as promised.
"""

import argparse
import os
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "host.settings.dev")
django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from wagtail.models import Locale, Page  # noqa: E402

import results  # noqa: E402
from results.publishing import Refused  # noqa: E402
from results.rules.changes import add_changes  # noqa: E402

from .content import FIGURE, REASON, RIGHT, compose  # noqa: E402
from .reading import Version, forms, read_twice, stores  # noqa: E402


def translate(edition: Page, *others: Any) -> Page:
    """The edition in English, through wagtail-localize, as a translator would do it."""
    from wagtail_localize.models import StringTranslation, Translation, TranslationSource

    swedish = Locale.objects.get(language_code="sv")
    english, _ = Locale.objects.get_or_create(language_code="en")
    index = edition.get_parent()
    for each in (index.get_parent(), *others, index, edition):
        source, _ = TranslationSource.update_or_create_from_instance(
            each.specific if isinstance(each, Page) else each
        )
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


def correct(edition: Page) -> None:
    """Another figure is published with its reason, and not without."""
    draft = edition.get_latest_revision_as_object()
    (figure,) = (block for block in draft.body if block.id == FIGURE)
    figure.value["value"] = Decimal(RIGHT)
    try:
        draft.save_revision().publish()
    except Refused as refused:
        assert [each.code for each in refused.refusals] == ["change_missing"], refused
    else:
        raise AssertionError("A published figure was changed without a reason.")
    add_changes(draft, {FIGURE: ("correction", REASON)})
    draft.save_revision().publish()
    edition.refresh_from_db()


def edit(edition: Page) -> None:
    editor = get_user_model().objects.create_superuser("editor", "e@example.org", "x")
    client = Client()
    client.force_login(editor)
    form = client.get(f"/admin/pages/{edition.pk}/edit/")
    assert form.status_code == 200, form.status_code


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--page-type", default="results.ResultsPage")
    options = parser.parse_args()

    assert "site-packages" in results.__file__, results.__file__
    assert find_spec("cms") is None, "The demo is not part of the wheel."

    edition, targets = compose(apps.get_model(options.page_type))
    print(f"published: {edition.url}")
    pages = [edition]
    if apps.is_installed("results.translation"):
        pages.append(translate(edition, targets.page, targets.indicator))
        print(f"translated: {pages[-1].url}")
    call_command("run_results", "--once")
    correct(edition)
    print("corrected")
    if stores():
        read_twice(edition)
        print("stored")
    call_command("run_results", "--once")
    edit(edition)
    print("edited")
    versions = [Version.of(page, targets) for page in pages]
    for name, read in forms().items():
        for version in versions:
            read(version)
        print(f"read: {name}")


main()
