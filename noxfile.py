"""The suite on each supported Python, Django and Wagtail, and on the next Wagtail.

`nox` runs all, `nox --list` names them; what comes after `--` goes to pytest.
"""

from itertools import product

import nox

nox.options.default_venv_backend = "uv"
# What the tests themselves need begins at 3.12; the wheel in foreign sites is tried on 3.11, too.
PYTHONS = ("3.12", "3.13", "3.14")
# The demo site asks for no less; the plugin on older ones is tried by `make test` and `make soak`, from its wheel.
DJANGOS = {"8.0": ("6.0", "6.1"), "next": ("6.1",)}
MATRIX = [
    (python, django, wagtail)
    for wagtail, djangos in DJANGOS.items()
    for django, python in product(djangos, PYTHONS)
]


@nox.session
@nox.parametrize("python,django,wagtail", MATRIX)
def tests(session: nox.Session, django: str, wagtail: str) -> None:
    """Run the suite as `make test` does, on SQLite, with another Django and Wagtail."""
    session.install("--requirement", "requirements/dev.txt")
    version = ">=8.1a0" if wagtail == "next" else f"=={wagtail}.*"
    session.install(f"django=={django}.*", f"wagtail{version}")
    marks = "not browser and not wheel and not peers and not soak and not server and not starter"
    session.run("python", "-m", "pytest", "--no-cov", "-m", marks, *session.posargs)
