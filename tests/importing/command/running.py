"""Runs the command, and looks at how it ends."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

import pytest

from tests.importing.papers import holdings


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def run(*arguments: object, **options: Any) -> str:
    """What the command writes to standard output."""
    out = StringIO()
    call_command("import_results", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def refused(*arguments: object) -> CommandError:
    """The error that the command ends with, having written nothing anywhere."""
    before = holdings()
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_results", *map(str, arguments), stdout=out)
    assert out.getvalue() == ""
    assert holdings() == before
    return error.value


def assert_refused(sentence: str, *arguments: object) -> None:
    error = refused(*arguments)
    assert error.returncode == 2
    assert sentence in str(error)
    assert "\n" not in str(error)
