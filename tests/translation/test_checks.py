"""System checks tell a site what its translations need."""

import subprocess
import sys
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
from pytest_django import Settings

from results.blocks import ResultsStructBlock, StatBlock
from results.translation.blocks import check_blocks
from results.translation.checks import check_settings, check_source_language

BLOCK = f"{__name__}.Wrong"


class Wrong(ResultsStructBlock):
    """A block of which nothing is declared right."""

    number = IntegerBlock()
    stat = StatBlock()
    numbers = ListBlock(IntegerBlock())
    text = RichTextBlock()

    class Meta:
        prose = ("number", "stat", "lable", "text")
        replaceable = ("numbers", "txt", "text")


class Answering(RawHTMLBlock):
    """HTML that a site has translated in a way of its own."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """None."""
        return []


@pytest.mark.django_db
def test_the_demo_has_nothing_to_say() -> None:
    assert [m for m in run_checks() if str(m.id).startswith("results_translation")] == []


def test_wagtail_localize_must_be_installed() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "django", "check"],
        env={
            "DJANGO_SETTINGS_MODULE": "tests.translation.without_localize",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == (
        "SystemCheckError: System check identified some issues:\n\nERRORS:\n"
        "?: (results_translation.E001) 'results.translation' is installed, but "
        "'wagtail_localize' is not.\n"
        "\tHINT: Add 'wagtail_localize' and 'wagtail_localize.locales' to INSTALLED_APPS, or "
        "remove 'results.translation'.\n\n"
        "System check identified 1 issue (1 silenced).\n"
    )


def said(messages: list[CheckMessage]) -> list[tuple[str, str, str]]:
    """The number of each message, its sentence, and what it advises."""
    return [(str(m.id).rpartition(".")[2], m.msg, str(m.hint)) for m in messages]


def test_a_site_must_have_languages_and_no_translation_is_public_before_it_is_one(
    settings: Settings,
) -> None:
    settings.WAGTAIL_I18N_ENABLED = False
    del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
    assert said(check_settings()) == [
        (
            "W001",
            "WAGTAIL_I18N_ENABLED is not set: pages cannot be translated.",
            "Set WAGTAIL_I18N_ENABLED = True, and WAGTAIL_CONTENT_LANGUAGES to the languages of "
            "the site.",
        ),
        (
            "W002",
            "A page that is submitted for translation is public at once, in the language of its "
            "source.",
            "Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False: a translation is then "
            "public when a person publishes it.",
        ),
    ]


def test_a_block_must_name_its_own_children(add_blocks: Any) -> None:
    add_blocks(wrong=Wrong(), box=StructBlock([("wrong", Wrong())]))
    children = "The children are: number, stat, numbers, text."
    text = "Prose are CharBlock, TextBlock, BlockQuoteBlock and RichTextBlock, and lists of them."
    struct = "A struct or a stream says for itself what is prose in it; name it in neither."
    replaceable = (
        "Replaceable are choosers, URLBlock, EmailBlock, EmbedBlock and CharBlock, and lists of "
        "them."
    )
    of_list = "'numbers', a ListBlock, which a translator cannot replace."
    of_text = "'text', a RichTextBlock, which a translator cannot replace."
    assert said(check_blocks()) == [
        (number, f"{BLOCK}: Meta.{sentence}", hint)
        for number, sentence, hint in (
            ("E002", "prose names 'lable', which is no child of the block.", children),
            ("E002", "replaceable names 'txt', which is no child of the block.", children),
            ("E003", "prose names 'number', a IntegerBlock, which is no text.", text),
            ("E003", "prose names 'stat', a StatBlock, which is no text.", struct),
            ("E004", f"replaceable names {of_list}", replaceable),
            ("E004", f"replaceable names {of_text}", replaceable),
        )
    ]


def test_text_that_nobody_can_translate_is_named(add_blocks: Any) -> None:
    add_blocks(
        table=TableBlock(),
        typed=TypedTableBlock([("text", CharBlock())]),
        box=StreamBlock([("html", RawHTMLBlock())]),
        own=Answering(),
    )
    assert said(check_blocks()) == [
        (
            "W003",
            f"results.ResultsPage.body: the text in '{name}', a {kind}, cannot be translated; "
            "every language shows that of the source.",
            "Build it from blocks with text, or give the block get_translatable_segments() and "
            "restore_translated_segments().",
        )
        for name, kind in (
            ("table", "TableBlock"),
            ("typed", "TypedTableBlock"),
            ("html", "RawHTMLBlock"),
        )
    ]


def test_formats_that_cut_a_sentence_into_pieces_are_named(add_blocks: Any) -> None:
    add_blocks(rich=RichTextBlock(features=["bold", "subscript"]), plain=RichTextBlock())
    assert said(check_blocks()) == [
        (
            "W004",
            "results.ResultsPage.body: rich text 'rich' offers 'subscript', at which "
            "wagtail-localize cuts a sentence into pieces.",
            "Leave the feature out (there are characters such as ₂ and ²), or add 'sub' to "
            "wagtail_localize.strings.INLINE_TAGS in your AppConfig.ready().",
        )
    ]
    INLINE_TAGS.append("sub")
    try:
        assert check_blocks() == []
    finally:
        INLINE_TAGS.remove("sub")


@pytest.mark.django_db
def test_a_site_whose_pages_are_in_another_language_than_its_settings_say_is_told(
    settings: Settings,
) -> None:
    Locale.objects.get_or_create(language_code="en")
    settings.LANGUAGE_CODE = "en"
    assert check_source_language(databases=["default"]) == []
    settings.LANGUAGE_CODE = "en-us"
    assert [found.id for found in run_checks(tags=["database"], databases=["default"])] == [
        "results_translation.W005"
    ]
    assert check_source_language() == []
