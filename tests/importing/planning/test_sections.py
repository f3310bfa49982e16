"""Title, introduction, sections and links of a document."""

from django.utils import translation

import pytest

from results.importing.reporting import as_json

from .planned import kinds, plan

PROSE = "Vi arbetade hela året med det som vi hade lovat, och det gick bra."


def test_a_short_line_between_empty_lines_is_a_heading_however_it_is_written() -> None:
    made = plan(f"Mål och resultat\n\n{PROSE}\n\nVÅR FILM\n\n{PROSE}\n\n#hotline\n\n{PROSE}")
    assert (made.title, made.introduction) == ("Mål och resultat", PROSE)
    assert kinds(made) == [("campaign", "VÅR FILM"), ("campaign", "#hotline")]
    assert [section.hashtag for section in made.sections] == ["", "#hotline"]


def test_a_text_without_headings_gets_a_title_of_ours_that_has_to_be_checked() -> None:
    made = plan(f"{PROSE}\n\n{PROSE}")
    assert made.title_is_ours
    assert made.introduction == f"{PROSE}\n\n{PROSE}"
    assert [point.path for point in made.points] == [("title",)]


def test_an_introduction_that_is_too_long_goes_on_in_a_section_of_text() -> None:
    made = plan("\n\n".join([PROSE] * 60))
    assert len(made.introduction) <= 2000
    assert kinds(made) == [("text", "")]


def test_whose_words_a_quotation_is_has_to_be_said() -> None:
    made = plan(f"# R\n\n## A\n\n{PROSE}\n\n> Det hjälpte.", "a.md")
    assert [point.path[-1] for point in made.points] == ["name"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Gilla och dela vår sida.", "share"),
        ("Läs [mer](https://example.org/).", "campaign"),
        ("Vi fick 250 delningar.", "campaign"),
        ("- Gilla\n- Dela", "campaign"),
        (PROSE * 10, "campaign"),
    ],
)
def test_a_few_last_words_that_ask_for_it_are_the_call_to_share(text: str, last: str) -> None:
    made = plan(f"# R\n\n## Sprid ordet\n\n{PROSE}\n\n## Sprid mer kunskap\n\n{text}", "a.md")
    assert kinds(made) == [("campaign", "Sprid ordet"), (last, "Sprid mer kunskap")]


def test_sections_that_a_page_has_no_room_for_go_on_within_the_last() -> None:
    made = plan(
        "# R\n\n" + "\n\n".join(f"## Del {n} av mycket\n\n{PROSE}" for n in range(80)), "a.md"
    )
    assert len(made.sections) <= 50
    assert "<h3>Del 79 av mycket</h3>" in made.sections[-1].html


def test_a_heading_that_is_too_long_goes_on_in_the_text() -> None:
    long = "ord " * 60
    made = plan(f"# R\n\n## {long}\n\n{PROSE}", "a.md")
    assert len(made.sections[0].heading) <= 160
    assert f"{made.sections[0].heading} {made.sections[0].texts[0]}" == long.strip()


def test_the_number_of_a_heading_is_no_figure() -> None:
    made = plan(f"# R\n\n## 1 Ändamål\n\n{PROSE}\n\n## 2.1 Hjälp\n\n{PROSE}", "a.md")
    assert made.figures() == []


def test_what_can_be_read_in_two_ways_is_written_in_the_language_of_the_person() -> None:
    with translation.override("sv"):
        made = plan("# R\n\n## Siffror\n\nVi samlade 31,250 ton.", "a.md")
        (figure,) = as_json(made)["figures"]
    assert (figure["value"], figure["confidence"]) == ("31.25", "look")
    assert "31\u00a0250" in figure["reason"]


def links(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """Text and target of each link below a heading."""
    made = plan(f"# R\n\n## Hotline\n\n{PROSE}\n\n{text}", name)
    return [(link.text, link.target) for link in made.links()]


def test_marked_text_becomes_a_link_that_still_needs_a_target() -> None:
    made = plan(
        f"Resultat\n\n{PROSE}\n\nHotline\n\n{PROSE}\n\n>> Läs mer om Nordiskt Forum här. <<"
    )
    (link,) = made.links()
    assert (link.text, link.target) == ("Läs mer om Nordiskt Forum", "")
    assert [point.path[-1] for point in made.points] == [link.id]


def test_a_link_within_a_sentence_is_listed_and_its_words_stay() -> None:
    made = plan("# R\n\n## A\n\nDet står i [rapporten](https://example.org/r) från i år.", "a.md")
    assert made.sections[0].html == "<p>Det står i rapporten från i år.</p>"
    assert [(link.text, link.target) for link in made.links()] == [
        ("rapporten", "https://example.org/r")
    ]


def test_here_or_read_more_is_no_text_for_a_link() -> None:
    ((text, _target),) = links("[Läs mer](https://example.org/h)")
    assert text.endswith("Hotline")
    assert links("Läs mer om hotline [här](https://example.org/h).") == [
        ("Läs mer om hotline", "https://example.org/h")
    ]


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


def test_links_that_a_section_has_no_room_for_stay_in_the_text() -> None:
    text = " ".join(f"[nummer {n}](https://example.org/{n})" for n in range(15))
    made = plan(f"# R\n\n## A\n\nVi skrev om {text} och mer.", "a.md")
    assert len(made.links()) == 12
    assert made.sections[0].html.count("<a href=") == 3
