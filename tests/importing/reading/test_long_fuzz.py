"""Each reader stands minutes of made-up input: the rules of test_fuzz, with ever new examples."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.processes import ROOT

MINUTES = float(os.environ.get("FUZZ_MINUTES", "10"))
RULES = {
    "txt": "plain_text or any_bytes",
    "md": "any_markdown",
    "html": "any_soup or a_page",
    "docx": "word_document",
}

pytestmark = [pytest.mark.soak, pytest.mark.timeout(MINUTES * 60 + 600)]


@pytest.mark.parametrize("reader", RULES)
def test_no_input_brings_a_reader_to_fall(reader: str) -> None:
    end = time.monotonic() + MINUTES * 60
    seed = int(time.time())
    rounds = 0
    while time.monotonic() < end:
        seed, rounds = seed + 1, rounds + 1
        result = subprocess.run(
            [
                sys.executable, "-m", "pytest", "-q", "--no-cov", "-p", "no:cacheprovider", "-k", RULES[reader],
                "--hypothesis-profile=long", f"--hypothesis-seed={seed}", "tests/importing/reading/test_fuzz.py",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        assert result.returncode == 0, f"seed {seed}\n{result.stdout[-4000:]}"
    print(f"{reader}: {rounds} rounds in {MINUTES:g} minutes")
