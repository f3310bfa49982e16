"""What a translator finds in the file, and XLIFF 1.2, which goes out and comes back as a PO file does."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from wagtail_localize.models import StringTranslation, TranslationContext

import pytest
from defusedxml.ElementTree import fromstring

from results.models import ResultsPage
from results.translation.exchange.importing import import_po
from results.translation.exchange.po import FileRefused, parse
from results.translation.exchange.xliff import MOST_UNITS, NAMESPACE, export_xliff, parse_xliff
from results.translation.strings.doubts import MEMORY, strings_of
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block

from ..changing import body_with, label_path, publish, published_in_english
from ..test_sync import long_body
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

pytestmark = pytest.mark.django_db


def test_the_file_carries_every_string_there_and_back_in_the_order_of_the_page(
    edition: ResultsPage, tmp_path: Path
) -> None:
    translation = submit(edition)
    assert checked_by_gettext(file_of(translation), tmp_path) == ""
    po = entries_of(translation)
    wanted = [(each.segment.context.path, each.source) for each in strings_of(translation)]
    assert [(each.msgctxt, each.msgid) for each in po] == list(dict.fromkeys(wanted))
    assert len(po) == translation.get_progress()[0]
    for each in po:
        each.msgstr = in_english(each.msgid)
    assert not put_back(translation, po).not_taken
    total, done = translation.get_progress()
    assert total == done
    assert checked_by_gettext(file_of(translation), tmp_path) == ""


def test_the_comment_names_the_place_in_the_language_of_the_reader(
    page: ResultsPage, translation: Any
) -> None:
    comments = {}
    for language in ("en", "sv"):
        with override(language):
            comments[language] = entry(entries_of(translation), label_path(page)).comment
    assert comments["en"].startswith("Body › ")
    assert comments["sv"] not in {"", comments["en"]}


def test_a_text_whose_source_has_changed_is_fuzzy_with_the_earlier_text(
    page: ResultsPage, translation: Any, tmp_path: Path
) -> None:
    publish(page, body_with(label="reports examined closely"))
    found = entry(entries_of(translation), label_path(page))
    assert found.fuzzy
    assert found.msgid == "reports examined closely"
    assert found.previous_msgid == "reports reviewed"
    assert found.msgstr == in_english("reports reviewed")
    assert "The source text has changed since" in found.comment
    assert checked_by_gettext(file_of(translation), tmp_path) == ""


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ({"translation_type": "machine", "tool_name": "Dummy"}, "by a machine"),
        ({"tool_name": MEMORY}, "from the same text elsewhere"),
        ({"data": "<script>x</script>", "has_error": True}, "not allowed"),
    ],
)
def test_what_nobody_has_looked_at_is_fuzzy_and_says_why(
    page: ResultsPage, translation: Any, marks: dict[str, Any], why: str
) -> None:
    StringTranslation.objects.filter(context__path=label_path(page)).update(**marks)
    found = entry(entries_of(translation), label_path(page))
    assert found.fuzzy
    assert why in found.comment
    assert [each.msgctxt for each in entries_of(translation) if each.fuzzy] == [label_path(page)]
    # Numbers that differ are told, and not fuzzy.
    say(translation, label_path(page), "77 reports reviewed")
    found = entry(entries_of(translation), label_path(page))
    assert "77" in found.comment
    assert not found.fuzzy


def test_the_same_sentence_twice_in_one_place_is_one_entry(home_en: Any, tmp_path: Path) -> None:
    text = block("text", "text", heading="H", text="<p>Igen.</p><p>Igen.</p>", links=[])
    translation = submit(ResultsPageFactory.create(parent__slug="twice", content=[text]))
    assert [each.msgid for each in entries_of(translation)].count("Igen.") == 1
    assert checked_by_gettext(file_of(translation), tmp_path) == ""


def test_line_breaks_at_the_ends_are_those_of_the_source(
    page: ResultsPage, translation: Any, tmp_path: Path
) -> None:
    say(translation, label_path(page), "\nreports\nreviewed\n\n")
    assert entry(entries_of(translation), label_path(page)).msgstr == "reports\nreviewed"
    assert checked_by_gettext(file_of(translation), tmp_path) == ""


def test_texts_that_are_gone_are_obsolete_and_what_was_only_carried_over_is_no_reference(
    page: ResultsPage, translation: Any
) -> None:
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


def test_the_header_is_whole(translation: Any) -> None:
    header = entries_of(translation).metadata
    assert header["Language"] == "en"
    assert header["Content-Type"] == "text/plain; charset=UTF-8"
    assert header["Content-Transfer-Encoding"] == "8bit"
    assert header["X-WagtailLocalize-TranslationID"] == str(translation.uuid)


def test_a_long_edition_takes_no_more_queries_than_a_short_one(home_en: Any) -> None:
    index = ResultsIndexPageFactory.create(slug="long")
    costs = []
    for year, body in ((2015, long_body()[:1]), (2016, long_body())):
        page = ResultsPageFactory.create(parent=index, year=year, content=body)
        translation = published_in_english(page)
        with CaptureQueriesContext(connection) as queries:
            file_of(translation)
        costs.append(len(queries))
    assert costs[0] == costs[1]


NAMES = {"x": NAMESPACE}


def units(content: bytes) -> dict[str, Any]:
    """The units of a file by their places."""
    root = fromstring(content)
    return {unit.get("resname", ""): unit for unit in root.iterfind(".//x:trans-unit", NAMES)}


def changed(content: bytes, path: str, text: str, state: str = "translated") -> bytes:
    """The file after a translator's program has written a text."""
    root = fromstring(content)
    for unit in root.iterfind(".//x:trans-unit", NAMES):
        if unit.get("resname") == path:
            target = unit.find("x:target", NAMES)
            assert target is not None
            target.text = text
            target.set("state", state)
    return ElementTree.tostring(root, "utf-8")


def file_of_units(number: int) -> bytes:
    units = "<trans-unit/>" * number
    return f'<xliff xmlns="{NAMESPACE}"><file><body>{units}</body></file></xliff>'.encode()


@pytest.fixture
def content(page: ResultsPage) -> bytes:
    """The file of a translation of which one text is stale."""
    publish(page, body_with(label="reports examined, 12 of them"))
    return export_xliff(translation_of(page))


def test_every_text_is_there_with_its_place_state_and_earlier_source(
    page: ResultsPage, content: bytes
) -> None:
    found = units(content)
    assert len(found) == len({each.path for each in parse_places(translation_of(page))})
    label = found[label_path(page)]
    target = label.find("x:target", NAMES)
    assert target is not None
    assert target.get("state") == "needs-review-translation"
    assert label.findtext("x:alt-trans/x:source", namespaces=NAMES) == "reports reviewed"
    assert "Body › " in "".join(note.text or "" for note in label.iterfind("x:note", NAMES))


def parse_places(translation: Any) -> Any:
    return TranslationContext.objects.filter(
        pk__in=translation.source.stringsegment_set.values("context")
    )


def test_what_comes_back_is_taken(browser: Client, page: ResultsPage, content: bytes) -> None:
    path = label_path(page)
    answer = upload(
        browser, translation_of(page), changed(content, path, "reports we examined, 12 in all")
    )
    assert answer.status_code == 200
    row = StringTranslation.objects.get(data="reports we examined, 12 in all")
    assert row.context.path == path


def test_what_nobody_has_confirmed_or_holds_a_script_is_not_taken(
    page: ResultsPage, content: bytes
) -> None:
    path = label_path(page)
    file = changed(content, path, "draft", "needs-review-translation")
    po = parse_xliff(changed(file, "title", "<script>no</script>"))
    report = import_po(translation_of(page), po, None)
    assert reasons(report) == {path: "fuzzy", "title": "invalid"}
    assert all(row.line > 1 for row in report.not_taken)
    assert not StringTranslation.objects.filter(data="draft").exists()


def test_the_download_can_be_either(browser: Client, translation: Any) -> None:
    address = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    answer = browser.get(address, {"format": "xliff"})
    assert answer["Content-Type"] == "application/x-xliff+xml"
    assert answer["Content-Disposition"].endswith("-en.xlf")
    assert units(answer.content)
    assert browser.get(address).content.startswith(b"#")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"<xliff>", "Line 1"),
        (b"<a>\n<b></a>", "Line 2"),
        (b"<html/>", "not an XLIFF 1.2 file"),
        (file_of_units(MOST_UNITS + 1), "more than 20000 texts"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "damaged"),
        (b'<?xml version="1.0" encoding="nonsense"?><x/>', "damaged"),
        (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>', "damaged"),
    ],
)
def test_bad_input_is_refused_and_nothing_changes(
    browser: Client, page: ResultsPage, translation: Any, bad: bytes, said: str
) -> None:
    before = everything(page)
    with pytest.raises(FileRefused, match=said):
        parse_xliff(bad)
    assert upload(browser, translation_of(page), bad).status_code in {200, 302}
    assert everything(page) == before


def test_both_files_say_the_same(page: ResultsPage, content: bytes) -> None:
    from_po = {
        (e.msgctxt, e.msgid, e.msgstr, e.fuzzy)
        for e in parse(file_of(translation_of(page)))
        if not e.obsolete
    }
    from_xliff = {(e.msgctxt, e.msgid, e.msgstr, e.fuzzy) for e in parse_xliff(content)}
    assert from_xliff == from_po
