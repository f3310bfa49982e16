"""Characters that no page may hold do not get in, however a document writes them."""

from __future__ import annotations

import re

import pytest

from results.importing.document import Document, Heading, Items, Paragraph, texts_of
from tests.importing.reading.building import outline, read

BAD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
REFERENCES = "&#27;[31m&#8;&#x1;&#x85;&#x2028;&#159;&#xD800;&#0;"


def all_texts(document: Document) -> str:
    """Every text and address of a document."""
    addresses = [
        run.href
        for part in document.parts
        if isinstance(part, Heading | Paragraph)
        for run in part.runs
    ]
    addresses += [
        run.href
        for part in document.parts
        if isinstance(part, Items)
        for item in part.items
        for run in item
    ]
    texts = [text for part in document.parts for text in texts_of(part)]
    return "|".join([*texts, *addresses, *(left.text for left in document.left_out)])


@pytest.mark.parametrize("name", ["a.html", "a.md"])
@pytest.mark.parametrize(
    "html",
    [
        "<p>a{}b</p>",
        "<h2>a{}b</h2>",
        "<pre>a{}b</pre>",
        "<p><a href='https://a.example/{}'>word</a></p>",
        "<p>word <img src='b.png' alt='a{}b'></p>",
        "<p>word</p><iframe title='a{}b'></iframe>",
        "<table><tr><td>a{}b<td>c<tr><td>d<td>e</table>",
    ],
)
def test_references_to_controls_do_not_reach_texts_or_addresses(name: str, html: str) -> None:
    document = read(html.format(REFERENCES), name)
    assert not BAD.search(all_texts(document))


def test_a_space_stands_for_a_reference_to_a_control() -> None:
    assert outline(read("<p>200 barn&#27;och.</p>", "a.html")) == [("p", "200 barn och.")]


def test_references_to_other_characters_are_what_they_say() -> None:
    assert outline(read("<p>&#229;r &euro; &#x1F600;.</p>", "a.html")) == [("p", "år € 😀.")]
