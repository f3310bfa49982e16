"""A site of others starts with the plugin, or is told why it does not."""

from tests.processes import manage

HOST = "tests.everything.host"


def test_a_site_whose_api_gives_rich_text_starts() -> None:
    checked = manage("check", env={"DJANGO_SETTINGS_MODULE": f"{HOST}.everything"})

    assert checked.returncode == 0, checked.stderr


def test_a_site_with_a_base_page_model_of_its_own_is_told_what_to_write() -> None:
    checked = manage("check", env={"DJANGO_SETTINGS_MODULE": "tests.everything.own_pages.settings"})

    assert "(results.E001) The base page model is own_pages.BasePage" in checked.stderr
    assert "Remove WAGTAIL_PAGE_MODEL from the settings." in checked.stderr
    assert "Traceback" not in checked.stderr
