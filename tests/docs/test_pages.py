"""The reference of pages says what the page types are."""

from typing import Any

from django.utils import translation

import pytest

from results.models import ResultsIndexPage, ResultsPage, ResultsPageMixin
from results.models.edition import RESERVED_SLUGS
from results.publishing import Kind
from results.statements.models import AccessibilityStatementPage
from tests.docs.markdown import code, names, reference, rows, sections

PAGES: dict[str, Any] = {
    "Results index page": ResultsIndexPage,
    "Results page": ResultsPage,
    "Accessibility statement": AccessibilityStatementPage,
}


def own_fields(model: type[Any]) -> dict[str, Any]:
    return {
        field.name: field
        for field in model._meta.get_fields()
        if field.concrete and field.model is model and field.name != "page_ptr"
    }


@pytest.mark.parametrize("heading", PAGES)
def test_the_fields_of_a_page_are_those_of_the_code(heading: str) -> None:
    model = PAGES[heading]
    shown = {field.name for field in model.api_fields}
    written = {
        code(row["Field"]): row for row in rows(sections(reference("pages"))[heading], "Field")
    }

    assert list(written) == list(own_fields(model))
    for name, field in own_fields(model).items():
        row = written[name]
        assert row["Needed"] == ("no" if field.blank else "yes"), name
        assert row["In the APIs"] == ("yes" if name in shown else "no"), name
        length = getattr(field, "max_length", None)
        if name != "body":
            assert row["At most"] == (f"{length} characters" if length else "–"), name


def test_every_reserved_slug_is_named_and_no_other() -> None:
    text = sections(reference("pages"))["Results page"]
    sentence = text.partition("These slugs are reserved")[2].partition("\n\n")[0]

    assert sorted(sentence.split("`")[1::2]) == sorted(RESERVED_SLUGS)


def test_every_kind_of_publication_is_named() -> None:
    with translation.override("en"):
        choices = [(value, str(label)) for value, label in Kind.choices]
    text = sections(reference("pages"))["Publications"]

    assert [(code(row["Value"]), row["Label"]) for row in rows(text, "Value")] == choices


def test_every_name_of_the_mixin_exists() -> None:
    for name in names(sections(reference("pages"))["Mixins"], "Name"):
        if "." not in name:
            assert hasattr(ResultsPageMixin, name.partition("(")[0]), name
