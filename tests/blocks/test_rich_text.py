"""Rich text: how deep it is, and what it may not hold."""

import pytest

from results.blocks.rich_text import tag_depth, without_embeds


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("", 0),
        ("plain", 0),
        ("<p>a<br/>b</p>", 0),
        (60 * "<p>a", 0),
        ("<p><b>a</b><i>b</i></p>", 1),
        ("<ul><li><b><a href='x'>a</a></b></li></ul>", 3),
        ("</b></b><b>a", 1),
        (300 * "<b>", 300),
        (300 * "<B >", 300),
    ],
)
def test_the_depth_of_a_text_is_that_of_its_elements(text: str, depth: int) -> None:
    assert tag_depth(text) == depth


def test_a_text_without_embeds_is_the_text_that_it_was() -> None:
    assert without_embeds("<p>a &lt;embed b</p>") == "<p>a &lt;embed b</p>"
    assert without_embeds('<p>a<embed embedtype="image" id="1"/>b</p>') == "<p>ab</p>"
