"""Every Wagtail with every Django that it goes with, as its package says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stack:
    """What a host has installed; `python` is the version that it would like best."""

    wagtail: str
    django: str
    python: str

    @property
    def name(self) -> str:
        return f"wagtail-{self.wagtail}-django-{self.django}"

    @property
    def packages(self) -> tuple[str, str]:
        return f"django=={self.django}.*", f"wagtail=={self.wagtail}.*"

    @property
    def said(self) -> set[str]:
        """What the exercise says on a site with everything on; Wagtail has API v3 since 8.0."""
        forms = ["HTML", "feed", "API v2", "PDF", "data files"]
        if self.wagtail != "7.4":
            forms.append("API v3")
        pages = {"published: /resultat/2016/", "translated: /en/resultat/2016/"}
        return {*pages, "corrected", "edited", *(f"read: {form}" for form in forms)}


STACKS = (
    OLDEST := Stack("7.4", "5.2", "3.11"),
    Stack("7.4", "6.0", "3.13"),
    Stack("8.0", "5.2", "3.11"),
    Stack("8.0", "6.0", "3.13"),
    NEWEST := Stack("8.0", "6.1", "3.13"),
)
