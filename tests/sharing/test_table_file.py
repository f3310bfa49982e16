"""The CSV of one table of an edition."""

from typing import Any
from uuid import uuid4

from django.test import Client

from wagtail.models import PageViewRestriction

import pytest

from tests.factories import ResultsPageFactory, good_body, table_block

pytestmark = pytest.mark.django_db

CSV = "Year,Reports\r\n2015,6243\r\n2016,6558\r\n"


def edition() -> Any:
    return ResultsPageFactory.create(content=[*good_body(), table_block()])


def test_a_table_of_a_page_leads_to_its_csv(client: Client) -> None:
    page = edition()
    address = f"{page.url}tables/{table_block()['id']}.csv"
    assert f'href="http://localhost{address}" download' in client.get(page.url).content.decode()
    answer = client.get(address)
    assert answer.content.decode() == CSV
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "max-age=0" in answer["Cache-Control"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_there_is_none_of_what_is_no_table_of_the_page(client: Client) -> None:
    page = edition()
    for identity in (uuid4(), good_body()[0]["id"]):
        assert client.get(f"{page.url}tables/{identity}.csv").status_code == 404


def test_the_csv_of_a_private_page_is_kept_by_nobody(client: Client) -> None:
    page = edition()
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    address = f"{page.url}tables/{table_block()['id']}.csv"
    assert b"6558" not in client.get(address).content
    session = client.session
    session["passed_page_view_restrictions"] = [page.view_restrictions.get().pk]
    session.save()
    answer = client.get(address)
    assert answer.content.decode() == CSV
    assert "no-store" in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer
