"""What an address answers somebody."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.messages import ERROR, get_messages
from django.db import connection, transaction
from django.test import Client

LOGINS = ("/admin/login/", "/_util/login/", "/en/_util/login/")
HOME = "/admin/"
# What is counted as nothing written: who is signed in, and when a token was last used.
KEPT_BESIDES = ('"django_session"', '"axes_accesslog"', '"wagtailcore_apitoken"')
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Answer:
    """What came back, in one word, and what was written to the database meanwhile.

    The words: `ok`; `login`, to sign in first; `denied`, also as the admin says it: by an error on
    its front page; `token`, which is missing; `away`, to another place; or the status.
    """

    word: str
    text: str = ""
    written: list[str] = field(default_factory=list)


def ask(client: Client, method: str, url: str, **options: Any) -> Answer:
    """Send the request and undo what it did."""
    cookies: SimpleCookie = deepcopy(client.cookies)
    with transaction.atomic(), _watching() as written:
        response: Any = client.generic(method, url, **options)
        body = b"".join(response) if response.streaming else response.content
        answer = Answer(_word(response), body.decode(errors="replace"), written)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


@contextmanager
def _watching() -> Iterator[list[str]]:
    written: list[str] = []

    def watch(execute: Any, sql: str, *arguments: Any) -> Any:
        if sql.startswith(WRITES) and not any(table in sql for table in KEPT_BESIDES):
            written.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(watch):
        yield written


def _word(response: Any) -> str:
    status: int = response.status_code
    if status in {301, 302}:
        target = response.headers["Location"]
        if target.startswith(LOGINS):
            return "login"
        return "denied" if target == HOME and _has_error(response) else "away"
    return {401: "token", 403: "denied"}.get(status, "ok" if status < 300 else str(status))


def _has_error(response: Any) -> bool:
    return any(each.level == ERROR for each in get_messages(response.wsgi_request))
