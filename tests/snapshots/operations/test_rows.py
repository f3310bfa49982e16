"""Rules of the address that a stored row is for."""

from urllib.parse import unquote_to_bytes

from django.urls import set_script_prefix

import pytest

from results.snapshots.models import Snapshot
from results.snapshots.operations.rows import address_of_row
from results.snapshots.serving.addresses import Address


def row(address: Address, **values: str) -> Snapshot:
    return Snapshot(**{"key": address.key, "url": address.url, **values})


@pytest.mark.parametrize(
    "path", ["/", "/en/results/", "/%C3%A5r/", "/%E5r/", "/why%3F/", "/a%3Fb/", "/%F0%9F%98%80/"]
)
@pytest.mark.parametrize("query", ["", "page=2", "q=a%3Fb"])
def test_it_is_the_one_that_it_was_stored_for(path: str, query: str) -> None:
    address = Address("https", "results.example", unquote_to_bytes(path).decode("latin-1"), query)

    assert address_of_row(row(address)) == address


def test_it_has_the_prefix_of_the_site() -> None:
    address = Address("https", "results.example", "/page/", script="/below")
    set_script_prefix("/below/")
    try:
        assert address_of_row(row(address)) == address
    finally:
        set_script_prefix("/")


def test_a_row_of_another_release_is_for_none() -> None:
    address = Address("https", "results.example", "/")

    assert address_of_row(row(address, key="of another release")) is None
