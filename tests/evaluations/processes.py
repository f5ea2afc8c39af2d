"""Other processes that work on the database of the tests."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection


def environment(queue: str = "") -> dict[str, str]:
    """For a `manage.py` of its own. `queue` is the tests' unless given."""
    database = urlsplit(settings.PLACES.database_url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return {
        **os.environ,
        "DATABASE_URL": database,
        "REDIS_URL": queue or settings.PLACES.broker_url,
        "SECRET_KEY": settings.SECRET_KEY,
    }
