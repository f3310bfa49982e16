"""The reference of the life cycle is the table by which the program goes."""

from results.translation.lifecycle.rules import RULES, Version
from tests.docs.markdown import reference, sections, tables


def test_the_printed_table_is_that_of_the_program() -> None:
    (printed,) = tables(sections(reference("translation-lifecycle"))["The rules"])
    expected: dict[tuple[str, str], dict[str, str]] = {}
    for rule in RULES:
        act, origin = rule.act.value, rule.origin.value
        row = expected.setdefault((act, origin), {"Act": act, "Done to": origin})
        row[capitalised(rule.version)] = rule.outcome.value
        row["In bulk"] = "the same" if rule.in_bulk else "–"
    assert printed == list(expected.values())


def capitalised(version: Version) -> str:
    return version.value[0].upper() + version.value[1:]
