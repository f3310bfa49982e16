"""The cache may go away and come back; nobody but the log notices."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.test import Client

import pytest
from pytest_django import Settings

from cms.cache import SurvivingRedisCache
from tests.processes import free_port, redis_server

pytestmark = pytest.mark.server


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def cache(port: int, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseCache]:
    """The cache that CACHE_URL gives, used as the site's default one; its server may not run."""
    from cms.environment import caches as caches_from_environment

    monkeypatch.setenv("CACHE_URL", f"redis://127.0.0.1:{port}/0")
    monkeypatch.setattr(SurvivingRedisCache, "silent_until", 0.0)
    settings.CACHES = caches_from_environment()
    yield caches["default"]
    caches["default"].close()


def listen_again() -> None:
    """Ask the server at once instead of after the pause."""
    SurvivingRedisCache.silent_until = 0.0


def use(cache: BaseCache) -> None:
    """Everything that a cache can be asked, with what an empty one answers."""
    assert cache.get("key") is None
    assert cache.get_many(["key", "other"]) == {}
    assert cache.has_key("key") is False
    cache.set("key", "value")
    assert cache.add("key", "value") is True
    assert cache.touch("key") is False
    assert cache.set_many({"key": 1, "other": 2}) == ["key", "other"]
    assert cache.delete("key") is False
    cache.delete_many(["key", "other"])
    with pytest.raises(ValueError, match="not found"):
        cache.incr("key")
    assert cache.get_or_set("key", lambda: "computed") == "computed"
    cache.clear()
    cache.close()


def test_without_its_server_it_behaves_like_an_empty_one(cache: BaseCache) -> None:
    use(cache)
    listen_again()
    use(cache)


def test_it_asks_again_after_a_pause(cache: BaseCache, port: int, tmp_path: Path) -> None:
    assert cache.get("key") is None
    with redis_server(port, tmp_path):
        cache.set("key", "value")
        assert cache.get("key") is None, "It pauses after a failure."
        listen_again()
        cache.set("key", "value")
        assert cache.get("key") == "value"


@pytest.mark.django_db
def test_pages_and_apis_answer_while_the_server_stops_and_starts(
    cache: BaseCache, port: int, tmp_path: Path, client: Client
) -> None:
    addresses = ["/", "/api/v2/pages/", "/api/v3-preview/pages/", "/admin/login/"]

    def answers() -> set[int]:
        return {client.get(address).status_code for address in addresses}

    with redis_server(port, tmp_path) as server:
        assert answers() == {200}
        server.kill()
        server.wait()
        assert answers() == {200}
    listen_again()
    assert answers() == {200}
    with redis_server(port, tmp_path):
        listen_again()
        assert answers() == {200}


@pytest.mark.django_db
def test_a_server_that_hangs_costs_one_time_out_and_not_one_for_each_question(
    cache: BaseCache, port: int
) -> None:
    with socket.create_server(("127.0.0.1", port)) as listener:
        accepted: list[socket.socket] = []
        thread = threading.Thread(target=lambda: accepted.append(listener.accept()[0]))
        thread.start()
        start = time.monotonic()
        for number in range(20):
            assert cache.get(f"key-{number}") is None
        elapsed = time.monotonic() - start
        thread.join()
        accepted[0].close()

    assert elapsed < 5
