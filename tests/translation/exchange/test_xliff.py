"""XLIFF 1.2 goes out and comes back as a PO file does."""

from typing import Any
from xml.etree import ElementTree

from django.test import Client
from django.urls import reverse

from wagtail_localize.models import StringTranslation, TranslationContext

import pytest
from defusedxml.ElementTree import fromstring

from results.models import ResultsPage
from results.translation.exchange.importing import import_po
from results.translation.exchange.po import FileRefused, parse
from results.translation.exchange.xliff import MOST_UNITS, NAMESPACE, export_xliff, parse_xliff

from ..changing import body_with, label_path, publish
from ..translating import translation_of
from .exchanging import everything, file_of, reasons, upload

pytestmark = pytest.mark.django_db
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
