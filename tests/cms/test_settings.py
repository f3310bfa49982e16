"""The settings of the site as its processes see them."""

from pathlib import Path

from django.db import connection

import pytest

from cms import environment
from tests.processes import PRODUCTION, manage


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in PRODUCTION.items() if key != name}


@pytest.mark.parametrize(
    ("env", "message"),
    [
        (without("SECRET_KEY"), "SECRET_KEY must be set"),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "SECRET_KEY must be set"),
        ({**PRODUCTION, "SECRET_KEY": 60 * "x"}, "SECRET_KEY must be set"),
        (without("ALLOWED_HOSTS"), "ALLOWED_HOSTS must name"),
        ({**PRODUCTION, "ALLOWED_HOSTS": "results.example,*"}, "ALLOWED_HOSTS must name"),
        (without("BASE_URL"), "BASE_URL must be"),
        ({**PRODUCTION, "BASE_URL": "http://results.example"}, "BASE_URL must be"),
        ({**PRODUCTION, "PLAIN_HTTP": "true"}, "PLAIN_HTTP is allowed for localhost only"),
        ({**PRODUCTION, "WEBHOOKS_PRIVATE": "true"}, "WEBHOOKS_PRIVATE is allowed with PLAIN"),
        ({**PRODUCTION, "PLAIN_HTTP": "maybe"}, "PLAIN_HTTP must be true or false"),
        ({**PRODUCTION, "SECURE_HSTS_SECONDS": "-1"}, "SECURE_HSTS_SECONDS must be a whole"),
        (
            {**PRODUCTION, "DATABASE_URL": "mysql://u:hunter2@db/x"},
            "must name PostgreSQL or SQLite",
        ),
        (
            {**PRODUCTION, "DATABASE_URL": "nonsense://u:hunter2@db/x"},
            "DATABASE_URL cannot be read",
        ),
        ({**PRODUCTION, "CACHE_URL": "memcached://u:hunter2@cache"}, "CACHE_URL must start with"),
    ],
)
def test_a_production_site_refuses_to_start_half_configured(
    env: dict[str, str], message: str, tmp_path: Path
) -> None:
    result = manage("check", env={**env, "DATA_DIR": str(tmp_path)})

    assert result.returncode != 0
    last_line = result.stderr.strip().splitlines()[-1]
    assert message in last_line
    assert "hunter2" not in last_line


@pytest.mark.parametrize(
    "env", [PRODUCTION, {**PRODUCTION, "BEHIND_PROXY": "true", "SECOND_FACTOR": "true"}]
)
def test_a_production_site_passes_the_deployment_checks(
    env: dict[str, str], tmp_path: Path
) -> None:
    result = manage(
        "check", "--deploy", "--fail-level", "WARNING", env={**env, "DATA_DIR": str(tmp_path)}
    )

    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


@pytest.mark.skipif(connection.vendor != "sqlite", reason="says something about SQLite only")
@pytest.mark.django_db
def test_sqlite_waits_for_its_turn_and_lets_readers_go_on() -> None:
    def pragma(name: str) -> object:
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert pragma("journal_mode") == "wal"
    assert pragma("busy_timeout") == 20_000
    assert pragma("foreign_keys") == 1
    assert pragma("synchronous") == 1


def test_postgresql_connections_are_tried_before_they_are_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:p%40ss@db.example:5433/results")

    config = environment.database(Path("unused"))

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["USER"], config["PASSWORD"], config["HOST"]) == ("user", "p@ss", "db.example")
    assert (config["PORT"], config["NAME"]) == (5433, "results")
    assert config["CONN_HEALTH_CHECKS"] is True


def test_the_admin_may_show_the_front_end_of_the_environment_in_a_frame_and_no_other(
    tmp_path: Path,
) -> None:
    code = """
from django.conf import settings
print(settings.WAGTAIL_RESULTS["PREVIEW_URL"], *settings.SECURE_CSP_ADMIN["frame-src"])
"""
    preview = "https://front.example/preview?token={token}"
    env = {**PRODUCTION, "DATA_DIR": str(tmp_path), "PREVIEW_URL": preview}
    result = manage("shell", "--no-imports", "--command", code, env=env)
    expected = f"{preview} 'self' https://front.example"
    assert result.stdout.strip().splitlines()[-1] == expected
