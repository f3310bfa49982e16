"""Rules of what a process holds in its memory."""

from datetime import UTC, datetime

from results.snapshots.serving.memory import OVERHEAD, Head, Memory, Stored

SIZE = 1_000


def stored(number: int, size: int = SIZE) -> Stored:
    """An answer of so many bytes."""
    url, until = f"http://testserver/{number}/", datetime(2100, 1, 1, tzinfo=UTC)
    head = Head(url, headers=(), varies_on=(), etag="tag", valid_until=until, checksums={})
    return Stored(head, version=0, encodings={"": b"a" * size})


def test_it_never_holds_more_bytes_than_it_may() -> None:
    memory = Memory(20 * (SIZE + OVERHEAD))

    for number in range(10_000):
        memory.put(str(number), stored(number))
        assert memory.bytes <= memory.most_bytes

    assert len(memory) == 20


def test_what_was_used_least_recently_goes_first() -> None:
    memory = Memory(10 * (SIZE + OVERHEAD))
    for number in range(10):
        memory.put(str(number), stored(number))

    assert memory.get("0")
    memory.put("10", stored(10))

    assert memory.get("0")
    assert memory.get("1") is None


def test_what_is_put_again_takes_the_place_of_what_was_there() -> None:
    memory = Memory(10 * (SIZE + OVERHEAD))

    for _time in range(5):
        memory.put("same", stored(1))

    assert (len(memory), memory.bytes) == (1, SIZE + OVERHEAD)


def test_one_large_answer_does_not_drive_out_all_others() -> None:
    memory = Memory(8 * (SIZE + OVERHEAD))
    memory.put("small", stored(1))

    memory.put("large", stored(2, SIZE + 1))

    assert memory.get("small")
    assert memory.get("large") is None


def test_clearing_frees_all() -> None:
    memory = Memory(10 * (SIZE + OVERHEAD))
    memory.put("one", stored(1))

    memory.clear()

    assert (len(memory), memory.bytes) == (0, 0)
