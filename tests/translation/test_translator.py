"""The translator opens the page, sees prose only, translates and publishes."""

import json
from typing import Any

from django.test import Client

import pytest
from tests.translation.building import Translator, prose_of, strings, submit, target

from results.models import ResultsPage

pytestmark = pytest.mark.django_db


def test_debug(edition: ResultsPage, browser: Client, anonymous: Client) -> None:
    submit(edition)
    person = Translator(browser, target(edition))
    props = person.open()
    for s in props["segments"]:
        print(s["type"], s["contentPath"], s.get("source", s.get("value")), s["location"]["field"], s["location"]["subField"], s["location"].get("widget"))
    person.write_all()
    r = person.publish()
    print(r.redirect_chain, [str(m) for m in r.context["messages"]])
    t = target(edition)
    print(t.live, t.url)
    r = anonymous.get(t.url)
    print(r.status_code, r.content.decode())
    assert 0
