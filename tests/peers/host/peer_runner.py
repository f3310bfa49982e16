"""Django's runner of tests, which also writes each failure down when it happens."""

import json
from pathlib import Path
from typing import Any
from unittest import TestCase, TextTestResult

from django.test.runner import DiscoverRunner


class Result(TextTestResult):
    """Writes the name of a test, and the beginning of what its exception says."""

    def addError(self, test: TestCase, err: Any) -> None:
        super().addError(test, err)
        self.write(test, err)

    def addFailure(self, test: TestCase, err: Any) -> None:
        super().addFailure(test, err)
        self.write(test, err)

    def addSubTest(self, test: TestCase, subtest: TestCase, err: Any) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.write(test, err)

    def write(self, test: TestCase, err: Any) -> None:
        kind, exception, _trace = err
        said = " ".join(f"{kind.__name__}: {exception}".split())[:1000]
        with Path("failures.jsonl").open("a") as report:
            print(json.dumps({"test": test.id(), "said": said}), file=report)


class Runner(DiscoverRunner):
    """Runs the tests as Django does."""

    def get_resultclass(self) -> type[TextTestResult]:
        return Result
