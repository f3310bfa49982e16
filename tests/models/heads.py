"""What the head of a page says, taken apart."""

import json
import re
from html import unescape
from typing import Any

from django.test import Client

from wagtail.models import Page, Site

from results.models import ResultsPage
from tests.factories import ResultsPageFactory

LINK = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
PROPERTY = re.compile(r'<meta property="([^"]+)" content="([^"]*)">')
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def head(client: Client, page: Page) -> str:
    """The head of the page as a visitor gets it."""
    response: Any = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode().partition("</head>")[0]


def hreflangs(html: str) -> dict[str, str]:
    return dict(LINK.findall(html))


def properties(html: str) -> dict[str, str]:
    return {name: unescape(content) for name, content in PROPERTY.findall(html)}


def things(html: str) -> dict[str, dict[str, Any]]:
    """The things of the JSON-LD by their types."""
    (data,) = JSON_LD.findall(html)
    return {thing["@type"]: thing for thing in json.loads(data)["@graph"]}


def edition(**fields: Any) -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create(**fields)
    Site.objects.update(site_name="ECPAT Sverige")
    return page
