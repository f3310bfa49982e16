"""The figures that a saved state of a page states, read once from its JSON and handed on."""

from functools import cached_property
from typing import Any

from django.apps import apps

from wagtail.fields import StreamField

from .blocks.leaves import as_pk, loaded
from .blocks.stat import StatBlock
from .blocks.stat_value import StatValue, figures_in
from .blocks.walking import walk
from .context import fetched
from .fields import json_of

# The fields of a page whose texts name the edition.
NAMED = ("title", "introduction", "seo_title", "search_description", "share_text")


class EditionContent:
    """A page as it stands in memory, with what its rules, the guard and the record ask of it.

    It is read once and handed on: whoever changes the figures of the page makes another one.
    """

    def __init__(self, page: Any) -> None:
        self.page = page

    @cached_property
    def row(self) -> Any:
        """The page as its row has it; None for one that is not stored yet."""
        page = self.page
        return None if page._state.adding else type(page)._base_manager.filter(pk=page.pk).first()

    @cached_property
    def public(self) -> "EditionContent | None":
        """What the public sees of the page, or saw last; None where it never did."""
        page = self.page.public_page(self.row)
        return None if page is None else EditionContent(page)

    @cached_property
    def source(self) -> Any:
        """The language version whose figures the page has, as its row has it; None for itself."""
        return self.page.source_page()

    @property
    def follows_source(self) -> bool:
        """Whether the page takes its figures and changes from an existing source page."""
        return bool(self.page.alias_of_id or self.source)

    @cached_property
    def stats(self) -> list[StatValue]:
        """The figures in order, each with its whole; one query for all indicators, no block besides."""
        page = self.page
        nodes = [
            node
            for field in page._meta.get_fields()
            if isinstance(field, StreamField)
            for node in walk(field.stream_block, json_of(field, page), (field.name,))
            if isinstance(node.block, StatBlock)
        ]
        model: Any = apps.get_model("results", "Indicator")
        with loaded(
            {model: fetched(model, (as_pk(each.value.get("indicator")) for each in nodes))}
        ):
            built = [node._replace(value=node.block.to_python(node.value)) for node in nodes]
        days = getattr(page, "period_start", None), getattr(page, "period_end", None)
        return figures_in(built, days)

    @cached_property
    def figures(self) -> dict[str, StatValue]:
        """The figures that have a value, by the ids of their blocks."""
        return {each.block_id: each for each in self.stats if each.quantity}


def figures_on(page: Any) -> list[StatValue]:
    """Return the figures of the page itself, each with its whole: what changes one changes the page."""
    return figures_in(
        node
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
        for node in walk(field.stream_block, getattr(page, field.name), (field.name,))
    )
