"""Clients of the APIs."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from wagtail.models import APIToken

import pytest

from tests.api.building import Edition

V2, V3 = "/api/v2/pages/", "/api/v3-preview/pages/"
Make = Callable[[], Any]


@pytest.fixture
def edition(every_block: Edition) -> Edition:
    return every_block


@pytest.fixture
def token(db: None) -> str:
    admin = get_user_model().objects.create_superuser("admin", "admin@example.org", "password")
    _token, plaintext = APIToken.create_token(user=admin, name="test")
    return str(plaintext)


@pytest.fixture
def writer(token: str) -> Client:
    client = Client()
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client


@pytest.fixture
def visitor() -> Client:
    return Client()
