"""Rules of the plugin's settings."""

from typing import Any

import pytest
from pytest_django import Settings

from results import conf


def test_the_defaults_are_no_mistake(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = dict(conf.DEFAULTS)

    assert conf.mistakes() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SNAPSHOTS", "yes"),
        ("SNAPSHOT_MEMORY", "64MB"),
        ("SNAPSHOT_MEMORY", -1),
        ("SNAPSHOT_MEMORY", True),
        ("SNAPSHOT_MAX_AGE", 0),
        ("SNAPSHOT_BYTES", 0.5),
        ("SNAPSHOT_CACHE_CONTROL", 60),
        ("SNAPSHOT_METRICS_TOKEN", None),
        ("SNAPSHOT_COOKIES_IGNORED", "consent"),
        ("SNAPSHOT_COOKIES_IGNORED", [1]),
    ],
)
def test_a_value_that_cannot_be_is_named_with_what_can(
    name: str, value: Any, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {name: value}

    (mistake,) = conf.mistakes()

    assert mistake.startswith(f"WAGTAIL_RESULTS['{name}'] is {value!r}; it can be ")


def test_a_name_that_is_no_setting_is_named(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOT": True}

    assert conf.mistakes() == ["WAGTAIL_RESULTS has no setting 'SNAPSHOT'."]


def test_what_is_no_dict_is_a_mistake(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = ["SNAPSHOTS"]

    assert conf.mistakes() == ["WAGTAIL_RESULTS is no dict."]
