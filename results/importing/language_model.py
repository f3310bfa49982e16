"""Asks the model of language of a site with wagtail-ai for the figures of a document that is imported."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from .document import Document, Suggestion

INSTRUCTIONS = """\
You read the report of an organisation's work. Name the figures in it that are results of the work.
Answer with a JSON list and nothing else. Each entry is an object with these texts:
"place": words of the document, exactly as they stand there, with the number and its unit;
"value": the whole number in plain notation, such as "1100" or "98.6" (of "1.2 million": "1200000");
"unit": one of number, percent, per_mille, percentage_points, SEK, EUR, GBP, USD, NOK, DKK, years, months, days,
hours, minutes, kilograms, tonnes, kWh, MWh;
"label": what is counted, in the language of the document, at most 160 characters;
"period": the year or years that the number is about, such as "2016" or "2015/16";
"role": result, goal, comparison, change or background;
"reason": why you are not sure, or "".
"""


class WagtailAI:
    """A suggester: all of the document's text is sent to the provider of `WAGTAIL_AI` that is called "default"."""

    name = _("The language model")
    provider = "default"

    def suggest(self, document: Document) -> Iterator[Suggestion]:
        """Yield what the model answers. Raises the provider's errors, and ValueError or TypeError for nonsense."""
        # Only who names this class has it installed.
        from wagtail_ai.agents.base import get_llm_service

        said: Any = get_llm_service(self.provider).completion(
            [
                {"role": "system", "content": INSTRUCTIONS},
                {"role": "user", "content": document.text},
            ]
        )
        answer = said.choices[0].message.content
        # Models like to say something before and after it.
        for entry in json.loads(answer[answer.index("[") : answer.rindex("]") + 1]):
            yield Suggestion(**entry)
