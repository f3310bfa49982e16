"""What a translator finds in a PO or XLIFF file; its upload: its report, and one clear message where it is none."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any
from xml.etree import ElementTree

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from results.translation.admin.screen import other_editor_of
from results.translation.exchange.importing import import_po
from results.translation.exchange.po import FileRefused, parse
from results.translation.exchange.xliff import (
    MOST_TAGS,
    MOST_UNITS,
    NAMESPACE,
    export_xliff,
    parse_xliff,
)
from results.translation.strings.doubts import strings_of
from tests.factories import ResultsPageFactory, block, home_page

from ..changing import LABEL, body_with, publish
from ..translating import in_english, mark_memory, say, soup, submit, target, translation_of
from .exchanging import (
    checked_by_gettext,
    entries_of,
    entry,
    everything,
    file_of,
    put_back,
    reasons,
    told,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_words_of_english")]


def screen(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return soup(response)


def test_an_unchanged_file_is_said_to_be_one(browser: Client, translation: Any) -> None:
    shown = screen(upload(browser, translation, file_of(translation)))
    assert "Nothing has changed." in shown.get_text()
    counts = [row.get_text(" ", strip=True) for row in shown.select(".results-upload__counts tr")]
    assert f"The same as before {len(entries_of(translation))}" in counts
    assert not shown.select("#not-taken")


def test_a_row_not_taken_is_told_with_place_and_reason(browser: Client, translation: Any) -> None:
    po = entries_of(translation)
    label = entry(po, LABEL)
    label.msgstr = "<script>alert(1)</script>"
    number = po.index(label) + 1
    response = upload(browser, translation, str(po).encode())
    (row,) = screen(response).select("#not-taken + div tbody tr")
    cells = [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
    assert cells[0] == str(number)
    line = str(po).splitlines()[int(cells[1]) - 1]
    assert line.startswith("#. Group of figures “Figures” › Figure 6,558 › what is counted")
    assert cells[2].startswith("It cannot be used.")
    assert cells[3].endswith("› what is counted")
    assert cells[4:] == ["reports reviewed", "<script>alert(1)</script>"]
    assert b"<script>alert(1)" not in response.content


def test_the_report_leads_back(browser: Client, page: Any, translation: Any) -> None:
    edit = other_editor_of(target(page))
    for back, wanted in (("/admin/pages/", "/admin/pages/"), ("https://evil.example/", edit)):
        response = upload(browser, translation, file_of(translation), next=back)
        assert screen(response).select_one(f'main a[href="{wanted}"]')
        assert upload(browser, translation, b"", next=back)["Location"] == wanted
    # The report itself is not kept.
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    assert browser.get(address)["Location"] == edit


def test_other_pages_go_through_wagtail_localize(browser: Client, home_en: Page) -> None:
    translation = submit(home_page())
    po = translation.export_po()
    entry(po, "title").msgstr = "Start"
    response = upload(browser, translation, str(po).encode(), next="/admin/")
    assert told(browser, response) == ["Successfully imported translations from PO File."]
    response = upload(browser, translation, None, next="/admin/")
    assert "Choose a PO file." in told(browser, response)[-1]
    assert StringTranslation.objects.filter(context__path="title", data="Start").exists()


BAD: list[tuple[str, Callable[[bytes], bytes | None], str]] = [
    ("no file", lambda _file: None, "Choose a PO or XLIFF file."),
    ("blank", lambda _file: b"\xef\xbb\xbf \n\n", "The file is empty."),
    ("letters of another kind", lambda file: file.decode().encode("utf-16"), "not in UTF-8"),
    ("Latin-1", lambda file: file.replace(b"[en]", b"\xe5\xe4\xf6"), "not in UTF-8"),
    ("no charset", lambda file: file.replace(b"=UTF-8", b"=nonsense"), "not in UTF-8"),
    ("wrong charset", lambda file: file.replace(b"=UTF-8", b"=ISO-8859-1"), "not in UTF-8"),
    ("a NUL", lambda file: file.replace(b"[en]", b"\0"), "not a PO file"),
    ("a path", lambda _file: b"/etc/passwd", "Line 1"),
    ("no header", lambda file: file.partition(b"\n\n")[2], "does not name its page"),
    (
        "another page",
        lambda file: file.replace(b"TranslationID: ", b"TranslationID: 0"),
        "another page",
    ),
    ("cut in an entry", lambda file: file[: file.rindex(b"msgstr")], "cut off"),
    ("a flag", lambda file: file.replace(b"\nmsgstr", b"\n#, fuzzy\nmsgstr"), "Line "),
    ("quotes", lambda file: file.replace(b"[en]", b'"'), "Line "),
    ("many lines", lambda file: file + b"# x\n" * 100_001, "more than 100000 lines"),
    ("huge", lambda file: file + b"# x\n" * 2_200_000, "larger than 8 MB"),
]


@pytest.mark.parametrize(
    ("spoil", "message"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD]
)
def test_a_bad_file_gets_one_message_and_leaves_nothing_behind(
    browser: Client,
    translation: Any,
    spoil: Callable[[bytes], bytes | None],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    po = entries_of(translation)
    entry(po, "title").msgstr = "What we did in 2016"
    before = everything()
    content = spoil(str(po).encode() if message != "cut off" else file_of(translation))
    start = perf_counter()
    response = upload(browser, translation, content)
    assert perf_counter() - start < 2
    (said,) = told(browser, response)
    assert message in said
    assert everything() == before
    assert not list(tmp_path.iterdir())


def test_a_byte_order_mark_and_other_line_ends_are_read(browser: Client, translation: Any) -> None:
    file = file_of(translation)
    other_ends = [file.replace(b"\n", end) for end in (b"\r\n", b"\r")]
    for content in (b"\xef\xbb\xbf" + file, *other_ends):
        report = upload(browser, translation, content).context["report"]
        assert report.unchanged
        assert not report.not_taken


def test_a_name_of_a_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = 'msgid "a"\nmsgstr "b"'
    (tmp_path / name).write_text('msgid "secret"\nmsgstr "of the server"\n')
    assert [each.msgid for each in parse(name.encode())] == ["a"]


@pytest.mark.parametrize("is_source", [False, True], ids=["the page", "its source"])
def test_a_deletion_is_told(browser: Client, page: Any, translation: Any, is_source: bool) -> None:
    content = file_of(translation)
    (page if is_source else target(page)).delete()
    assert upload(browser, translation, content).status_code in {302, 404}
    address = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    assert browser.get(address).status_code in {302, 404}


def test_a_stopped_translation_takes_nothing(browser: Client, translation: Any) -> None:
    po = entries_of(translation)
    entry(po, "title").msgstr = "2016, once more"
    before = everything()
    Translation.objects.update(enabled=False)
    refused = upload(browser, translation, str(po).encode())
    assert refused.status_code == 409
    assert "has been stopped" in refused.text
    assert everything() == before


def test_wherever_a_file_is_cut_no_text_gets_shorter(translation: Any) -> None:
    content = file_of(translation)
    whole = {(each.msgctxt, each.msgid): each.msgstr for each in parse(content)}
    refused = 0
    for end in range(content.index(b"\n\n"), len(content)):
        try:
            cut = parse(content[:end])
        except FileRefused:
            refused += 1
            continue
        assert all(whole[each.msgctxt, each.msgid] == each.msgstr for each in cut)
    assert refused > len(content) / 2
    assert LABEL in {path for path, _source in whole}


SAMPLE = (
    b'#, fuzzy\nmsgid ""\nmsgstr "Language: en\\n"\n\n#. Place\n#| msgid "old"\nmsgctxt "a.b"\n'
    b'msgid "A \\"b\\" \\\\ c"\nmsgstr ""\n"one "\n"two"\n\n#~ msgid "x"\n#~ msgstr "y"\n'
    b'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "1"\nmsgstr[1] "2"\n'
)
PIECES = st.sampled_from([b'"', b"\\", b"#", b"~", b"|", b"msgid ", b"\n", b"msgstr[9] ", b"\xff"])


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), PIECES), max_size=6), st.integers(0, 40))
def test_damage_leads_to_nothing_but_a_refusal(damages: list[tuple[int, bytes]], lost: int) -> None:
    content = SAMPLE
    for at, piece in damages:
        content = content[:at] + piece + content[at + lost :]
    try:
        entries = parse(content)
    except FileRefused as refused:
        assert str(refused)
    else:
        assert all(isinstance(each.msgstr, str) for each in entries)


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
    assert entry(entries_of(translation), LABEL).comment.startswith("Group of figures “Figures” › ")
    with override("sv"):
        assert entry(entries_of(translation), LABEL).comment.startswith("Grupp av siffror ")


def test_a_stale_text_is_fuzzy(page: Any, translation: Any) -> None:
    publish(page, body_with(label="reports examined closely"))
    found = entry(entries_of(translation), LABEL)
    assert found.fuzzy
    assert found.msgid == "reports examined closely"
    assert found.previous_msgid == "reports reviewed"
    assert found.msgstr == in_english("reports reviewed")
    assert "The source has changed" in found.comment
    assert checked_by_gettext(file_of(translation)) == ""


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ({"translation_type": "machine", "tool_name": "Dummy"}, "by a machine"),
        ({}, "From the translation memory"),
        ({"data": "<script>x</script>", "has_error": True}, "not allowed"),
    ],
)
def test_what_nobody_looked_at_says_why(translation: Any, marks: dict[str, Any], why: str) -> None:
    rows = StringTranslation.objects.filter(context__path=LABEL)
    rows.update(**marks) if marks else mark_memory(rows)
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
    assert "Group of figures “Figures” › " in "".join(
        note.text or "" for note in label.iterfind("x:note", NAMES)
    )


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
        (b"<xliff>" + b"<a>" * (MOST_TAGS + 1), "more than 20000 texts"),
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
