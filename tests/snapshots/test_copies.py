"""Rules of the copies on the host's disk, which answer while the database is away."""

import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from errno import ENOSPC
from pathlib import Path
from typing import Any

from django.db.models import F
from django.test import Client
from django.utils import timezone

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Gate, Snapshot
from results.snapshots.operations.dropping import clear, drop
from results.snapshots.operations.tidying import tidy
from results.snapshots.serving import epoch
from results.snapshots.serving.copies import (
    NAME,
    TIDY_EVERY,
    Copies,
    begin_copies,
    drop_all_copies,
    drop_copies,
)
from results.snapshots.serving.epoch import folder, heard, made_folder
from results.snapshots.serving.server import server
from results.snapshots.watching import begin_generation
from tests.factories import ResultsPageFactory, home_page

from .conftest import begin_anew
from .hosts import ROOM, SAYS, copy_of, key_of
from .hosts import no_copies as no_copies
from .hosts import page as page
from .test_memory import stored

pytestmark = pytest.mark.django_db(transaction=True)


def file_of(page: ResultsPage) -> Path:
    return next((folder() / NAME).glob(f"*/{key_of(page)}"))


def test_a_copy_is_what_was_given(client: Client, page: ResultsPage) -> None:
    answer = client.get(page.url)

    copy = copy_of(page)

    assert copy is not None
    assert copy.encodings[""] == answer.content
    assert set(copy.headers) <= set(answer.headers.items())
    assert set(copy.encodings) == {"", "gzip", "br"}


def test_a_process_that_finds_it_in_the_table_copies_it(client: Client, page: ResultsPage) -> None:
    drop_all_copies()
    begin_anew()

    assert client.get(page.url).headers[SAYS] == "hit"

    assert copy_of(page) is not None


def test_a_change_removes_the_copies_of_what_it_makes_old(
    client: Client, page: ResultsPage
) -> None:
    other: ResultsPage = ResultsPageFactory.create(title="Unconcerned", parent=home_page("en"))
    client.get(other.url)
    client.get(page.url)

    page.unpublish()

    assert copy_of(page) is None
    assert copy_of(other) is not None


@pytest.mark.parametrize("way", ["clear", "drop", "tidy"])
def test_what_is_removed_from_the_table_leaves_no_copy(way: str, page: ResultsPage) -> None:
    if way == "clear":
        clear()
    elif way == "drop":
        drop(Snapshot.objects.values_list("pk", flat=True))
    else:
        Snapshot.objects.update(valid_until=timezone.now())
        tidy()

    assert copy_of(page) is None


def test_a_change_of_another_host_removes_all_copies(client: Client, page: ResultsPage) -> None:
    Gate.objects.update(epoch=F("epoch") + 1)
    begin_anew()

    assert client.get("/of-nobody/").status_code == 404

    assert copy_of(page) is None


@pytest.mark.parametrize("damage", [b"", b"7\n", b"7\n{}\nabc"])
def test_a_damaged_copy_is_none(damage: bytes, page: ResultsPage) -> None:
    file_of(page).write_bytes(damage)

    assert copy_of(page) is None


def test_a_copy_with_another_byte_is_none() -> None:
    Copies(ROOM).write("key", stored(1), heard())
    file = next((folder() / NAME).glob("*/key"))
    content = file.read_bytes()

    for place, byte in enumerate(content):
        file.write_bytes(content[:place] + bytes([byte ^ 1]) + content[place + 1 :])
        assert Copies(ROOM).read("key") is None, place


def test_a_copy_of_another_address_is_none() -> None:
    Copies(ROOM).write("key", stored(1), heard())
    file = next((folder() / NAME).glob("*/key"))
    file.rename(file.with_name("other"))

    assert Copies(ROOM).read("other") is None


def test_a_copy_past_its_time_is_none() -> None:
    old = stored(1)
    old.valid_until = timezone.now() - timedelta(seconds=1)
    Copies(ROOM).write("key", old, heard())

    assert Copies(ROOM).read("key") is None


def test_who_writes_late_leaves_no_copy() -> None:
    then = heard()
    assert then is not None

    Copies(ROOM).write("key", stored(1), then - 1)

    assert Copies(ROOM).read("key") is None


def test_copies_take_no_more_room_than_they_may() -> None:
    most = 20_000
    copies = Copies(most)

    for number in range(TIDY_EVERY + 1):
        copies.write(str(number), stored(number + 1), heard())

    files = [one for one in (folder() / NAME).glob("*/*") if one.is_file()]
    assert sum(one.stat().st_size for one in files) <= most
    assert copies.read(str(TIDY_EVERY)) is not None


def test_a_process_that_begins_clears_up_what_others_have_left() -> None:
    for number in range(30):
        Copies(ROOM).write(str(number), stored(number + 1), heard())

    Copies(20_000).write("new", stored(100), heard())

    files = [one for one in (folder() / NAME).glob("*/*") if one.is_file()]
    assert sum(one.stat().st_size for one in files) <= 20_000


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may get a byte larger than nothing."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_costs_the_copy_only(caplog: pytest.LogCaptureFixture) -> None:
    with full_disk():
        Copies(ROOM).write("key", stored(1), heard())

    assert Copies(ROOM).read("key") is None
    assert "No copy is kept of http://testserver/1/" in caplog.text
    assert [one for one in (folder() / NAME).glob("*/*") if one.is_file()] == []


def test_a_generation_that_begins_on_a_full_disk_ends_the_copies_of_the_last_one(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def refuse(path: Path, **options: Any) -> None:
        if path.name.isdecimal():
            raise OSError(ENOSPC, "No space left on device")
        make(path, **options)

    monkeypatch.setattr(Path, "mkdir", refuse)
    begin_generation()

    assert copy_of(page) is None


def test_copies_in_a_folder_of_somebody_else_are_neither_read_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Copies(ROOM).write("key", stored(1), heard())
    theirs = tmp_path / "theirs"
    shutil.copytree(folder(), theirs, ignore=shutil.ignore_patterns("lock-*", "counts-*"))
    link = tmp_path / "link"
    link.symlink_to(theirs)
    monkeypatch.setattr(epoch, "folder", lambda: link)

    assert Copies(ROOM).read("key") is None
    drop_all_copies()
    drop_copies(["key"])
    begin_copies(7)

    assert list((theirs / NAME).glob("*/key"))


def test_a_folder_that_cannot_be_had_costs_the_copies_only(client: Client) -> None:
    home_page("sv")
    edition: ResultsPage = ResultsPageFactory.create()
    place = made_folder() / NAME
    shutil.rmtree(place, ignore_errors=True)
    place.write_text("in the way")
    try:
        answers = [client.get(edition.url).headers[SAYS] for _time in range(2)]
    finally:
        place.unlink()

    assert answers == ["made", "hit"]


def test_a_process_that_holds_nothing_in_memory_copies_nothing(
    client: Client, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_MEMORY": 0}
    begin_anew()
    home_page("sv")
    edition: ResultsPage = ResultsPageFactory.create()

    client.get(edition.url)

    assert server().copies.read(key_of(edition)) is None
    assert copy_of(edition) is None
