"""A StreamField whose migrations record structure and leave wording out."""

from __future__ import annotations

import weakref
from typing import Any

from wagtail import fields
from wagtail.blocks import Block, StreamValue
from wagtail.blocks.definition_lookup import BlockDefinitionLookupBuilder

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
    """Builds the lookup table of a migration from block definitions without their wording.

    Wording is dropped before equal definitions are merged; merged afterwards, two fields that
    differ only in a help text would make the autodetector see a change for ever.
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
    """Gives the stream that is read from a page a way back to that page."""

    def __get__(self, obj: Any, type: Any = None) -> Any:
        value = super().__get__(obj, type)
        if isinstance(value, StreamValue):
            # Weak, since the page holds the value.
            value._results_page = weakref.ref(obj)
        return value


def page_of(value: Any) -> Any:
    """The page that a stream was read from, or None for a value that stands by itself."""
    reference = getattr(value, "_results_page", None)
    return reference() if reference else None


class StreamField(fields.StreamField):
    """Wagtail's StreamField; its migrations name `wagtail.fields.StreamField` and structure only.

    A stream read from a page knows that page, so that the APIs can show it in the page's language.
    """

    def contribute_to_class(self, cls: Any, name: str, **kwargs: Any) -> None:
        """Join the model, with a descriptor that ties each stream to its page."""
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, name, _KnowsItsPage(self))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return name, path, arguments and options, with wording left out of the block lookup."""
        name, _path, _args, kwargs = super().deconstruct()
        lookup = StructureLookupBuilder()
        children = [
            (child_name, lookup.add_block(block))
            for child_name, block in self.stream_block.child_blocks.items()
        ]
        kwargs["block_lookup"] = lookup.get_lookup_as_dict()
        return name, "wagtail.fields.StreamField", [children], kwargs
