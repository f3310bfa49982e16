"""Snippets, of which each language has its own: which of them are translations of each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wagtail.blocks import ChooserBlock
from wagtail.models import Page, TranslatableMixin

if TYPE_CHECKING:
    from wagtail.blocks import Block


class Snippets:
    """The translations of snippets, which are one thing in every language; one query for each model."""

    def __init__(self) -> None:
        self._keys: dict[tuple[type[Any], Any], str] = {}
        self._pks: dict[tuple[str, int], Any] = {}

    def load(self, model: type[Any], pks: Iterable[Any]) -> None:
        """Fetch the snippets that are not known yet, with their translations."""
        unknown = {pk for pk in pks if (model, pk) not in self._keys}
        if unknown:
            rows = model._default_manager.all()
            keys = rows.filter(pk__in=unknown).values("translation_key")
            for pk, key, locale in rows.filter(translation_key__in=keys).values_list(
                "pk", "translation_key", "locale_id"
            ):
                self._keys[(model, pk)] = str(key)
                self._pks[(str(key), locale)] = pk

    def key(self, model: type[Any], pk: Any) -> str | None:
        """Return the translation key of a snippet, None for one that is gone."""
        return None if pk is None else self._keys.get((model, pk))

    def translated(self, model: type[Any], pk: Any, locale_id: int) -> Any:
        """Return the translation into a language, the snippet itself where there is none."""
        key = self.key(model, pk)
        return pk if key is None else self._pks.get((key, locale_id), pk)


def snippet_model(block: Block) -> type[Any] | None:
    """Return the model whose snippets the block chooses, if each language has its own."""
    if not isinstance(block, ChooserBlock):
        return None
    model = block.model_class
    is_snippet = issubclass(model, TranslatableMixin) and not issubclass(model, Page)
    return model if is_snippet else None
