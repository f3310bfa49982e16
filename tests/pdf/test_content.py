"""What a PDF says: all of the edition, for paper."""

import pytest

from tests.api.building import ENGLISH, SWEDISH, block_id

from .conftest import Printed

pytestmark = pytest.mark.django_db

WORDS = {"sv": SWEDISH, "en": ENGLISH}
both = pytest.mark.parametrize("language", ["sv", "en"])


@both
def test_every_figure_is_written_as_its_language_writes_it(
    printed: dict[str, Printed], language: str
) -> None:
    text = printed[language].spoken.text

    assert len(printed[language].figures) == 6
    assert [figure for figure in printed[language].figures if figure not in text] == []


@both
def test_every_block_is_printed_but_the_call_to_share(
    printed: dict[str, Printed], language: str
) -> None:
    words, spoken = WORDS[language], printed[language].spoken

    for word in ("campaign", "link", "label", "illegal", "read", "report"):
        assert words[word] in spoken.text
    for said in ("#stoppanäthandeln", "Anna", "Bris", "116 111", "https://bris.se/"):
        assert said in spoken.text
    # The words of the call also name a film and a quotation, but no heading.
    assert words["share"] not in [found.text.strip() for found in spoken.document.find("H2")]


@both
def test_addresses_of_links_are_written_out(printed: dict[str, Printed], language: str) -> None:
    text = "".join(printed[language].spoken.text.split())

    for address in (
        "https://ecpat.se/2016",
        "https://ecpat.se/?a=1&b=2",
        "https://youtu.be/abc",
        "info@ecpat.se",
        "+46859892000",
    ):
        assert address in text
    own = {"sv": "http://testserver/resultat/2016/", "en": "http://testserver/en/results/2016/"}
    assert all(address in text for address in own.values()), "its own, and the other language's"


def test_a_link_whose_text_is_its_address_does_not_say_it_twice(
    printed: dict[str, Printed],
) -> None:
    assert printed["sv"].spoken.text.count("https://bris.se/") == 1


def test_a_figure_and_its_note_lead_to_each_other(printed: dict[str, Printed]) -> None:
    spoken = printed["sv"].spoken
    targets = {str(link.get("/Dest")) for link in spoken.annotations if "/Dest" in link}
    notes = [item for item in spoken.document.find("LI") if item.below[0].tag == "Lbl"]
    marks = [link for link in spoken.document.find("Link") if link.alt.startswith("Källa ")]

    assert {"note-1", "note-2"} <= targets
    assert {f"figure-{block_id(number)}" for number in (2, 12, 13, 14)} <= targets
    assert targets <= set(spoken.destinations)
    assert [mark.text.strip() for mark in marks] == ["1", "1", "1", "2"]
    assert "6558,sida3" in "".join(notes[-2].text.split())


def test_the_contents_name_the_pages_on_which_the_parts_stand(
    printed: dict[str, Printed],
) -> None:
    spoken = printed["sv"].spoken
    (contents,) = [
        each
        for each in spoken.document.find("Sect")
        if each.below and each.below[0].tag == "H2" and each.below[0].text.strip() == "Innehåll"
    ]
    lines = [line.text.strip() for line in contents.find("LI")]

    assert len(lines) == 5
    assert lines[0] == f"Stoppa näthandeln {spoken.destinations[f'block-{block_id(1)}']}"
    assert lines[-1].endswith(f" {spoken.destinations['notes']}")
