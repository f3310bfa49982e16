"""What a translator finds in the file, and XLIFF 1.2, which goes out and comes back as a PO file does."""

from typing import Any
from xml.etree import ElementTree

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from wagtail_localize.models import StringTranslation

import pytest
from defusedxml.ElementTree import fromstring

from results.translation.exchange.importing import import_po
from results.translation.exchange.po import FileRefused, parse
from results.translation.exchange.xliff import MOST_UNITS, NAMESPACE, export_xliff, parse_xliff
from results.translation.strings.doubts import MEMORY, strings_of
from tests.factories import ResultsPageFactory, block

from ..changing import LABEL, body_with, publish
from ..translating import in_english, say, submit, translation_of
from .exchanging import (
    checked_by_gettext,
    entries_of,
    entry,
    everything,
    file_of,
    put_back,
    reasons,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_words_of_english")]


def test_the_file_carries_all_strings_there_and_back_in_order(edition: Any) -> None:
    translation = submit(edition)
    assert checked_by_gettext(file_of(translation)) == ""
    po = entries_of(translation)
    wanted = [(each.segment.context.path, each.source) for each in strings_of(translation)]
    assert [(each.msgctxt, each.msgid) for each in po] == list(dict.fromkeys(wanted))
    assert len(po) == translation.get_progress()[0]
    for each in po:
        each.msgstr = in_english(each.msgid)
    assert not put_back(translation, po).not_taken
    total, done = translation.get_progress()
    assert total == done
    assert checked_by_gettext(file_of(translation)) == ""


def test_the_comment_names_the_place_in_the_readers_language(translation: Any) -> None:
    assert entry(entries_of(translation), LABEL).comment.startswith("Body › ")
    with override("sv"):
        assert entry(entries_of(translation), LABEL).comment.startswith("Innehåll › ")


def test_a_stale_text_is_fuzzy(page: Any, translation: Any) -> None:
    publish(page, body_with(label="reports examined closely"))
    found = entry(entries_of(translation), LABEL)
    assert found.fuzzy
    assert found.msgid == "reports examined closely"
    assert found.previous_msgid == "reports reviewed"
    assert found.msgstr == in_english("reports reviewed")
    assert "The source text has changed since" in found.comment
    assert checked_by_gettext(file_of(translation)) == ""


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ({"translation_type": "machine", "tool_name": "Dummy"}, "by a machine"),
        ({"tool_name": MEMORY}, "the same text elsewhere"),
        ({"data": "<script>x</script>", "has_error": True}, "not allowed"),
    ],
)
def test_what_nobody_looked_at_says_why(translation: Any, marks: dict[str, Any], why: str) -> None:
    StringTranslation.objects.filter(context__path=LABEL).update(**marks)
    found = entry(entries_of(translation), LABEL)
    assert found.fuzzy
    assert why in found.comment
    assert [each.msgctxt for each in entries_of(translation) if each.fuzzy] == [LABEL]
    # Numbers that differ are told, and not fuzzy.
    say(translation, LABEL, "77 reports reviewed")
    found = entry(entries_of(translation), LABEL)
    assert "77" in found.comment
    assert not found.fuzzy


def test_the_same_sentence_twice_in_one_place_is_one_entry(home_en: Any) -> None:
    text = block("text", "text", heading="H", text="<p>Igen.</p><p>Igen.</p>", links=[])
    translation = submit(ResultsPageFactory.create(parent__slug="twice", content=[text]))
    assert [each.msgid for each in entries_of(translation)].count("Igen.") == 1
    assert checked_by_gettext(file_of(translation)) == ""


def test_line_breaks_at_the_ends_are_the_sources(translation: Any) -> None:
    say(translation, LABEL, "\nreports\nreviewed\n\n")
    assert entry(entries_of(translation), LABEL).msgstr == "reports\nreviewed"
    assert checked_by_gettext(file_of(translation)) == ""


def test_texts_that_are_gone_are_obsolete(page: Any, translation: Any) -> None:
    publish(page, body_with(label="reports examined closely"))
    publish(page, body_with(label="reports examined once more"))
    gone = {each.msgid for each in entries_of(translation) if each.obsolete}
    assert "reports reviewed" in gone
    assert "reports examined closely" not in gone
    publish(page, [each for each in page.body.raw_data if each["type"] == "text"])
    po = entries_of(translation)
    last = [each for each in po if each.obsolete]
    assert "Figures" in {each.msgid for each in last}
    assert po[-len(last) :] == last


NAMES = {"x": NAMESPACE}
UNITS = "<trans-unit/>" * (MOST_UNITS + 1)
MANY = f'<xliff xmlns="{NAMESPACE}"><file><body>{UNITS}</body></file></xliff>'


def units_in(root: Any) -> dict[str, Any]:
    return {unit.get("resname", ""): unit for unit in root.iterfind(".//x:trans-unit", NAMES)}


def changed(content: bytes, path: str, text: str, state: str = "translated") -> bytes:
    """The file after a translator's program has written a text."""
    root = fromstring(content)
    (target,) = units_in(root)[path].iterfind("x:target", NAMES)
    target.text = text
    target.set("state", state)
    return ElementTree.tostring(root, "utf-8")


@pytest.fixture
def content(page: Any) -> bytes:
    publish(page, body_with(label="reports examined, 12 of them"))
    return export_xliff(translation_of(page))


def test_every_text_has_its_place_state_and_earlier_source(page: Any, content: bytes) -> None:
    found = units_in(fromstring(content))
    assert set(found) == {each.segment.context.path for each in strings_of(translation_of(page))}
    label = found[LABEL]
    (target,) = label.iterfind("x:target", NAMES)
    assert target.get("state") == "needs-review-translation"
    assert label.findtext("x:alt-trans/x:source", namespaces=NAMES) == "reports reviewed"
    assert "Body › " in "".join(note.text or "" for note in label.iterfind("x:note", NAMES))


def test_what_comes_back_is_taken(browser: Client, page: Any, content: bytes) -> None:
    file = changed(content, LABEL, "reports we examined, 12 in all")
    assert upload(browser, translation_of(page), file).status_code == 200
    row = StringTranslation.objects.get(data="reports we examined, 12 in all")
    assert row.context.path == LABEL


def test_what_is_not_confirmed_or_holds_a_script_is_not_taken(page: Any, content: bytes) -> None:
    file = changed(content, LABEL, "draft", "needs-review-translation")
    po = parse_xliff(changed(file, "title", "<script>no</script>"))
    report = import_po(translation_of(page), po, None)
    assert reasons(report) == {LABEL: "fuzzy", "title": "invalid"}
    assert all(row.line > 1 for row in report.not_taken)
    assert not StringTranslation.objects.filter(data="draft").exists()


def test_the_download_can_be_either(browser: Client, translation: Any) -> None:
    address = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    answer = browser.get(address, {"format": "xliff"})
    assert answer["Content-Type"] == "application/x-xliff+xml"
    assert answer["Content-Disposition"].endswith("-en.xlf")
    assert units_in(fromstring(answer.content))
    assert browser.get(address).content.startswith(b"#")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"<xliff>", "Line 1"),
        (b"<a>\n<b></a>", "Line 2"),
        (b"<html/>", "not an XLIFF 1.2 file"),
        (MANY.encode(), "more than 20000 texts"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "damaged"),
        (b'<?xml version="1.0" encoding="nonsense"?><x/>', "damaged"),
        (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>', "damaged"),
    ],
)
def test_bad_input_changes_nothing(
    browser: Client, translation: Any, bad: bytes, said: str
) -> None:
    before = everything()
    with pytest.raises(FileRefused, match=said):
        parse_xliff(bad)
    assert upload(browser, translation, bad).status_code in {200, 302}
    assert everything() == before


def test_both_files_say_the_same(page: Any, content: bytes) -> None:
    from_po, from_xliff = (
        {(each.msgctxt, each.msgid, each.msgstr, each.fuzzy) for each in po if not each.obsolete}
        for po in (parse(file_of(translation_of(page))), parse_xliff(content))
    )
    assert from_xliff == from_po
