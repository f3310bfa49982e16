"""All the ways by which a translator could change the English page of a family."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wagtail_localize.models import Translation

from tests.factories import UserFactory
from tests.routes import submit_for_approval
from tests.translation.exchange.exchanging import entries_of

from .families import Family, bulk_url, locale, translation


def of_localize(name: str, *args: Any) -> str:
    return reverse(f"wagtail_localize:{name}", args=args)


def string_of(found: Translation) -> int:
    pk: int = found.source.stringsegment_set.get(context__path="title").pk
    return pk


def replaceable_of(found: Translation) -> int:
    pk: int = found.source.overridablesegment_set.first().pk
    return pk


def save_string(world: Family, client: Client) -> Any:
    url = of_localize("edit_string_translation", translation().pk, string_of(translation()))
    return client.put(url, "value=x", content_type="application/x-www-form-urlencoded")


def delete_string(world: Family, client: Client) -> Any:
    return client.delete(
        of_localize("edit_string_translation", translation().pk, string_of(translation()))
    )


def replace_link(world: Family, client: Client) -> Any:
    url = of_localize("edit_override", translation().pk, replaceable_of(translation()))
    data = "value=https%3A%2F%2Fexample.org"
    return client.put(url, data, content_type="application/x-www-form-urlencoded")


def upload_file(world: Family, client: Client) -> Any:
    po = entries_of(translation())
    po[0].msgstr = "x"
    file = SimpleUploadedFile("a.po", str(po).encode())
    return client.post(of_localize("upload_pofile", translation().pk), {"file": file})


def download_file(world: Family, client: Client) -> Any:
    return client.get(of_localize("download_pofile", translation().pk))


def preview(world: Family, client: Client) -> Any:
    return client.get(of_localize("preview_translation", translation().pk))


def stop(world: Family, client: Client) -> Any:
    return client.post(of_localize("stop_translation", translation().pk))


def restart(world: Family, client: Client) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[world.version("en").pk])
    return client.post(url, {"localize-restart-translation": "1"})


def make_alias(world: Family, client: Client) -> Any:
    return client.post(of_localize("convert_to_alias", world.version("en").pk))


def open_editor(world: Family, client: Client) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[world.version("en").pk])
    return client.get(f"{url}?editor=1")


def publish_in_editor(world: Family, client: Client) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[world.version("en").pk])
    return client.post(url, {"action": "publish"})


def publish_in_bulk(world: Family, client: Client) -> Any:
    page, home = world.version("en"), reverse("wagtailadmin_home")
    return client.post(f"{bulk_url('publish')}?id={page.pk}&next={home}")


def sync_and_publish(world: Family, client: Client) -> Any:
    url = of_localize("update_translations", translation().source_id)
    return client.post(url, {"publish_translations": "on"})


def submit_again(world: Family, client: Client) -> Any:
    page = world.version("en")
    page.delete()
    return client.post(
        of_localize("submit_page_translation", world.edition.pk), {"locales": [locale("en").pk]}
    )


def approve(world: Family, client: Client) -> Any:
    page = world.version("en")
    submit_for_approval(page, UserFactory.create())
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(url, {"comment": ""})


ROUTES: list[Callable[[Family, Client], Any]] = [
    save_string,
    delete_string,
    replace_link,
    upload_file,
    download_file,
    preview,
    stop,
    restart,
    make_alias,
    open_editor,
    publish_in_editor,
    publish_in_bulk,
    sync_and_publish,
    submit_again,
    approve,
]
