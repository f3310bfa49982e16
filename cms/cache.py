"""A Redis cache that may fail without taking the site down."""

import functools
import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache

from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

RETRY_AFTER = 5.0  # seconds


def _or_miss(value: Callable[..., Any]) -> Callable[[Callable[..., Any]], Any]:
    """Make a method return value(*args, **kwargs) while the server is unreachable."""

    def decorate(method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def wrapper(self: "SurvivingRedisCache", *args: Any, **kwargs: Any) -> Any:
            if time.monotonic() < self.silent_until:
                return value(*args, **kwargs)
            try:
                return method(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                # One warning and no further attempt for a while: a request that asks the cache
                # twenty times does not wait for twenty time-outs.
                type(self).silent_until = time.monotonic() + RETRY_AFTER
                logger.warning("The cache cannot be reached: %s", type(error).__name__)
                return value(*args, **kwargs)

        return wrapper

    return decorate


def _nothing(*args: Any, **kwargs: Any) -> None:
    return None


def _no(*args: Any, **kwargs: Any) -> bool:
    return False


def _yes(*args: Any, **kwargs: Any) -> bool:
    return True


def _default(key: Any, default: Any = None, version: int | None = None) -> Any:
    return default


def _empty_dict(*args: Any, **kwargs: Any) -> dict[Any, Any]:
    return {}


def _all_keys_failed(data: dict[Any, Any], *args: Any, **kwargs: Any) -> list[Any]:
    return list(data)


def _as_if_absent(key: Any, *args: Any, **kwargs: Any) -> int:
    raise ValueError(f"Key {key!r} not found.")


class SurvivingRedisCache(RedisCache):
    """Django's Redis cache, which behaves like an empty one while its server is unreachable."""

    # Shared by the threads of a process: Django makes one instance for each.
    silent_until = 0.0

    add = _or_miss(_yes)(RedisCache.add)
    get = _or_miss(_default)(RedisCache.get)
    set = _or_miss(_nothing)(RedisCache.set)
    touch = _or_miss(_no)(RedisCache.touch)
    delete = _or_miss(_no)(RedisCache.delete)
    get_many = _or_miss(_empty_dict)(RedisCache.get_many)
    has_key = _or_miss(_no)(RedisCache.has_key)
    incr = _or_miss(_as_if_absent)(RedisCache.incr)
    set_many = _or_miss(_all_keys_failed)(RedisCache.set_many)
    delete_many = _or_miss(_nothing)(RedisCache.delete_many)
    clear = _or_miss(_no)(RedisCache.clear)
