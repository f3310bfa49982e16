"""System checks tell a site what its translations need."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, run_checks

from wagtail.blocks import (
    CharBlock,
    IntegerBlock,
    ListBlock,
    RawHTMLBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Locale
from wagtail_localize.strings import INLINE_TAGS

import pytest

from results.blocks import ResultsStructBlock, StatBlock
from results.checks import check_catalogues
from results.translation.blocks import check_blocks
from results.translation.checks import check_settings, check_source_language


class Wrong(ResultsStructBlock):
    number = IntegerBlock()
    stat = StatBlock()
    numbers = ListBlock(IntegerBlock())
    text = RichTextBlock()

    class Meta:
        prose = ("number", "stat", "lable", "text")
        replaceable = ("numbers", "txt", "text")


class Answering(RawHTMLBlock):
    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []


def test_wagtail_localize_must_be_installed() -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.translation.without_localize",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, "-m", "django", "check"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "(results_translation.E001) 'results.translation' is installed, but" in result.stderr
    assert "identified 1 issue (1 silenced)" in result.stderr


def said(messages: Iterable[CheckMessage]) -> list[tuple[str, str]]:
    return [(str(m.id).rpartition(".")[2], m.msg) for m in messages]


def test_a_site_has_languages_and_none_is_public_untranslated(settings: Any) -> None:
    settings.WAGTAIL_I18N_ENABLED = False
    del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
    assert [number for number, _sentence in said(check_settings())] == ["W001", "W002"]


def test_a_language_without_words_of_ours_is_named(settings: Any) -> None:
    languages = [("sv", "Svenska"), ("de-at", "Deutsch"), ("nn", "Nynorsk"), ("fr", "Français")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
    found = said([*check_settings(), *check_catalogues(None)])
    assert [(number, "fr (Français)" in sentence) for number, sentence in found] == [
        ("W008", True)
    ] * 2


def test_a_block_must_name_its_own_children(add_blocks: Any) -> None:
    add_blocks(wrong=Wrong(), box=StructBlock([("wrong", Wrong())]))
    found = check_blocks()
    assert said(found) == [
        (number, f"{__name__}.Wrong: Meta.{sentence}")
        for number, sentence in (
            ("E002", "prose names 'lable', which is no child of the block."),
            ("E002", "replaceable names 'txt', which is no child of the block."),
            ("E003", "prose names 'number', a IntegerBlock, which is no text."),
            ("E003", "prose names 'stat', a StatBlock, which is no text."),
            (
                "E004",
                "replaceable names 'numbers', a ListBlock, which a translator cannot replace.",
            ),
            (
                "E004",
                "replaceable names 'text', a RichTextBlock, which a translator cannot replace.",
            ),
        )
    ]
    assert ["struct" in str(each.hint) for each in found[2:4]] == [False, True]


def test_text_that_nobody_can_translate_is_named(add_blocks: Any) -> None:
    add_blocks(
        table=TableBlock(),
        typed=TypedTableBlock([("text", CharBlock())]),
        box=StreamBlock([("html", RawHTMLBlock())]),
        own=Answering(),
    )
    assert [(number, sentence.split("'")[1]) for number, sentence in said(check_blocks())] == [
        ("W003", "table"),
        ("W003", "typed"),
        ("W003", "html"),
    ]


def test_formats_that_cut_sentences_are_named(add_blocks: Any, monkeypatch: Any) -> None:
    add_blocks(rich=RichTextBlock(features=["bold", "subscript"]), plain=RichTextBlock())
    ((number, sentence),) = said(check_blocks())
    assert number == "W004"
    assert "rich text 'rich' offers 'subscript'" in sentence
    monkeypatch.setattr("results.translation.blocks.INLINE_TAGS", [*INLINE_TAGS, "sub"])
    assert check_blocks() == []


@pytest.mark.django_db
def test_a_site_with_pages_in_another_language_than_its_own_is_told(settings: Any) -> None:
    Locale.objects.get_or_create(language_code="en")
    settings.LANGUAGE_CODE = "en"
    assert not list(check_source_language(databases=["default"]))
    settings.LANGUAGE_CODE = "en-us"
    assert [found.id for found in run_checks(tags=["database"], databases=["default"])] == [
        "results_translation.W005"
    ]
    assert not list(check_source_language())
