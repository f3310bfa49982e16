"""A site that had an API v2 before the plugin keeps all of it."""

from django.test import Client

import pytest

from tests.api.building import DOCUMENT, IMAGE, Edition


@pytest.mark.urls("tests.api.own_addresses")
@pytest.mark.django_db
def test_a_site_s_own_endpoints_answer_beside_those_of_the_plugin(
    edition: Edition, visitor: Client
) -> None:
    for endpoint, key in (
        ("images", IMAGE),
        ("documents", DOCUMENT),
        ("pages", edition.swedish.pk),
    ):
        for address in (f"/api/v2/{endpoint}/", f"/api/v2/{endpoint}/{key}/"):
            assert visitor.get(address).status_code == 200, address
