"""What allauth asks the site."""

from typing import Any

from django.http import HttpRequest

from allauth.account.adapter import DefaultAccountAdapter

from cms.middleware import client_address


class AccountAdapter(DefaultAccountAdapter):
    """Leaves wrong passwords to django-axes, and knows a client as the site does."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Allauth would count by name alone, and anybody could lock an editor out."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)
