"""Addresses of a site that shows what the demo does not: a snippet, its own SQL."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from cms.urls import handler404 as handler404
from cms.urls import urlpatterns as of_the_demo
from results.translation.glossary import Term

RAW = "SELECT title, owner_id FROM wagtailcore_page WHERE slug = '2015'"


def terms(request: HttpRequest) -> HttpResponse:
    """Every term of the glossary."""
    return JsonResponse(
        list(Term.objects.order_by("pk").values_list("term", flat=True)), safe=False
    )


def raw(request: HttpRequest) -> HttpResponse:
    """What SQL of the site's own finds."""
    with connection.cursor() as cursor:
        cursor.execute(f"/* by hand */ {RAW}")
        return JsonResponse(cursor.fetchall(), safe=False)


urlpatterns = [
    path("of-the-host/terms/", terms),
    path("of-the-host/raw/", raw),
    *of_the_demo,
]
