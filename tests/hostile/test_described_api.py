"""API v3 as its document says, under requests that Schemathesis makes up."""

import os

from wagtail.models import APIToken

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.api.building import make_edition
from tests.factories import AdminFactory

# What Wagtail does, and why it is left alone: docs/decisions/api.md.
UNCHECKED = ("positive_data_acceptance",)


@pytest.mark.soak
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("has_token", [False, True], ids=["anonymous", "token"])
@pytest.mark.django_db(transaction=True)
def test_what_is_answered_is_what_the_document_says(
    live_server: LiveServer, has_token: bool
) -> None:
    import schemathesis
    from schemathesis import engine
    from schemathesis.engine.events import NonFatalError, ScenarioFinished

    make_edition()
    user = AdminFactory.create()
    token = APIToken.create_token(user=user, name="described")[1]
    config = schemathesis.Config.from_dict(
        {
            "max-time": int(os.environ.get("SECONDS", "300")),
            "continue-on-failure": True,
            "workers": 1,
            "headers": {"Authorization": f"Bearer {token}"} if has_token else {},
            "checks": {name: {"enabled": False} for name in UNCHECKED},
        }
    )
    address = f"{live_server.url}/api/v3-preview/openapi.json"
    # The demo has no snippets that API v3 knows.
    schema = schemathesis.openapi.from_url(address, config=config).exclude(path_regex="/snippets/")
    said: dict[str, str] = {}
    for event in engine.from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            said[f"{event.label}: error"] = str(event.info.format())[:600]
        if isinstance(event, ScenarioFinished):
            for checks in event.recorder.checks.values():
                for check in checks:
                    if check.failure_info is not None:
                        failure = check.failure_info.failure
                        key = f"{event.recorder.label}: {check.name}: {failure.title}"
                        said.setdefault(
                            key, f"{failure.message[:500]} {check.failure_info.code_sample[:300]}"
                        )
    assert not said, "\n\n".join(f"{key}\n{text}" for key, text in said.items())
