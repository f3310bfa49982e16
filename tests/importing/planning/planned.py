"""Plans of short documents."""

from results.importing.planning import Plan, plan_document
from results.importing.reading import read_document


def plan(text: str, name: str = "results.txt", locale: str = "sv") -> Plan:
    """What becomes of a text, of the format that the name tells."""
    return plan_document(read_document(text.encode(), name), locale, 2016)


def table(*rows: str, above: str = "", locale: str = "sv") -> Plan:
    """What becomes of a table in Markdown below a heading; bars part the cells of its rows."""
    lines = [rows[0], "|".join("---" for _cell in rows[0].split("|")), *rows[1:]]
    text = "\n".join(f"| {line} |" for line in lines)
    return plan(f"# R\n\n## Siffror\n\n{above}\n\n{text}", "a.md", locale)


def kinds(made: Plan) -> list[tuple[str, str]]:
    """The sections, by kind and heading."""
    return [(str(section.kind), section.heading) for section in made.sections]
