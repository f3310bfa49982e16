"""“Everything at once” is everything: each app, each address, in twelve lines."""

from results import everything
from results.everything import urls
from tests.docs.markdown import DOCS, code, fences, rows, sections
from tests.processes import ROOT

TEXT = (DOCS / "how-to" / "add-to-a-site.md").read_text()
LINES = sections(TEXT)["Everything at once"]


def test_every_app_is_switched_on_and_described() -> None:
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "results").rglob("apps.py")}
    ours = [name for name in everything.APPS if name.partition(".")[0] == "results"]

    assert {".".join(each.parts) for each in folders} == set(ours)
    assert [code(row["App"]) for row in rows(TEXT, "App")] == ours


def test_every_address_and_app_of_others_is_named() -> None:
    routes = {str(each.pattern).partition("/")[0] for each in urls.urlpatterns} - {"media"}

    assert all(f"`{route}" in TEXT for route in routes)
    assert all(f"`{name}`" in TEXT for name in everything.APPS)


def test_a_new_site_writes_at_most_twelve_lines() -> None:
    settings, _for_sqlite, _for_postgresql, addresses, _of_a_grown_site = fences(LINES, "python")

    assert len([line for line in (settings + addresses).splitlines() if line]) <= 12
