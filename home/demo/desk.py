"""A person at work in the admin: requests as a browser sends them, with that person's permissions.

Nothing here writes to the database itself, so the demo shows what people can do.
"""

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page

from bs4 import BeautifulSoup

from home.demo.form_data import create_address_names, page_form_data

# The desk is within the server, so nobody types a password at it.
BACKEND = "django.contrib.auth.backends.ModelBackend"

AnyPage = TypeVar("AnyPage", bound=Page)


class RefusedError(Exception):
    """The admin refused a request; the message says how."""


class Desk:
    """One person, logged in."""

    def __init__(self, user: User) -> None:
        site = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        self.user = user
        self.secure = site.scheme == "https"
        self.client = Client(
            SERVER_NAME=site.hostname or "localhost",
            SERVER_PORT=site.port or (443 if self.secure else 80),
        )
        self.client.force_login(user, backend=BACKEND)

    def open(self, address: str) -> BeautifulSoup:
        """Open an admin page; raise RefusedError when it is not shown."""
        response: Any = self.client.get(address, secure=self.secure)
        if response.status_code != 200:
            raise RefusedError(f"{self.user}: {address} answers {response.status_code}")
        return BeautifulSoup(response.content, "html.parser")

    def upload(self, address: str, data: Mapping[str, Any]) -> BeautifulSoup:
        """Send a file to a screen that shows what it understood; return what it shows."""
        response: Any = self.client.post(address, dict(data), secure=self.secure)
        return BeautifulSoup(response.content, "html.parser")

    def send(self, address: str, data: Mapping[str, Any]) -> HttpResponse:
        """Submit a form; raise RefusedError when it is shown again or not allowed."""
        response: Any = self.client.post(address, dict(data), secure=self.secure)
        if response.status_code != 302:
            soup = BeautifulSoup(response.content, "html.parser")
            found = soup.select(".error-message, .messages li, .help-critical")
            reasons = "; ".join(dict.fromkeys(" ".join(e.stripped_strings) for e in found))
            raise RefusedError(f"{self.user}: {address} answers {response.status_code}: {reasons}")
        if response["Location"] == reverse("wagtailadmin_home"):
            raise RefusedError(f"{self.user} may not use {address}")
        return response

    def write_page(
        self, model: type[AnyPage], parent: Page, values: Mapping[str, Any], *, locale: str = ""
    ) -> AnyPage:
        """Fill in the form for a new page below `parent` and press "Publish".

        `values` are the page's fields as for `page_form_data`; `locale` is the language of a page
        at the top of the tree.
        """
        address = reverse("wagtailadmin_pages:add", args=[*create_address_names(model), parent.pk])
        if locale:
            address += f"?locale={locale}"
        self.open(address)
        self.send(address, {**page_form_data(model, values), "action-publish": "action-publish"})
        return model.objects.child_of(parent).get(slug=values["slug"])

    def edit_page(self, page: Page, values: Mapping[str, Any], action: str = "") -> str:
        """Fill in the form of a page, tick its open points, and save it; return where that leads.

        `values` are all of the page's fields that are to be kept; `action` is another button.
        """
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        points = [
            str(field["value"]) for field in self.open(address).select("[name=open_points-shown]")
        ]
        ticked = {"open_points-shown": points, "open_points": points}
        pressed = {action: action} if action else {}
        data = {**page_form_data(type(page), values), **ticked, **pressed}
        return str(self.send(address, data)["Location"])

    def upload_picture(self, file: SimpleUploadedFile, title: str, description: str) -> int:
        """Upload a picture with a description; return its key."""
        self._upload("wagtailimages:add", file, {"title": title, "description": description})
        return self._newest(get_image_model(), title)

    def upload_document(self, file: SimpleUploadedFile, title: str) -> int:
        """Upload a document; return its key."""
        self._upload("wagtaildocs:add", file, {"title": title})
        return self._newest(get_document_model(), title)

    def submit_for_translation(self, page: Page, locale: Locale) -> None:
        """Submit a page for translation into a language; what it refers to goes along."""
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        self.open(address)
        self.send(address, {"locales": [locale.pk]})

    def _upload(self, name: str, file: SimpleUploadedFile, values: Mapping[str, str]) -> None:
        address = reverse(name)
        self.open(address)
        collection = Collection.get_first_root_node()
        self.send(address, {**values, "file": file, "collection": collection.pk, "tags": ""})

    def _newest(self, model: Any, title: str) -> int:
        uploaded = model.objects.filter(title=title, uploaded_by_user=self.user)
        return int(uploaded.latest("created_at").pk)
