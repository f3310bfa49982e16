"""A link that says where it leads."""

from typing import Any

import pytest

from results.blocks import ReadMoreLink, Stage, find_faults
from results.blocks.read_more_link import says_nothing
from results.blocks.video import site_name

block = ReadMoreLink()
block.set_name("link")


def link(**fields: Any) -> Any:
    """A link as the database would give it."""
    return block.to_python({"text": "Read more about ECPAT Hotline", **fields})


def codes(value: Any, **wanted: Any) -> set[str]:
    """The codes of the faults that have the wanted attributes."""
    return {
        fault.code
        for fault in find_faults(block, value)
        if all(getattr(fault, name) == expected for name, expected in wanted.items())
    }


def test_a_link_without_target_waits_until_publishing() -> None:
    assert codes(link(), stage=Stage.PUBLISHING) == {"no_target"}
    assert not codes(link(), stage=Stage.SAVING)


def test_an_address_that_is_none_leads_nowhere() -> None:
    assert link(url="http://[").target(None) is None
    assert site_name("http://[") == ""


def test_two_targets_are_refused_at_every_save() -> None:
    value = link(url="https://ecpat.se/", email="info@ecpat.se")
    assert codes(value, stage=Stage.SAVING) == {"two_targets"}


@pytest.mark.parametrize(
    "text",
    ["här", "Läs mer", "läs mer här.", ">> Läs mer här <<", "click here", "HERE", "Read more …"],
)
def test_a_text_that_says_nothing_alone_is_refused_at_publishing(text: str) -> None:
    assert says_nothing(text)
    assert "text_says_nothing" in codes(
        link(text=text, url="https://ecpat.se/"), stage=Stage.PUBLISHING
    )


@pytest.mark.parametrize("text", ["Läs mer om ECPAT Hotline", "Here is how to report", "Härnösand"])
def test_a_text_that_says_where_the_link_leads_is_accepted(text: str) -> None:
    assert not codes(link(text=text, url="https://ecpat.se/"))


def test_a_link_without_target_shows_its_text_alone() -> None:
    html = block.render(link())
    assert "Read more about ECPAT Hotline" in html
    assert "<a" not in html


@pytest.mark.parametrize(
    ("fields", "href"),
    [
        ({"url": "https://ecpat.se/"}, "https://ecpat.se/"),
        ({"email": "info@ecpat.se"}, "mailto:info@ecpat.se"),
        ({"email": "a?bcc=x@ecpat.se"}, "mailto:a%3Fbcc%3Dx@ecpat.se"),
        ({"telephone": "+46 8 598 920 00"}, "tel:+46859892000"),
    ],
)
def test_each_kind_of_target_becomes_an_address(fields: dict[str, str], href: str) -> None:
    assert block.get_api_representation(link(**fields))["display"]["url"] == href


@pytest.mark.django_db
def test_a_target_that_is_gone_is_no_target() -> None:
    value = link(page=999_999)
    assert block.get_api_representation(value)["display"]["url"] == ""
    assert codes(value) == {"no_target"}
