"""The content of a page as JSON by path, so that language versions can be compared without building it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property

from wagtail.blocks import ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin

from ..blocks.data_table import CellsBlock
from ..blocks.leaves import key_in
from ..blocks.walking import children_of, within_item
from ..fields import json_of
from .treatment import Treatment, answers_for_itself, by_type, of_children

if TYPE_CHECKING:
    from wagtail.blocks import Block

    from ..blocks.walking import Path

# Behind the path of a table, what of it is the same in every language.
NUMBERS = "numbers"
HOOK = "get_translatable_segments"
# Of Wagtail's own fields those that are text; the others are about the tree, or about one page.
_TEXTS_OF_PAGES = ("title", "seo_title", "search_description")
# Those that no reader of the page meets.
UNSEEN = _TEXTS_OF_PAGES[1:]
_REPLACEABLE = (models.ForeignKey, models.FileField, models.URLField, models.EmailField)
_EMPTY: tuple[Any, ...] = (None, "", [], {})
# Elements of rich text with nothing in them, but for pictures and the like, which have no end.
_MARKUP = re.compile(r"</?(?!embed|hr)[a-z][^>]*>")


class Snippets:
    """The translations of snippets, which are one thing in every language; one query for each model."""

    def __init__(self) -> None:
        self._keys: dict[tuple[type[Any], Any], str] = {}
        self._pks: dict[tuple[str | None, int], Any] = {}

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
        return self._keys.get((model, pk))

    def translated(self, model: type[Any], pk: Any, locale_id: int) -> Any:
        """Return the translation into a language, the snippet itself where there is none."""
        return self._pks.get((self.key(model, pk), locale_id), pk)


def snippet_model(chooser: Any) -> type[Any] | None:
    """Return the model whose snippets a block or a field chooses, if each language has its own."""
    name = "model_class" if isinstance(chooser, ChooserBlock) else "related_model"
    model = getattr(chooser, name, None)
    is_snippet = model and issubclass(model, TranslatableMixin) and not issubclass(model, Page)
    return model if is_snippet else None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value with no further ones in it, as JSON; of a snippet, its translation key.

    The texts of a table are a list.
    """

    treatment: Treatment
    value: Any
    is_rich: bool = False

    @property
    def digest(self) -> str:
        """A short text that is equal for equal values, "" for an empty one."""
        if self.value in _EMPTY:
            return ""
        text = json.dumps(self.value, sort_keys=True, default=str)
        return blake2b(text.encode(), digest_size=8).hexdigest()

    @property
    def text(self) -> str:
        """The text, of a table its texts."""
        return "\n".join(self.value) if isinstance(self.value, list) else self.value or ""

    @property
    def has_words(self) -> bool:
        """Whether it is a text in which a reader finds anything."""
        text = self.text
        return self.treatment is Treatment.TRANSLATE and bool(
            (_MARKUP.sub("", text) if self.is_rich else text).strip()
        )


# The id and type of an item: one whose type has changed is another. Those of a list have none.
Key = tuple[str, str]


@dataclass
class Content:
    """The leaves of a page by path, and by the path of each stream and list what its items are.

    A path is `title`, or `body.<id>.heading`, as wagtail-localize has it.
    """

    leaves: dict[str, Leaf] = field(default_factory=dict)
    items: dict[str, list[Key]] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        """The ids of all items."""
        return {item for found in self.items.values() for item, _type in found}

    @cached_property
    def moving(self) -> dict[str, tuple[str, Leaf]]:
        """The path and leaf of each value by what of its path moves with its item."""
        return {within_item(path): (path, leaf) for path, leaf in self.leaves.items()}


def own_fields(model: type[Any], *, and_texts: bool = False) -> list[Any]:
    """Return the fields with content that the page type adds to Wagtail's, and those that are text."""
    inherited = {field.name for field in Page._meta.get_fields()}
    if and_texts:
        inherited.difference_update(_TEXTS_OF_PAGES)
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in inherited
        and not field.primary_key
        and field.editable
        and not isinstance(field, models.JSONField)
    ]


def treatment_of(model: type[Any], field: Any) -> Treatment:
    """Return what happens to a field of a page that is no stream."""
    if isinstance(field, _REPLACEABLE) or field.name in getattr(model, "follows_source", ()):
        return Treatment.REPLACE
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
    return Treatment.TRANSLATE if is_text else Treatment.SYNC


def struct_of(block: Block, raw: Any) -> Any:
    """Return the JSON of a struct, {} of one that is missing; any other JSON as it is.

    Of a picture that a chooser has stored as a number it is what ImageBlock would store.
    """
    if not isinstance(block, StructBlock):
        return raw
    found = raw or {}
    return found if isinstance(found, dict) else block.get_prep_value(block.to_python(raw))


def content_of(page: Any, snippets: Snippets) -> Content:
    """Return the content of a page as it is in memory."""
    found = Content()
    chosen: dict[str, tuple[type[Any], Any]] = {}
    for name in _TEXTS_OF_PAGES:
        found.leaves[name] = Leaf(Treatment.TRANSLATE, getattr(page, name))
    for each in own_fields(type(page)):
        if isinstance(each, StreamField):
            _gather(each.stream_block, json_of(each, page), (each.name,), None, found, chosen)
        elif (snippet := snippet_model(each)) is not None:
            chosen[each.name] = snippet, getattr(page, each.attname)
        else:
            found.leaves[each.name] = leaf_of_field(type(page), each, getattr(page, each.attname))
    for model in {model for model, _pk in chosen.values()}:
        snippets.load(model, (pk for own, pk in chosen.values() if own is model))
    for path, (model, pk) in chosen.items():
        found.leaves[path] = Leaf(Treatment.SYNC, snippets.key(model, pk))
    return found


def _gather(
    block: Block,
    raw: Any,
    path: Path,
    treatment: Treatment | None,
    found: Content,
    chosen: dict[str, tuple[type[Any], Any]],
) -> None:
    if answers_for_itself(block, HOOK):
        # Only the block knows what in it is to be the same in all languages.
        return
    raw = struct_of(block, raw)
    below = [*_below(block, raw, treatment)]
    for step, child, value, inner in below:
        _gather(child, value, (*path, step), inner, found, chosen)
    name = ".".join(path)
    if isinstance(block, StreamBlock | ListBlock):
        found.items[name] = [key_of(block, step, child) for step, child, *_rest in below]
    elif isinstance(block, StructBlock):
        return
    elif (model := snippet_model(block)) is not None:
        chosen[name] = model, key_in(block, raw)
    else:
        found.leaves[name] = leaf_of(block, treatment or by_type(block), raw)
        if isinstance(block, CellsBlock):
            shape = block.get_prep_value(block.to_python(raw).without_texts)
            found.leaves[f"{name}.{NUMBERS}"] = Leaf(Treatment.SYNC, shape)


def key_of(block: Block, step: str, child: Block) -> Key:
    """Return what an item of a stream or list is."""
    return step, child.name if isinstance(block, StreamBlock) else ""


def _below(
    block: Block, raw: Any, treatment: Treatment | None
) -> Iterator[tuple[str, Block, Any, Treatment | None]]:
    inner = treatment if isinstance(block, ListBlock) else None
    declared = of_children(block) if isinstance(block, StructBlock) else {}
    for step, child, value in children_of(block, raw):
        yield step, child, value, declared.get(step, inner)


def leaf_of_field(model: type[Any], field: Any, value: Any) -> Leaf:
    """Return the leaf that the value of a page's own field is."""
    return Leaf(treatment_of(model, field), value, isinstance(field, RichTextField))


def leaf_of(block: Block, treatment: Treatment, raw: Any) -> Leaf:
    """Return the leaf that a block's JSON is; of a table, that of its texts."""
    if isinstance(block, CellsBlock):
        return Leaf(treatment, block.to_python(raw).texts)
    value = raw if treatment is Treatment.TRANSLATE else normal(block, raw)
    return Leaf(treatment, value, isinstance(block, RichTextBlock))


def normal(block: Block, raw: Any) -> Any:
    """Return the JSON of a leaf in the one form in which equal values are equal."""
    if isinstance(block, ChooserBlock):
        return key_in(block, raw)
    # Some blocks read a default out of None.
    if raw is not None and raw in _EMPTY:
        return None
    value = block.get_prep_value(block.to_python(raw))
    return None if value in _EMPTY else value
