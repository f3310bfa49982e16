"""The content of a page as JSON by path, and what happens to each value in another language."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from hashlib import blake2b
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.utils.functional import cached_property

from wagtail.blocks import (
    Block,
    BlockQuoteBlock,
    CharBlock,
    ChooserBlock,
    EmailBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin

from ..blocks import ResultsStructBlock
from ..blocks.data_table import CellsBlock
from ..blocks.leaves import key_in
from ..blocks.walking import BRANCHES, Path, children_of, within_item
from ..fields import json_of

TEXT = (CharBlock, TextBlock, BlockQuoteBlock, RichTextBlock, CellsBlock)
# Plain text can be replaced as well as translated: a telephone number is a CharBlock.
REPLACEABLE = (URLBlock, EmailBlock, ChooserBlock, CharBlock)
_KNOWN = "results_treatments"
# By which a block tells wagtail-localize itself what of it is text.
HOOK = "get_translatable_segments"


class Treatment(Enum):
    """What happens to a value in another language."""

    TRANSLATE = "translate"
    REPLACE = "replace"
    SYNC = "sync"


def by_type(block: Block) -> Treatment:
    """Return the treatment of a block that declares nothing, as wagtail-localize would treat it."""
    if isinstance(block, ListBlock):
        return by_type(block.child_block)
    if isinstance(block, TEXT):
        return Treatment.TRANSLATE
    if isinstance(block, REPLACEABLE):
        return Treatment.REPLACE
    return Treatment.SYNC


def of_children(struct: Block) -> dict[str, Treatment]:
    """Return the treatments of a struct's children by name; for a list, that of its items.

    `Meta.prose` and `Meta.replaceable` decide where the block declares them. A block that declares
    no `prose` gets all its text translated: losing a string without a word would be worse than a
    translator seeing one too many. What neither names follows the source.
    """
    known: dict[str, Treatment] | None = vars(struct).get(_KNOWN)
    if known is None or known.keys() != struct.child_blocks.keys():
        # Asked for each value of each page, it would take long; only a program changes a definition.
        known = {name: _of_child(struct, child) for name, child in struct.child_blocks.items()}
        vars(struct)[_KNOWN] = known
    return known


def _of_child(struct: Block, child: Block) -> Treatment:
    usual = by_type(child)
    if not isinstance(struct, ResultsStructBlock):
        return usual
    prose, replaceable = declared(struct, "prose"), declared(struct, "replaceable")
    if child.name in (prose or ()):
        return Treatment.TRANSLATE
    if child.name in (replaceable or ()):
        return Treatment.REPLACE
    is_usual = prose is None and (usual is Treatment.TRANSLATE or replaceable is None)
    return usual if is_usual else Treatment.SYNC


def declared(struct: ResultsStructBlock, option: str) -> tuple[str, ...] | None:
    """Return the names that the block declares in its Meta or constructor, None if it does not.

    The empty default of ResultsStructBlock is no declaration; an empty tuple of a subclass is.
    """
    default: type = ResultsStructBlock._meta_class
    if option not in vars(struct.meta):
        for meta in type(struct.meta).__mro__:
            if meta is default:
                return None
            if option in vars(meta):
                break
    names: Any = getattr(struct.meta, option)
    return None if names is None else tuple(names)


def is_embed(block: Block) -> bool:
    """Return whether the block is Wagtail's EmbedBlock, whose app a site need not have installed."""
    if not apps.is_installed("wagtail.embeds"):
        return False
    from wagtail.embeds.blocks import EmbedBlock

    return isinstance(block, EmbedBlock)


def answers_for_itself(block: Block, hook: str = HOOK) -> bool:
    """Return whether the block has wagtail-localize's hook."""
    # As in wagtail-localize, which never asks an embedded film.
    return hasattr(block, hook) and not is_embed(block)


class Part(NamedTuple):
    """A leaf within a value, its block, its JSON, and what happens to it; that is None of a stream or list."""

    path: Path
    block: Block
    raw: Any
    treatment: Treatment | None


def struct_of(block: Block, raw: Any) -> Any:
    """Return the JSON of a struct, {} of one that is missing; any other JSON as it is.

    Of a picture that a chooser has stored as a number it is what ImageBlock would store.
    """
    if not isinstance(block, StructBlock):
        return raw
    found = raw or {}
    return found if isinstance(found, dict) else block.get_prep_value(block.to_python(raw))


def parts_of(
    block: Block,
    raw: Any,
    path: Path = (),
    treatment: Treatment | None = None,
    opened: Callable[[Block, Any], Any] = struct_of,
) -> Iterator[Part]:
    """Yield what is in the JSON of a value, in its order, and blocks that answer for themselves as a whole.

    `treatment` is what is declared about the block by the one around it, `opened` gives the JSON of
    a value with others in it.
    """
    # Those to come, the next one last, as in `walk`.
    waiting = [Part(path, block, raw, treatment)]
    while waiting:
        path, block, raw, treatment = waiting.pop()
        if not isinstance(block, BRANCHES) or answers_for_itself(block):
            yield Part(path, block, raw, treatment or by_type(block))
            continue
        raw, is_struct = opened(block, raw), isinstance(block, StructBlock)
        if not is_struct:
            yield Part(path, block, raw, None)
        declared = of_children(block) if is_struct else {}
        inner = treatment if isinstance(block, ListBlock) else None
        below = []
        for step, child, value in children_of(block, raw):
            is_default = is_struct and raw and step not in raw
            if is_default and not isinstance(child, StreamBlock | ListBlock):
                value = child.get_prep_value(child.get_default())
            below.append(Part((*path, step), child, value, declared.get(step, inner)))
        waiting += reversed(below)


# Behind the path of a table, what of it is the same in every language.
NUMBERS = "numbers"
# Of Wagtail's own fields those that are text; the others are about the tree, or about one page.
_TEXTS_OF_PAGES = ("title", "seo_title", "search_description")
# Those that no reader of the page meets.
UNSEEN = _TEXTS_OF_PAGES[1:]
_REPLACEABLE_FIELDS = (models.ForeignKey, models.FileField, models.URLField, models.EmailField)
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
    if isinstance(field, _REPLACEABLE_FIELDS) or field.name in getattr(model, "follows_source", ()):
        return Treatment.REPLACE
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
    return Treatment.TRANSLATE if is_text else Treatment.SYNC


def content_of(page: Any, snippets: Snippets) -> Content:
    """Return the content of a page as it is in memory."""
    found = Content()
    chosen: dict[str, tuple[type[Any], Any]] = {}
    for name in _TEXTS_OF_PAGES:
        found.leaves[name] = Leaf(Treatment.TRANSLATE, getattr(page, name))
    for each in own_fields(type(page)):
        if isinstance(each, StreamField):
            _gather(each.stream_block, json_of(each, page), each.name, found, chosen)
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
    block: Block, raw: Any, name: str, found: Content, chosen: dict[str, tuple[type[Any], Any]]
) -> None:
    for part in parts_of(block, raw, (name,)):
        path, kind = ".".join(part.path), part.block
        if answers_for_itself(kind):
            # Only the block knows what in it is to be the same in all languages.
            continue
        if part.treatment is None:
            below = children_of(kind, part.raw)
            found.items[path] = [key_of(kind, step, child) for step, child, _raw in below]
        elif (model := snippet_model(kind)) is not None:
            chosen[path] = model, key_in(kind, part.raw)
        else:
            found.leaves[path] = leaf_of(kind, part.treatment, part.raw)
            if isinstance(kind, CellsBlock):
                shape = kind.get_prep_value(kind.to_python(part.raw).without_texts)
                found.leaves[f"{path}.{NUMBERS}"] = Leaf(Treatment.SYNC, shape)


def key_of(block: Block, step: str, child: Block) -> Key:
    """Return what an item of a stream or list is."""
    return step, child.name if isinstance(block, StreamBlock) else ""


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
