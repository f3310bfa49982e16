"""Nothing of the plugin acts on the APIs of a site where no edition is involved; what the guard lets pass."""

import json
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

from django import http
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import clear_url_caches, include, path, resolve
from django.utils.translation import get_language

from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v3.urls import api as v3
from wagtail.images import get_image_model
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

import pytest
from pytest_django import Settings

from cms import urls as of_demo
from results.api.apps import GUARD, LOCALE, check_guard
from results.api.middleware import APIGuardMiddleware
from tests.api.building import add_page, make_image, make_site
from tests.api.conftest import V2, V3
from tests.factories import AdminFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Any:
    home, _home_en = make_site()
    return add_page(home, title="About us", slug="about")


@pytest.fixture
def pages(page: Any) -> list[Any]:
    """The page and two beside it."""
    beside = [add_page(page.get_parent(), title=title, slug=title) for title in ("b", "c")]
    return [page, *beside]


@pytest.mark.parametrize("fields", ["-id", "_", "_,title", "*,-id"])
@pytest.mark.parametrize("address", ["", "{}/", "find/?id={}"])
def test_any_fields_of_api_v2_may_be_asked_for(
    page: Any, visitor: Client, address: str, fields: str
) -> None:
    query = "&" if "?" in address else "?"
    response = visitor.get(f"{V2}{address.format(page.pk)}{query}fields={fields}", follow=True)

    assert response.status_code == 200
    if address == "{}/":
        assert response.wsgi_request.results_page_id == page.pk  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "query",
    [
        *("id={pk}", "slug=about", "title=About us", "type=wagtailcore.Page&id={pk}"),
        *("id={pk}&child_of=root", "id={pk}&locale=sv", "id={pk}&site=testserver&order=-id"),
        *("id={pk}&limit=1&offset=0&order=title&order=-slug", "slug=about&show_in_menus=false"),
    ],
)
def test_a_list_of_api_v3_can_be_filtered_as_wagtail_documents(
    pages: list[Any], visitor: Client, query: str
) -> None:
    response = visitor.get(f"{V3}?{query.format(pk=pages[0].pk)}")

    assert [each["id"] for each in response.json()["items"]] == [pages[0].pk]
    refused = visitor.get(f"{V3}?pk={pages[0].pk}").json()["detail"]
    assert refused.startswith("unknown parameters: pk; known are: ")


def test_what_takes_no_body_does_not_look_at_one(page: Any, writer: Client) -> None:
    address = f"{V3}{page.pk}/actions/publish/"

    assert writer.post(address).status_code == 200
    assert writer.post(address, {"source": "a form"}).status_code == 200
    plain = "application/x-www-form-urlencoded"
    assert writer.post(address, "source=a+form", content_type=plain).status_code == 200
    assert writer.delete(f"{V3}{page.pk}/", "[1]", content_type="text/plain").status_code == 204
    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_file_is_uploaded_as_a_form(page: Any, writer: Client) -> None:
    picture = make_image().file.open().read()
    for noun, name, content in [("images", "a.png", picture), ("documents", "a.txt", b"A")]:
        address = V3.replace("pages", noun)
        form = {"title": "Example", "file": SimpleUploadedFile(name, content)}
        response = writer.post(address, form)
        assert response.status_code == 201, response.content
        assert writer.post(address, {"title": "a\0b"}).status_code == 400


def test_a_related_object_that_lies_in_no_collection_is_named(
    page: Any, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Page, "api_fields", [APIField("owner")], raising=False)
    page.owner = AdminFactory.create()
    page.save()
    assert visitor.get(f"{V2}{page.pk}/").json()["owner"]["id"] == page.owner.pk


def test_the_api_of_the_admin_is_left_alone(page: Any, token: str) -> None:
    editor = Client()
    editor.force_login(get_user_model().objects.get(username="admin"))
    address = f"/admin/api/main/pages/{page.pk}/"

    answer = editor.post(f"{address}action/unpublish/", {"recursive": "on"})

    assert answer.status_code == 200, answer.content
    assert not Page.objects.get(pk=page.pk).live
    # Django's own word for it: the admin is in the language of whoever works there.
    assert editor.get(address)["Content-Language"] == get_language()


def test_an_image_is_not_found_by_the_path_of_a_page(page: Any, visitor: Client) -> None:
    get_image_model().objects.filter(pk=page.pk).delete()
    image = make_image(page.pk)

    response = visitor.get(f"{V2.replace('pages', 'images')}find/?html_path=/about/")

    assert (response.status_code, image.pk) == (404, page.pk)


@pytest.mark.parametrize("middleware", [[], ["django.middleware.gzip.GZipMiddleware"]])
def test_the_whole_openapi_document_is_given(
    visitor: Client, settings: Settings, middleware: list[str]
) -> None:
    # Behind the guard, as in a site that puts the plugin's middleware before its own.
    settings.MIDDLEWARE = [
        "results.api.middleware.APIGuardMiddleware",
        *middleware,
        "django.middleware.common.CommonMiddleware",
    ]

    response = visitor.get(
        V3.replace("pages/", "openapi.json"), headers={"accept-encoding": "gzip"}
    )

    assert response.status_code == 200
    assert response["Content-Length"] == str(len(response.content))


@pytest.fixture
def mount(settings: Settings) -> Iterator[Callable[..., None]]:
    """Give the site these addresses."""

    def use(*patterns: Any) -> None:
        urls: Any = ModuleType("mounted")
        urls.urlpatterns = patterns
        settings.ROOT_URLCONF = urls
        clear_url_caches()

    yield use
    clear_url_caches()


def test_api_v3_answers_wherever_it_is_mounted(
    page: Any, visitor: Client, writer: Client, mount: Callable[..., None]
) -> None:
    mount(path("<slug:part>/api/", v3.urls), *of_demo.urlpatterns)
    for address in (V3, "/part/api/pages/"):
        response = visitor.get(f"{address}?id={page.pk}&order=title")
        assert [each["id"] for each in response.json()["items"]] == [page.pk], response.content
        for odd in (f"{address}?perod_end=1", f"{address}?search=a\0"):
            assert visitor.get(odd).status_code == 400
        assert writer.post(f"{address}{page.pk}/actions/publish/").status_code == 200
        body = json.dumps({"title": "a\0b"})
        assert writer.patch(f"{address}{page.pk}/", body, "application/json").status_code == 400


def test_a_site_s_own_endpoints_answer_beside_those_of_the_plugin(
    page: Any, visitor: Client, mount: Callable[..., None]
) -> None:
    # As Wagtail's documentation calls it.
    router = WagtailAPIRouter("wagtailapi")
    router.register_endpoint("images", ImagesAPIViewSet)
    mount(
        path("", include("results.everything.urls")),
        path("api/v2/", router.urls),
        path("", include("wagtail.urls")),
    )
    for endpoint, key in (("images", make_image().pk), ("pages", page.pk)):
        for address in (f"/api/v2/{endpoint}/", f"/api/v2/{endpoint}/{key}/"):
            assert visitor.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("path", "answered", "status"),
    [
        *((each, http.HttpResponseRedirect(f"/sv{each}"), 404) for each in (V2, V3)),
        *((each, http.HttpResponseRedirect("/sv/a/"), 302) for each in (V3, None)),
        ("/admin/", http.HttpResponseRedirect("/sv/admin/"), 302),
        *((V2, ValidationError("a"), 400), (V3, ValidationError("a"), None)),
        *((V3, IntegrityError(), 422), (V2, IntegrityError(), None)),
        *((each, ValidationError("a"), None) for each in ("/admin/", "own")),
        ("/admin/", IntegrityError(), None),
    ],
)
def test_only_the_apis_are_guarded(path: str | None, answered: Any, status: int | None) -> None:
    request: Any = RequestFactory().get(path or "/")
    # A view of the site's own, by the framework that API v2 is made with; no view at all.
    own = SimpleNamespace(func=SimpleNamespace(cls=object), namespaces=[]) if path else None
    request.resolver_match = resolve(path) if path and path.startswith("/") else own
    guard = APIGuardMiddleware(lambda _request: answered)
    is_answer = isinstance(answered, http.HttpResponse)
    found = guard(request) if is_answer else guard.process_exception(request, answered)
    assert (found and found.status_code) == status


@pytest.mark.parametrize(
    ("order", "told"),
    [([GUARD, LOCALE], ""), ([LOCALE, GUARD], "behind"), ([LOCALE], "not installed")],
)
def test_where_the_guard_has_to_be_is_told(settings: Settings, order: list[str], told: str) -> None:
    settings.MIDDLEWARE = order
    assert [told in each.msg for each in check_guard(None)] == [True] * bool(told)
