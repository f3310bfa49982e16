"""Leaf blocks with stricter input than Wagtail's own, and choosers of what a reading has loaded."""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import ChooserBlock, DecimalBlock, PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser

from ..context import during, fetched
from ..quantities import format_for_input, parse_number, read_figure
from ..quantities.formatting import active_language

# Digits before or after the point beyond which stored data is taken for garbage.
LONGEST = 40
_UNREAD = "unread"
# Of an input: the keyboard of digits.
DIGITS = {"inputmode": "decimal", "autocomplete": "off"}


class FigureInput(forms.TextInput):
    """A text input with a live preview of how the figure will read."""

    def __init__(self) -> None:
        super().__init__(
            {
                **DIGITS,
                "data-controller": "results-figure",
                "data-results-figure-url-value": reverse_lazy("results_admin:figure_preview"),
            }
        )

    class Media:
        js = ("results/figure.js",)
        css: ClassVar = {"all": ["results/admin.css"]}


class NumberField(forms.DecimalField):
    """A number as a person types it, read by the language in use; refuses what is ambiguous.

    With `keep_zeros` decimals stay as they were typed. A field `with_words` says of words those that
    are understood, which fill the other fields of the figure.
    """

    widget: Any = FigureInput

    def __init__(
        self, *, keep_zeros: bool = False, with_words: bool = False, **options: Any
    ) -> None:
        super().__init__(**options)
        self.keep_zeros, self.with_words = keep_zeros, with_words

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the Decimal; raise QuantityError with what to write instead."""
        if value in self.empty_values:
            return None
        text, locale = str(value), active_language()
        if self.with_words:
            read_figure(text, locale)
        return parse_number(text, locale, keep_zeros=self.keep_zeros)

    def prepare_value(self, value: Any) -> Any:
        """The value in a form that is read back as the same number in every language."""
        if isinstance(value, Decimal):
            return format_for_input(value, active_language(), keep_zeros=self.keep_zeros)
        return value


class Unread(str):
    """What was typed for a number and is none: kept in a draft, refused when that is published."""

    __slots__ = ()


class Refining:
    """A block of ours that no migration names: it deconstructs as Wagtail's that it is built on."""

    _constructor_args: tuple[Iterable[Any], dict[str, Any]]

    def deconstruct(self) -> tuple[str, Iterable[Any], dict[str, Any]]:
        """Return path, arguments and options."""
        base = next(each for each in type(self).__mro__ if each.__module__.startswith("wagtail."))
        module = base.__module__.removesuffix(".field_block")
        return (f"{module}.{base.__name__}", *self._constructor_args)


class NumberBlock(Refining, DecimalBlock):
    """A Decimal with at most 12 digits before and 4 after the point, typed as people write it."""

    field: forms.Field
    # Those of `NumberField`.
    field_options: ClassVar[dict[str, Any]] = {}

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        required, help_text = self.field.required, self.field.help_text
        self.field = NumberField(required=required, help_text=help_text, **self.field_options)

    def to_python(self, value: Any) -> Decimal | Unread | None:
        """Return the stored number, or None; what was typed and could not be read is read again."""
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, dict):
            typed = value.get(_UNREAD)
            return self.value_from_form(typed) if isinstance(typed, str) else None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return None
        # Written out, 1E+999999 would fill a megabyte.
        return number if number.is_finite() and abs(number.adjusted()) < LONGEST else None

    def value_from_form(self, value: Any) -> Decimal | Unread | None:
        """Return the typed number, or what was typed where it is none."""
        try:
            return self.field.to_python(value)
        except ValidationError:
            return Unread(value)

    def clean(self, value: Any) -> Any:
        """Return the number; of a draft also what was typed and is none."""
        if isinstance(value, Unread) and self.is_deferred_validation:
            return value
        return super().clean(value)

    def get_prep_value(self, value: Any) -> Any:
        """The number as text in plain notation: JSON numbers would lose digits.

        What is none is {"unread": text}, which cannot be taken for a number: "1.234" is none.
        """
        if isinstance(value, Unread):
            return {_UNREAD: str(value)}
        return f"{value:f}" if isinstance(value, Decimal) else value

    def value_for_form(self, value: Decimal | Unread | None) -> Any:
        """A form that reads back as the same number whatever the language."""
        return self.field.prepare_value(value)


class FigureBlock(NumberBlock):
    """The number of a figure, typed with the words that belong to it."""

    field_options: ClassVar = {"with_words": True}


# Objects that a reading has loaded in one query per model, for the time it takes to build values.
_loaded: ContextVar[dict[type, dict[int, Any]] | None] = ContextVar("loaded", default=None)
# As large as every database stores.
_PK = re.compile("[0-9]{1,18}")


def loaded(objects: dict[type, dict[int, Any]]) -> AbstractContextManager[None]:
    """Let choosers take their objects from here instead of querying, one query per chooser."""
    return during(_loaded, objects)


class _TakesLoaded(Refining, ChooserBlock):
    """A chooser that uses objects that a reading has already loaded."""

    model_class: Any
    field: forms.Field

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Return the objects in the order of `values`, None for missing ones."""
        numbers = [as_pk(value) for value in values]
        objects = (_loaded.get() or {}).get(self.model_class)
        if objects is None:
            objects = fetched(self.model_class, numbers)
        return [None if number is None else objects.get(number) for number in numbers]

    def to_python(self, value: Any) -> Any:
        """Return the object, or None when it is missing."""
        return self.bulk_to_python([value])[0]

    def value_from_form(self, value: Any) -> Any:
        """Return the object of a form's key."""
        return value if isinstance(value, self.model_class) else self.to_python(value)

    def clean(self, value: Any) -> Any:
        """Return the object; one that has been fetched just now is there."""
        is_known = isinstance(value, self.model_class) and value.pk is not None
        if is_known and fetched(self.model_class, [value.pk]):
            self.field.run_validators(value)
            return value
        return super().clean(value)


def as_pk(value: Any) -> int | None:
    """Return the value as a primary key, or None for values like "abc", "-1" and "²"."""
    text = str(value)
    return int(text) if _PK.fullmatch(text) else None


def key_in(block: ChooserBlock, raw: Any) -> Any:
    """Return the primary key that a chooser has stored, None for none."""
    try:
        key = block.model_class._meta.pk.to_python(raw)
    except ValidationError:
        return None
    return as_pk(raw) if isinstance(key, int) else key


class PageChooser(_TakesLoaded, PageChooserBlock):
    """Wagtail's page chooser, cheap to read in numbers."""


class DocumentChooser(_TakesLoaded, DocumentChooserBlock):
    """Wagtail's document chooser, cheap to read in numbers."""


class ImageChooser(_TakesLoaded, ImageChooserBlock):
    """Wagtail's image chooser, cheap to read in numbers."""


class IndicatorInput(AdminSnippetChooser):
    """Wagtail's chooser, whose script tells what was published of the indicator before."""

    class Media:
        js = ("results/indicator.js",)


class IndicatorChooser(_TakesLoaded, SnippetChooserBlock):
    """Wagtail's chooser of snippets for "results.Indicator", cheap to read in numbers."""

    @cached_property
    def widget(self) -> IndicatorInput:
        """The input, with what its script needs."""
        return IndicatorInput(
            self.target_model,
            icon="results-figure",
            attrs={
                "data-controller": "results-indicator",
                "data-results-indicator-url-value": reverse_lazy("results_admin:indicator_hint"),
            },
            # Wagtail's own words are in the language of whoever opened a form first.
            choose_one_text=_("Choose an indicator"),
            choose_another_text=_("Choose another indicator"),
            link_to_chosen_text=_("Edit this indicator"),
        )
