"""Declared monkey patches of third-party code, and the system check of them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error

# What all patches were tried with.
VERSIONS = "Wagtail 7.4 to 8.0 and wagtail-localize 1.14"


@dataclass(frozen=True)
class Patch:
    """A declared patch, which is applied only where its target has the form that it was written for.

    `target` is "package.module:name" or "package.module:Class.name", `signature` that of the target
    without annotations. `apps` must be installed for it to be needed.
    """

    target: str
    signature: str
    reason: str
    apps: tuple[str, ...] = ("results",)

    @property
    def is_needed(self) -> bool:
        """Return whether the site has the apps that it is for."""
        return all(apps.is_installed(name) for name in self.apps)

    @property
    def problem(self) -> str:
        """Return why it cannot be applied to what is installed, "" where it can."""
        try:
            found = signature_of(self.current)
        except (ImportError, AttributeError) as error:
            return f"it is not there ({error})"
        if found != self.signature:
            return f"its signature is {found}, not {self.signature}"
        return ""

    def apply(self, make: Callable[[Any], Any]) -> bool:
        """Replace the target by `make(original)`; return whether it was replaced.

        Where the target has another form nothing happens, and the system check names the patch.
        """
        if self.problem:
            return False
        owner, name, original = self._find()
        setattr(owner, name, functools.wraps(original)(make(original)))
        return True

    @property
    def current(self) -> Any:
        """Return the object that is at the target now, patched or not."""
        return self._find()[2]

    def _find(self) -> tuple[Any, str, Any]:
        module, _colon, path = self.target.partition(":")
        owner: Any = import_module(module)
        *owners, name = path.split(".")
        for step in owners:
            owner = getattr(owner, step)
        return owner, name, getattr(owner, name)


def signature_of(function: Callable[..., Any]) -> str:
    """Return the names, kinds and defaults of the parameters, without annotations: "(self, user=None)"."""
    signature = inspect.signature(function)
    bare = [each.replace(annotation=each.empty) for each in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=signature.empty))


def check_patches(patches: Iterable[Patch]) -> list[CheckMessage]:
    """results.E005: a patch that is not applied, since its target has changed."""
    return [
        Error(
            f"The patch of {patch.target} is not applied: {problem}.",
            hint=f"It was written for {VERSIONS}, because: {patch.reason} Install "
            "that, or a version of wagtail-results that knows the new one.",
            id="results.E005",
        )
        for patch in patches
        if patch.is_needed and (problem := patch.problem)
    ]
