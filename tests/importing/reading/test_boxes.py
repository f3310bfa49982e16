"""Boxes drawn in plain text are no tables."""

from tests.importing.reading.building import outline, read


def test_what_stands_within_a_box_stands_by_itself() -> None:
    box = "+------------+\n| In brief   |\n|------------|\n| * 12 films |\n| * 3 trips  |\n+------------+\n"
    assert outline(read(f"Words.\n\n{box}\nMore words.", "a.txt"))[1:-1] == [
        ("h2", "In brief"),
        ("ul", "12 films", "3 trips"),
    ]


def test_a_table_between_bars_is_no_box() -> None:
    (table,) = outline(read("| A | 1 |\n| B | 2 |", "a.txt"))
    assert str(table).startswith("('table'")
