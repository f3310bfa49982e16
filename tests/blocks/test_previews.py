"""The preview of each block in the picker."""

from django.test import Client
from django.urls import reverse

import pytest

from results.models import ResultsPage
from tests.factories import UserFactory

BLOCKS = ResultsPage._meta.get_field("body").stream_block.child_blocks


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_the_preview_of_every_block_is_drawn_in_the_site_s_theme(kind: str, client: Client) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    response = client.get(
        reverse("wagtailadmin_block_preview"), {"id": BLOCKS[kind].definition_prefix}
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert "results/results.css" in html
    assert 'class="results-' in html
