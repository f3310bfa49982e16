"""System checks for settings that translation needs."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError

from wagtail.coreutils import get_content_languages
from wagtail.models import Locale

from ..number_check import knows


def check_installed(**_kwargs: Any) -> Iterator[CheckMessage]:
    """E001: wagtail-localize is not installed."""
    if not apps.is_installed("wagtail_localize"):
        yield Error(
            "'results.translation' is installed, but 'wagtail_localize' is not.",
            hint="Add 'wagtail_localize' and 'wagtail_localize.locales' to INSTALLED_APPS, or "
            "remove 'results.translation'.",
            id="results_translation.E001",
        )


def check_source_language(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> Iterator[CheckMessage]:
    """W005: no page is in the language of LANGUAGE_CODE; needs the default database."""
    try:
        locales = Locale.objects.values_list("language_code", flat=True)
        codes = set(locales) if "default" in (databases or ()) else set()
    except DatabaseError:
        # Before the first `migrate` there is nothing to look at.
        return
    if codes and settings.LANGUAGE_CODE not in codes:
        yield Warning(
            f"LANGUAGE_CODE is '{settings.LANGUAGE_CODE}', but the pages of this site are in "
            f"{', '.join(sorted(codes))}: addresses of pages get a wrong prefix.",
            hint="Set LANGUAGE_CODE to the language of the source pages, and name it in "
            "WAGTAIL_CONTENT_LANGUAGES.",
            id="results_translation.W005",
        )


def check_settings(**_kwargs: Any) -> Iterator[CheckMessage]:
    """W001, W002, W006 to W008: settings by which translations are missing, public too early or unread."""
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        yield Warning(
            "WAGTAIL_I18N_ENABLED is not set: pages cannot be translated.",
            hint="Set WAGTAIL_I18N_ENABLED = True, and WAGTAIL_CONTENT_LANGUAGES to the "
            "languages of the site.",
            id="results_translation.W001",
        )
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True):
        yield Warning(
            "A page that is submitted for translation is public at once, in the language of "
            "its source.",
            hint="Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False: a translation is "
            "then public when a person publishes it.",
            id="results_translation.W002",
        )
    if not any(name.endswith(".LocaleMiddleware") for name in settings.MIDDLEWARE):
        yield Warning(
            "MIDDLEWARE has no LocaleMiddleware: every page speaks the language of LANGUAGE_CODE.",
            hint='Put "django.middleware.locale.LocaleMiddleware" into MIDDLEWARE, before '
            "CommonMiddleware.",
            id="results_translation.W006",
        )
    if apps.is_installed("wagtail.contrib.simple_translation"):
        yield Warning(
            "'wagtail.contrib.simple_translation' is installed beside wagtail-localize: editors "
            "see “Translate” twice, and what they make by the one does not follow its source.",
            hint="Take 'wagtail.contrib.simple_translation' out of INSTALLED_APPS.",
            id="results_translation.W007",
        )
    for code, name in get_content_languages().items():
        if not knows(code):
            yield Warning(
                f"The number check knows no words for numbers in the language {code} ({name}): "
                "it compares digits.",
                hint="See “Languages” in the reference of the translation checks.",
                id="results_translation.W008",
            )
