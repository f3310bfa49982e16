"""What a reader of a page is shown, and what it costs."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bs4 import BeautifulSoup


def soup(response: Any, status: int = 200) -> BeautifulSoup:
    """What the response shows; it must have the status."""
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def visit(address: str, client: Client | None = None, status: int = 200) -> BeautifulSoup:
    """What the address shows a visitor, or whoever has the client."""
    return soup((client or Client()).get(address), status)


def queries(client: Client, address: str) -> int:
    """The number of queries for an address, after it has been asked for once."""
    assert client.get(address, follow=True).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, follow=True).status_code == 200
    return len(captured)
