"""Documents that are long: example data."""

from functools import cache

from tests.importing.printed import printed

PAGES = 42
STYLE = "section { break-before: page } h2 { font-size: 16pt }"
PROSE = "The hotline was open on all days, and those who answer have met more people than ever. "


@cache
def long_pdf() -> bytes:
    """A PDF of 42 pages with a chapter on each, and a figure in each."""
    chapters = (
        f"<section><h2>Chapter {number}</h2><p>{PROSE}We answered {6500 + number} calls.</p></section>"
        for number in range(1, PAGES)
    )
    return printed(f"<h1>Example year</h1><p>In short.</p>{''.join(chapters)}", STYLE)


def long_text(chapters: int = 4, words: int = 16_500) -> str:
    """Markdown of so many words in chapters, with a figure in each, and parts within the first."""
    prose = PROSE * (words // len(PROSE.split()) // chapters)
    parts = "".join(f"### Part {number}\n\nWords.\n\n" for number in range(50))
    sections = (
        f"## Chapter {number}\n\nWe answered {6500 + number} calls.\n\n{prose}\n\n"
        + (parts if number == 1 else "")
        for number in range(1, chapters + 1)
    )
    return f"# Example year\n\nIn short.\n\n{''.join(sections)}"
