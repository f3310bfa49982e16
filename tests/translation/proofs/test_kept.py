"""What a translation keeps as it is: placeholders, hashtags, addresses, links."""

import pytest

from results.translation.proofs import Fault, faults_of

from .saying import codes, is_same


@pytest.mark.parametrize(
    "placeholder", ["{name}", "{0}", "%(name)s", "%s", "%d", "{{ name }}", "${name}"]
)
def test_placeholders_are_kept(placeholder: str) -> None:
    assert is_same(f"Hej {placeholder}!", f"Hello {placeholder}!")
    assert codes(f"Hej {placeholder}!", "Hello!") == ["placeholder"]
    assert codes("Hej!", f"Hello {placeholder}!") == ["placeholder"]


def test_a_placeholder_may_be_spaced_otherwise() -> None:
    assert is_same("Hej {{ name }}", "Hello {{name}}")


def test_a_percent_sign_is_no_placeholder() -> None:
    assert is_same("100 % stöd", "100% support")


def test_hashtags_are_kept_with_their_digits() -> None:
    assert is_same("Följ #EttNät2016", "Follow #EttNät2016")
    assert codes("Följ #EttNät2016", "Follow #OneNet2016") == ["hashtag"]
    assert is_same("#1 i Sverige", "#1 in Sweden")


@pytest.mark.parametrize(
    "address",
    [
        "info@example.org",
        "https://example.org/a/1?b=2",
        "www.example.se",
        "example.se",
        "Example.org/12",
        "@example_se",
    ],
)
def test_addresses_are_kept(address: str) -> None:
    assert is_same(f"Se {address}.", f"See {address}, please")
    assert codes(f"Se {address}.", "See us.") == ["address"]
    assert codes(f"Se {address}", "See other@example.net") == ["address"]


def test_an_address_may_be_written_with_or_without_its_scheme() -> None:
    assert is_same("https://www.example.se/", "example.se")


def test_a_bracket_is_part_of_an_address_that_has_opened_it() -> None:
    assert is_same("https://example.org/a_(b).", "https://example.org/a_(b)")
    assert codes("https://example.org/a_(b)", "https://example.org/a_(b") == ["address"]


def test_the_target_of_a_link_is_an_address_too() -> None:
    source = '<a href="https://example.org/a">Läs</a>'

    assert codes(source, '<a href="https://example.org/b">Read</a>') == ["address"]


def test_abbreviations_are_no_addresses() -> None:
    assert is_same("t.ex. bl.a. m.m. Nu.Se", "e.g. i.a. etc. Nu.Se")


def test_links_are_counted() -> None:
    source = '<a id="a1">Ett</a> och <a id="a2">två</a>'

    assert is_same(source, '<a id="a2">Two</a> and <a id="a1">one</a>')
    assert faults_of(source, '<a id="a1">One</a> and two', "sv", "en") == [
        Fault("link_count", "2", "1")
    ]
    assert codes(source, '<a id="a1">One</a> and <a id="a1">two</a>') == ["link_mixed_up"]


@pytest.mark.parametrize(
    "broken", ["<b>12 views", "12</b> views", "<b><i>12</b></i> views", "<u>12</u> views"]
)
def test_broken_and_foreign_markup_is_a_fault(broken: str) -> None:
    assert codes("<b>12</b> <i>visningar</i>", broken) == ["markup"]


def test_emphasis_may_be_dropped_and_said_by_another_tag() -> None:
    assert is_same("<b>12</b> visningar", "<strong>12</strong> views")
    assert not codes("<i>12</i> visningar", "12 views")


def test_tags_and_entities_are_no_part_of_a_number() -> None:
    assert is_same("<b>1</b>33&nbsp;000 &amp; 5", "<b>133</b>,000 &amp; 5")
    assert is_same("12<br>13", "12<br>13")
    assert is_same("133<sup>1</sup>", "133<sup>1</sup>")
    assert codes("133<sup>1</sup>", "133<sup>2</sup>") == ["number_changed"]
    assert not codes("133<sup>1</sup>", "133¹")
    assert is_same("&lt;b&gt; 5", "&lt;b&gt; 5")
