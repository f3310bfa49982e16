"""A StreamField whose migrations hold structure without wording."""

import json
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import cached_property

from wagtail import fields
from wagtail.blocks import (
    Block,
    ChooserBlock,
    ListBlock,
    StreamBlock,
    StreamValue,
)
from wagtail.blocks.definition_lookup import BlockDefinitionLookupBuilder

from .blocks.leaves import key_in
from .blocks.stored import Stored, UnreadableError, form_of, from_plain
from .blocks.walking import BRANCHES, children_of, complete_ids, id_of_place
from .characters import cleaned_json

# Options that change what an editor reads or sees, never what is stored. Left in a migration,
# each reworded help text would make a host's `makemigrations` write a file into site-packages.
WORDING = frozenset(
    {
        "description",
        "features",
        "form_attrs",
        "form_classname",
        "group",
        "help_text",
        "icon",
        "label",
        "label_format",
        "preview_template",
        "preview_value",
        "template",
        "validators",
        "widget",
    }
)

Definition = tuple[str, Any, dict[str, Any]]


class StructureLookupBuilder(BlockDefinitionLookupBuilder):
    """Builds the block lookup of a migration without labels, help texts and other wording.

    Wording is dropped before equal definitions are merged; otherwise two fields that differ only in
    their help text would make the autodetector see a change forever.
    """

    def add_block(self, block: Block) -> int:
        path, args, kwargs = block.deconstruct_with_lookup(self)
        definition: Definition = (
            path,
            args,
            {
                # A choice block rebuilt from a migration always names its choices.
                name: [] if name == "choices" else value
                for name, value in kwargs.items()
                if name not in WORDING
            },
        )
        for index, known in self.block_indexes_by_type[path]:
            if known == definition:
                return int(index)
        index = len(self.blocks)
        self.blocks.append(definition)
        self.block_indexes_by_type[path].append((index, definition))
        return index


class _KnowsItsPage(fields.Creator):
    """Links each stream to the page that it was read from."""

    def __get__(self, obj: Any, type: Any = None) -> Any:
        value = super().__get__(obj, type)
        if isinstance(value, StreamValue):
            # Weak, since the page holds the value.
            value._results_page = weakref.ref(obj)
        return value


def page_of(value: Any) -> Any:
    """Return the page that a stream was read from, or None."""
    reference = getattr(value, "_results_page", None)
    return reference() if reference else None


def is_unreadable(value: Any) -> bool:
    """Whether a stream is empty because its raw text has not the form of its blocks."""
    return isinstance(value, StreamValue) and not value and value.raw_text is not None


def unreadable_blocks(value: StreamValue) -> tuple[Block, ...]:
    """Return the block that keeps a stream from being read, below those around it; () for no JSON."""
    try:
        Stored(value.stream_block, json.loads(value.raw_text))
    except ValueError as error:
        return error.args if isinstance(error, UnreadableError) else ()
    return ()


def streams_of(model: Any) -> list[Any]:
    """The plugin's StreamFields that are columns of this model's own table."""
    return [field for field in model._meta.local_fields if isinstance(field, StreamField)]


# The model, the key, the path by names of blocks and fields, and that by ids of items.
Reference = tuple[type[Any], str, str, str]


def references_of(block: Block, raw: Any) -> Iterator[Reference]:
    """Yield what the JSON of a value refers to, as Wagtail's blocks do of a built one.

    No object is loaded for it: one that is gone is still referred to.
    """
    kind: Any = type(block)
    form, finds = form_of(kind), kind.extract_references
    if form in BRANCHES and finds is form.extract_references:
        for step, child, value in children_of(block, raw):
            name = "item" if isinstance(block, ListBlock) else child.name
            for model, key, names, ids in references_of(child, value):
                yield model, key, f"{name}.{names}".rstrip("."), f"{step}.{ids}".rstrip(".")
    elif finds is ChooserBlock.extract_references:
        if (key := key_in(block, raw)) is not None:
            yield block.model_class, str(key), "", ""
    elif finds is not Block.extract_references:
        yield from block.extract_references(block.bulk_to_python([raw])[0])


def _is_json(value: Any) -> bool:
    """Whether the value is a stream's JSON, not a stream or what a program has put together."""
    return isinstance(value, (dict, int, float)) or (
        isinstance(value, list)
        # A pair of a type and a value may be a list, too; an item of JSON is an object.
        and not any(isinstance(item, (StreamValue.StreamChild, tuple, list)) for item in value)
    )


class UnreadStream(StreamValue):
    """A stream as the database has it: parsed when its JSON is asked for, built when its blocks are.

    Most of those who load a page ask for neither.
    """

    def __init__(self, field: "StreamField", load: Callable[[], Any]) -> None:
        self._field, self._load = field, load
        self._is_unread = True

    def __getattr__(self, name: str) -> Any:
        if not vars(self).get("_is_unread"):
            raise AttributeError(name)
        raw, block = self.json, self._field.stream_block
        self._is_unread = False
        super().__init__(block, [*(raw or ())], is_lazy=True, raw_text=self._raw_text(raw))
        return getattr(self, name)

    def _raw_text(self, raw: Any) -> str | None:
        found = self._load() if raw is None else None
        is_text = found is None or isinstance(found, str)
        return found if is_text else json.dumps(found, cls=DjangoJSONEncoder)

    @property
    def json(self) -> list[Any] | None:
        """The JSON of the stream while nothing is built; None after that, or if it cannot be read."""
        return self.read_json if self._is_unread else None

    @cached_property
    def read_json(self) -> list[Any] | None:
        """The JSON as it was read, whatever has been built of it since; None if it cannot be read."""
        block, found = self._field.stream_block, self._load()
        try:
            raw = Stored(
                block, json.loads(found) if isinstance(found, str) and found else found
            ).raw
        except ValueError:
            return None
        return [item for item in raw if item["type"] in block.child_blocks]

    def __len__(self) -> int:
        return super().__len__() if self.json is None else len(self.json)

    def __iter__(self) -> Iterator[Any]:
        return super().__iter__() if len(self) else iter(())

    def get_prep_value(self) -> Any:
        """Return the JSON of the stream."""
        return super().get_prep_value() if self.json is None else [*self.json]


def stored_items(stream: StreamValue) -> list[Any]:
    """Return the JSON of a stream's items as stored, even where a target is gone."""
    unread = stream.json if isinstance(stream, UnreadStream) else None
    return list(stream.raw_data if unread is None else unread)


class StreamField(fields.StreamField):
    """Wagtail's StreamField, whose migrations name `wagtail.fields.StreamField` and structure only.

    A stream read from a page knows that page, so that the APIs can show it in the page's language.
    One that cannot be read is empty (see `is_unreadable`), and is written back as it was. Items have
    ids of their own that API v3 takes. What is written, to the database or into a revision, has no
    characters that nobody sees.
    """

    def contribute_to_class(self, cls: Any, name: str, **kwargs: Any) -> None:
        """Add the field to the model, with a descriptor that links each stream to its page."""
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, name, _KnowsItsPage(self))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the stream from the database's JSON."""

        def load() -> Any:
            try:
                return self.json_field.from_db_value(value, expression, connection)
            except ValueError:
                # A number of more digits than Python reads at once.
                return value

        return self._unread(load)

    def to_python(self, value: Any) -> Any:
        """Return the stream, each item with an id; plain Python is read as by `from_plain`."""
        if isinstance(value, UnreadStream):
            return value
        if isinstance(value, str):
            return self._unread(lambda: value)
        if _is_json(value):
            # Whoever has made the JSON may change it afterwards.
            own = deepcopy(value)
            return self._unread(lambda: own)
        if isinstance(value, (list, tuple)) and value:
            value = from_plain(self.stream_block, value, self.name)
        stream = super().to_python(value)
        if not stream.is_lazy:
            complete_ids(self.stream_block, stream)
        return stream

    def get_prep_value(self, value: Any) -> Any:
        """Return the JSON that is written, its texts cleaned; of an unreadable stream what was stored."""
        if isinstance(value, UnreadStream) and (raw := value.json) is not None:
            return cleaned_json(raw)
        if is_unreadable(value):
            with suppress(ValueError):
                return json.loads(value.raw_text)
        return cleaned_json(super().get_prep_value(value))

    def extract_references(self, value: Any) -> Iterator[Reference]:
        """Yield what the stream refers to."""
        yield from references_of(self.stream_block, self.stream_block.get_prep_value(value))

    def _unread(self, load: Callable[[], Any]) -> StreamValue:
        kind: Any = type(self.stream_block)
        if form_of(kind) is not StreamBlock:
            # It reads JSON in its own way.
            return super().to_python(load())
        stream = UnreadStream(self, load)
        # By which it is pickled.
        stream._stream_field = self
        return stream

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return name, path, arguments and options, without wording in the block lookup."""
        name, _path, _args, kwargs = super().deconstruct()
        lookup = StructureLookupBuilder()
        children = [
            (child_name, lookup.add_block(block))
            for child_name, block in self.stream_block.child_blocks.items()
        ]
        kwargs["block_lookup"] = lookup.get_lookup_as_dict()
        return name, "wagtail.fields.StreamField", [children], kwargs


def json_of(field: Any, page: Any) -> Any:
    """Return the JSON of a page's stream, each item with an id; one stored without has that of its place."""
    stream = getattr(page, field.attname)
    if isinstance(field, StreamField):
        return field.stream_block.get_prep_value(stream)
    for index, item in enumerate(stream.raw_data):
        # Wagtail would make one up, another each time.
        item["id"] = item.get("id") or id_of_place((), index)
    try:
        return Stored(field.stream_block, stream.get_prep_value()).raw
    except UnreadableError:
        # As one of ours that cannot be read.
        return []
