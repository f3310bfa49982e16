"""The reference of the record names every field of its rows."""

import re

from results.models import Figure
from tests.docs.markdown import reference, rows


def test_every_field_of_a_row_is_described_and_no_other() -> None:
    described = [
        name
        for row in rows(reference("record"), "Field")
        for name in re.findall(r"`(\w+)`", row["Field"])
    ]

    assert described == [field.name for field in Figure._meta.fields if field.name != "id"]
