"""Check translations against their sources."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...proofs import Fault, faults_of

if TYPE_CHECKING:
    from wagtail_localize.models import Translation


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation, with the codes of their languages; `id` is any JSON value."""

    id: Any
    source: str
    target: str
    languages: tuple[str, str]


def read_pairs(data: bytes, source: str, target: str) -> Iterator[Pair]:
    """Yield the pair of each line of UTF-8 text, skipping blank lines.

    A line is an object with "id", and either "source", "target", "source_language" and
    "target_language", or a text under each of the codes `source` and `target`. Other keys are
    ignored. Raises CommandError for any other line.
    """
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode())
        except UnicodeDecodeError as error:
            raise CommandError(f"Line {number} is not UTF-8.") from error
        except (json.JSONDecodeError, RecursionError) as error:
            raise CommandError(f"Line {number} is not JSON: {error}.") from error
        if not isinstance(row, dict):
            raise CommandError(f"Line {number} is not an object.")
        if "id" not in row:
            raise CommandError(f"Line {number} has no “id”.")
        yield _pair(row, number, source, target)


def _pair(row: dict[str, Any], number: int, source: str, target: str) -> Pair:
    keys, languages = (source, target), (source, target)
    if "source" in row:
        keys = ("source", "target")
        languages = (row.get("source_language", source), row.get("target_language", target))
    for key in keys:
        if not isinstance(row.get(key), str):
            raise CommandError(f"Line {number} has no text “{key}”.")
    if not all(isinstance(language, str) for language in languages):
        raise CommandError(f"Line {number} has a language that is no text.")
    return Pair(row["id"], row[keys[0]], row[keys[1]], languages)


class Command(BaseCommand):
    """Check the numbers, addresses, hashtags, placeholders, links and terms of translations."""

    help = "Check the numbers, addresses, hashtags, placeholders, links and terms of translations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="The form of the output."
        )
        parser.add_argument(
            "--locale", metavar="LOCALE", help="Check only translations into this language."
        )
        parser.add_argument(
            "--page",
            type=int,
            metavar="ID",
            help="Check only a source with all its translations, or one translation.",
        )
        parser.add_argument(
            "--pairs",
            metavar="FILE",
            help="Check lines of JSON instead of the site; - is standard input.",
        )
        parser.add_argument(
            "--from",
            dest="source",
            default="sv",
            metavar="LANGUAGE",
            help="The language of the source in --pairs; sv by default.",
        )
        parser.add_argument(
            "--to",
            dest="target",
            default="en",
            metavar="LANGUAGE",
            help="The language of the translation in --pairs; en by default.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check; exits with 1 if there is a certain fault."""
        if options["pairs"] is None:
            has_faults = self._check_site(options)
        elif options["page"] is not None or options["locale"] is not None:
            raise CommandError("--pairs does not look at the site: leave out --page and --locale.")
        else:
            has_faults = self._check_pairs(options["pairs"], options["source"], options["target"])
        if has_faults:
            sys.exit(1)

    def _check_pairs(self, name: str, source: str, target: str) -> bool:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            pairs = list(read_pairs(data, source, target))
        except OSError as error:
            raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
        has_faults = False
        for pair in pairs:
            found = faults_of(pair.source, pair.target, *pair.languages)
            has_faults = has_faults or any(fault.certain for fault in found)
            self._write_json({"id": pair.id, **_parted(found)})
        return has_faults

    def _check_site(self, options: dict[str, Any]) -> bool:
        if not apps.is_installed("wagtail_localize"):
            raise CommandError("wagtail-localize is not installed; only --pairs works without it.")
        from ...strings.doubts import checked_strings

        has_faults = False
        for translation in _translations(options["page"], options["locale"]):
            for string in checked_strings(translation):
                has_faults = has_faults or any(fault.certain for fault in string["faults"])
                if string["faults"] and options["format"] == "json":
                    self._write_json({**string, **_parted(string["faults"])})
                else:
                    place = "{title} ({language}), {path}".format(**string)
                    for fault in string["faults"]:
                        self.stdout.write(f"{place}: {fault.message}")
        return has_faults

    def _write_json(self, value: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False, default=_as_json))


def _parted(found: list[Fault]) -> dict[str, list[Fault]]:
    return {
        "faults": [fault for fault in found if fault.certain],
        "doubts": [fault for fault in found if not fault.certain],
    }


def _as_json(fault: Fault) -> dict[str, str]:
    return {name: getattr(fault, name) for name in ("code", "source", "translation", "message")}


def _translations(page: int | None, locale: str | None) -> list[Translation]:
    """Return the translations asked for; raises CommandError for an unknown page or language."""
    from wagtail.models import Locale, Page
    from wagtail_localize.models import Translation

    found = (
        Translation.objects.filter(enabled=True)
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .order_by("source__object_repr", "source_id", "target_locale__language_code")
    )
    if locale is not None:
        if not Locale.objects.filter(language_code=locale).exists():
            raise CommandError(f"The site has no language “{locale}”.")
        found = found.filter(target_locale__language_code=locale)
    if page is not None:
        instance = Page.objects.filter(pk=page).first()
        if instance is None:
            raise CommandError(f"No page has the id {page}.")
        found = found.filter(source__object_id=instance.translation_key)
        if not found.filter(source__locale=instance.locale_id).exists():
            found = found.filter(target_locale=instance.locale_id)
    return list(found)
