"""Links: their texts and their targets."""

import pytest

from .planned import plan

PROSE = "Vi arbetade hela året med det som vi hade lovat, och det gick bra."


def links(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """Text and target of each link below a heading."""
    made = plan(f"# R\n\n## Hotline\n\n{PROSE}\n\n{text}", name)
    return [(link.text, link.target) for link in made.links()]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (">> Läs mer om Nordiskt Forum här. <<", "Läs mer om Nordiskt Forum"),
        ("» Läs mer om Nordiskt Forum", "Läs mer om Nordiskt Forum"),
        (">> Read more about the forum here <<", "Read more about the forum"),
    ],
)
def test_marked_text_becomes_a_link_that_still_needs_a_target(text: str, shown: str) -> None:
    made = plan(f"Resultat\n\n{PROSE}\n\nHotline\n\n{PROSE}\n\n{text}")
    (link,) = made.links()
    assert (link.text, link.target) == (shown, "")
    assert [point.path[-1] for point in made.points] == [link.id]


def test_a_link_of_its_own_keeps_its_target() -> None:
    assert links("[Läs mer om forumet](https://example.org/forum)") == [
        ("Läs mer om forumet", "https://example.org/forum")
    ]


def test_a_link_within_a_sentence_is_listed_and_its_words_stay() -> None:
    made = plan("# R\n\n## A\n\nDet står i [rapporten](https://example.org/r) från i år.", "a.md")
    assert made.sections[0].html == "<p>Det står i rapporten från i år.</p>"
    assert [(link.text, link.target) for link in made.links()] == [
        ("rapporten", "https://example.org/r")
    ]


def test_here_is_no_text_for_a_link() -> None:
    assert links("Läs mer om hotline [här](https://example.org/h).") == [
        ("Läs mer om hotline", "https://example.org/h")
    ]


def test_a_link_without_a_text_of_its_own_is_named_after_its_heading() -> None:
    ((text, _target),) = links("[Läs mer](https://example.org/h)")
    assert text.endswith("Hotline")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("www.example.org/a", "https://www.example.org/a"),
        ("ecpat.se", "https://ecpat.se"),
        ("info@example.org", "mailto:info@example.org"),
    ],
)
def test_a_bare_address_becomes_a_link(address: str, target: str) -> None:
    made = plan(f"Resultat\n\n{PROSE}\n\nHotline\n\nTipsa oss: {address}.")
    assert [link.target for link in made.links()] == [target]


@pytest.mark.parametrize("target", ["/nyheter", "nyheter.html", "http://localhost/"])
def test_an_address_that_leads_nowhere_is_named_in_what_is_to_do(target: str) -> None:
    made = plan(f"# R\n\n## A\n\n{PROSE}\n\n[Läs mer om nyheterna]({target})", "a.md")
    assert [target in point.text for point in made.points] == [True]


def test_the_whole_report_has_to_be_added() -> None:
    made = plan(f"Resultat\n\n{PROSE}\n\nA\n\n{PROSE}\n\n>> Läs hela verksamhetsberättelsen här <<")
    assert made.links()[0].is_report
    assert "document" in made.points[0].text


def test_links_that_a_section_has_no_room_for_stay_in_the_text() -> None:
    text = " ".join(f"[nummer {n}](https://example.org/{n})" for n in range(15))
    made = plan(f"# R\n\n## A\n\nVi skrev om {text} och mer.", "a.md")
    assert len(made.links()) == 12
    assert made.sections[0].html.count("<a href=") == 3


def test_words_that_only_lead_elsewhere_are_a_link_though_its_address_is_lost() -> None:
    made = plan("# R\n\n## S\n\nVi höll ett forum.\n\nLäs mer om forumet här.", "a.md")
    assert [(link.text, link.target) for link in made.links()] == [("Läs mer om forumet", "")]
