"""The app `results` by itself."""

from tests.processes import manage


def test_a_site_without_the_optional_parts_has_no_table_of_theirs_to_migrate() -> None:
    env = {"DJANGO_SETTINGS_MODULE": "tests.only_settings"}

    checked = manage("check", env=env)
    migrations = manage("makemigrations", "--check", "--dry-run", env=env)

    assert (checked.returncode, checked.stderr) == (0, "")
    assert migrations.stdout == "No changes detected\n"
