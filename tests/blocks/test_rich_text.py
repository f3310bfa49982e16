"""Rich text: how deep it is."""

import pytest

from results.blocks.rich_text import tag_depth


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
