"""Plans of short documents."""

from results.importing.planning import Plan, plan_document
from results.importing.reading import read_document


def plan(text: str, name: str = "results.txt", locale: str = "sv") -> Plan:
    """What becomes of a text, of the format that the name tells."""
    return plan_document(read_document(text.encode(), name), locale, 2016)


def kinds(made: Plan) -> list[tuple[str, str]]:
    """The sections, by kind and heading."""
    return [(str(section.kind), section.heading) for section in made.sections]
