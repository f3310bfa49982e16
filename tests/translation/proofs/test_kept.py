"""What a translation keeps as it is: placeholders, hashtags, addresses, links, markup."""

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


LINKS = '<a id="a1">Ett</a> och <a id="a2">två</a>'


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("Hej {{ name }}", "Hello {{name}}"),
        ("100 % stöd", "100% support"),
        ("Följ #EttNät2016", "Follow #EttNät2016"),
        ("#1 i Sverige", "#1 in Sweden"),
        ("https://www.example.se/", "example.se"),
        # A bracket is part of an address that has opened it.
        ("https://example.org/a_(b).", "https://example.org/a_(b)"),
        ("t.ex. bl.a. m.m. Nu.Se", "e.g. i.a. etc. Nu.Se"),
        (LINKS, '<a id="a2">Two</a> and <a id="a1">one</a>'),
        ("<b>12</b> visningar", "<strong>12</strong> views"),
        # Tags and entities are no part of a number.
        ("<b>1</b>33&nbsp;000 &amp; 5", "<b>133</b>,000 &amp; 5"),
        ("12<br>13", "12<br>13"),
        ("133<sup>1</sup>", "133<sup>1</sup>"),
        ("&lt;b&gt; 5", "&lt;b&gt; 5"),
    ],
)
def test_what_says_the_same_has_no_fault(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english", "code"),
    [
        ("Följ #EttNät2016", "Follow #OneNet2016", "hashtag"),
        ("https://example.org/a_(b)", "https://example.org/a_(b", "address"),
        # The target of a link is an address too.
        (
            '<a href="https://example.org/a">Läs</a>',
            '<a href="https://example.org/b">Read</a>',
            "address",
        ),
        (LINKS, '<a id="a1">One</a> and <a id="a1">two</a>', "link_mixed_up"),
        ("<b>12</b> <i>visningar</i>", "<b>12 views", "markup"),
        ("<b>12</b> <i>visningar</i>", "12</b> views", "markup"),
        ("<b>12</b> <i>visningar</i>", "<u>12</u> views", "markup"),
        ("133<sup>1</sup>", "133<sup>2</sup>", "number_changed"),
    ],
)
def test_what_is_another_thing_is_a_fault(swedish: str, english: str, code: str) -> None:
    assert codes(swedish, english) == [code]


def test_links_are_counted_and_emphasis_may_be_dropped() -> None:
    found = faults_of(LINKS, '<a id="a1">One</a> and two', "sv", "en")
    assert found == [Fault("link_count", "2", "1")]
    assert not codes("<i>12</i> visningar", "12 views")
    assert not codes("133<sup>1</sup>", "133¹")
