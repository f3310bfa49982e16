""".env.example is the reference of the variables that the site reads."""

import re

from tests.processes import ROOT

READ = re.compile(r"""(?:environ(?:\.get)?[\[(]|\benv_(?:bool|int|list)\()\s*["']([A-Z_]+)["']""")
# Django's own, and what compose.yaml passes on.
ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}
ONLY_COMPOSE = {"POSTGRES_PASSWORD"}


def test_every_variable_that_the_site_reads_is_in_the_example_and_no_other() -> None:
    code = [*(ROOT / "cms").rglob("*.py"), ROOT / "bin" / "gunicorn.conf.py"]
    read = {name for path in code for name in READ.findall(path.read_text())}
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))

    assert named - ONLY_COMPOSE == read - ELSEWHERE
