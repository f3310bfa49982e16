"""A translator at work in wagtail-localize's editor."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from wagtail.models import Page

from home.demo.desk import Desk, RefusedError
from results.models import Indicator

# A value that differs between the languages: the name of its field, and the value in the source.
Replaceable = tuple[str, Any]


class TranslationDesk(Desk):
    """Translates strings, replaces overridable values, and publishes."""

    def translate(
        self, page: Page, strings: Mapping[str, str], replaced: Mapping[Replaceable, Any]
    ) -> list[str]:
        """Translate a submitted page and publish it; return strings without a translation.

        `strings` maps source strings to translations, `replaced` overridable values, such as
        addresses, to their values in this language.
        """
        address = f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?editor=1"
        missing = self._fill_in(address, strings, replaced)
        self.send(address, {"action": "publish"})
        page.refresh_from_db()
        if not page.live:
            raise RefusedError(f"{self.user}: {page.title} was not published")
        return missing

    def translate_indicator(
        self, indicator: Indicator, strings: Mapping[str, str], replaced: Mapping[Replaceable, Any]
    ) -> list[str]:
        """Translate an indicator and save it; return strings without a translation."""
        address = reverse("wagtailsnippets_results_indicator:edit", args=[indicator.pk])
        missing = self._fill_in(address, strings, replaced)
        self.send(address, {"action": "publish"})
        return missing

    def _fill_in(
        self, address: str, strings: Mapping[str, str], replaced: Mapping[Replaceable, Any]
    ) -> list[str]:
        missing = []
        for segment in self._segments(address):
            if segment["type"] == "string":
                if segment["source"] in strings:
                    self._put(segment["editUrl"], strings[segment["source"]])
                else:
                    missing.append(segment["source"])
            elif segment["type"] == "synchronised_value":
                name = segment["contentPath"].rpartition(".")[2]
                value = replaced.get((name, segment["value"]))
                if value is not None:
                    self._put(segment["editUrl"], value)
        return missing

    def _segments(self, address: str) -> list[dict[str, Any]]:
        """Return the strings and the overridable values that the editor lists."""
        editor = self.open(address).select_one(".js-translation-editor")
        if editor is None:
            raise RefusedError(f"{self.user}: {address} shows no translation editor")
        segments: list[dict[str, Any]] = json.loads(str(editor["data-props"]))["segments"]
        return segments

    def _put(self, address: str, value: Any) -> None:
        response: Any = self.client.put(
            address,
            urlencode({"value": value}),
            content_type="application/x-www-form-urlencoded",
            secure=self.secure,
        )
        error = response.json().get("error") if response.status_code in {200, 201} else ""
        if response.status_code not in {200, 201} or error:
            raise RefusedError(f"{self.user}: {address} answers {response.status_code} {error}")
