"""System checks for settings that translation needs."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

from wagtail.models import Locale


def check_installed(**_kwargs: Any) -> list[CheckMessage]:
    """E001: wagtail-localize is not installed."""
    if apps.is_installed("wagtail_localize"):
        return []
    return [
        Error(
            "'results.translation' is installed, but 'wagtail_localize' is not.",
            hint="Add 'wagtail_localize' and 'wagtail_localize.locales' to INSTALLED_APPS, or "
            "remove 'results.translation'.",
            id="results_translation.E001",
        )
    ]


def check_source_language(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[Any]:
    """W005: no page is in the language of LANGUAGE_CODE; needs the default database."""
    if "default" not in (databases or ()):
        return []
    try:
        codes = set(Locale.objects.values_list("language_code", flat=True))
    except DatabaseError:
        # Before the first `migrate` there is nothing to look at.
        return []
    if not codes or settings.LANGUAGE_CODE in codes:
        return []
    return [
        CheckWarning(
            f"LANGUAGE_CODE is '{settings.LANGUAGE_CODE}', but the pages of this site are in "
            f"{', '.join(sorted(codes))}: addresses of pages get a wrong prefix.",
            hint="Set LANGUAGE_CODE to the language of the source pages, and name it in "
            "WAGTAIL_CONTENT_LANGUAGES.",
            id="results_translation.W005",
        )
    ]


def check_site(**_kwargs: Any) -> list[CheckMessage]:
    """W006 and W007: nothing tells the languages of addresses apart, or two apps translate."""
    found: list[CheckMessage] = []
    if not any(name.endswith(".LocaleMiddleware") for name in settings.MIDDLEWARE):
        found.append(
            CheckWarning(
                "MIDDLEWARE has no LocaleMiddleware: every page speaks the language of "
                "LANGUAGE_CODE.",
                hint='Put "django.middleware.locale.LocaleMiddleware" into MIDDLEWARE, before '
                "CommonMiddleware.",
                id="results_translation.W006",
            )
        )
    if apps.is_installed("wagtail.contrib.simple_translation"):
        found.append(
            CheckWarning(
                "'wagtail.contrib.simple_translation' is installed beside wagtail-localize: editors "
                "see “Translate” twice, and what they make by the one does not follow its source.",
                hint="Take 'wagtail.contrib.simple_translation' out of INSTALLED_APPS.",
                id="results_translation.W007",
            )
        )
    return found


def check_settings(**_kwargs: Any) -> list[CheckMessage]:
    """W001 and W002: translation is off, or translations are public too early."""
    found: list[CheckMessage] = []
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        found.append(
            CheckWarning(
                "WAGTAIL_I18N_ENABLED is not set: pages cannot be translated.",
                hint="Set WAGTAIL_I18N_ENABLED = True, and WAGTAIL_CONTENT_LANGUAGES to the "
                "languages of the site.",
                id="results_translation.W001",
            )
        )
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True):
        found.append(
            CheckWarning(
                "A page that is submitted for translation is public at once, in the language of "
                "its source.",
                hint="Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False: a translation is "
                "then public when a person publishes it.",
                id="results_translation.W002",
            )
        )
    return found
