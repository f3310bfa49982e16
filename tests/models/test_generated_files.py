"""One file of a kind for each page, in the state that the page is in."""

from typing import Any

import pytest

from results.publishing.models import GeneratedFile, discard_file, store_file

pytestmark = pytest.mark.django_db(transaction=True)


def test_files_of_other_kinds_and_pages_stay() -> None:
    for page, kind in ((7, "pdf"), (7, "sound"), (8, "pdf")):
        store_file(page, kind, "1", b"x", "a")
    discard_file(7, "pdf")

    left = sorted(GeneratedFile.objects.values_list("page_id", "kind"))
    assert left == [(7, "sound"), (8, "pdf")]


def test_a_storage_that_is_full_leaves_the_earlier_file(settings: Any, tmp_path: Any) -> None:
    earlier = store_file(7, "pdf", "1", b"one", "a.pdf")
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder")
    settings.MEDIA_ROOT = nowhere
    with pytest.raises(OSError, match=r".+"):
        store_file(7, "pdf", "2", b"second", "a.pdf")
    assert GeneratedFile.objects.get() == earlier


def test_nobody_guesses_where_a_file_lies() -> None:
    first, second = (
        store_file(7, "pdf", "1", b"x", "a.pdf"),
        store_file(8, "pdf", "1", b"x", "../../a.pdf"),
    )
    names = [str(stored.file.name) for stored in (first, second)]
    assert all(len(name.split("/")[2]) >= 20 for name in names)
    assert all(name.startswith("results/pdf/") and name.endswith(".pdf") for name in names)
    assert not any(".." in name for name in names)
