"""How often a password may be tried, so that guessing one takes longer than anybody has.

Counted in Valkey, for all web processes together: tries by the address that is signed in with, failures by where they
come from, whether or not somebody here has that address. Counts pass by themselves; a link to a new password gets past
them, so nobody can shut anybody out. While Valkey is away each process counts for itself.
"""

import logging
from collections.abc import Callable
from functools import cache
from ipaddress import ip_address, ip_network
from time import time
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

TRIES = RateLimitItemPerMinute(10, 15, namespace="tries")
"""With one address. A success takes them back."""
FAILURES = RateLimitItemPerMinute(100, 15, namespace="failures")
"""From one source: a house behind one router has many who mistype."""
MAILS = RateLimitItemPerHour(3, namespace="mails")
"""To one address, of those that anybody may have sent there."""
VALKEY_ANSWERS_WITHIN = 1.0
"""Seconds."""

Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)


def begin(address: str, source: str) -> int:
    """Count a try. The seconds to wait where there were too many; then nothing is to be tried, and nothing counted."""
    if not _ask(lambda limiter: limiter.test(FAILURES, source)):
        return _wait(FAILURES, source)
    if not _ask(lambda limiter: limiter.hit(TRIES, _folded(address))):
        return _wait(TRIES, _folded(address))
    return 0


def failed(source: str) -> None:
    _ask(lambda limiter: limiter.hit(FAILURES, source))


def succeeded(address: str) -> None:
    _ask(lambda limiter: limiter.clear(TRIES, _folded(address)))


def may_mail(address: str) -> bool:
    """Whether somebody who did not sign in may have a mail sent there; counts it."""
    return _ask(lambda limiter: limiter.hit(MAILS, _folded(address)))


def source_of(request: HttpRequest) -> str:
    """Where a request comes from, as the last of our proxies saw it; of IPv6 the network, since one host has many."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.DEBRIEF_PROXIES
    given = seen[-proxies].strip() if 0 < proxies <= len(seen) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(given)
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


@cache
def shared() -> MovingWindowRateLimiter:
    """Of all web processes."""
    within = {"socket_timeout": VALKEY_ANSWERS_WITHIN, "socket_connect_timeout": VALKEY_ANSWERS_WITHIN}
    return MovingWindowRateLimiter(storage_from_string(settings.THROTTLE_URL, wrap_exceptions=True, **within))


@cache
def _own() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


def _ask(question: Callable[[MovingWindowRateLimiter], Answer]) -> Answer:
    try:
        return question(shared())
    except StorageError:
        logger.warning("Valkey does not answer; this process counts sign-ins for itself", exc_info=True)
        return question(_own())


def _wait(limit: RateLimitItem, key: str) -> int:
    """Seconds, at least one."""
    free_at = _ask(lambda limiter: limiter.get_window_stats(limit, key)).reset_time
    return max(1, round(free_at - time()))


def _folded(address: str) -> str:
    """As accounts are looked up; no address stands in Valkey as it is."""
    return salted_hmac("interviews.throttling", address.strip().lower()).hexdigest()
