"""When others could read what a pass came to: PostgreSQL tells at the commit."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection

from evaluations.models import Pass

_CHANNEL = "pass_done"
_TELL = f"""
    CREATE FUNCTION tell_done() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN PERFORM pg_notify('{_CHANNEL}', NEW.id::text); RETURN NULL; END $$;
    CREATE TRIGGER tell_done AFTER UPDATE ON {Pass._meta.db_table}
        FOR EACH ROW WHEN (NEW.state = '{Pass.State.DONE}') EXECUTE FUNCTION tell_done();
"""


@contextmanager
def noted() -> Iterator[dict[int, float]]:
    """Seconds since the epoch by pass, of every pass that is done meanwhile. Call it once per database."""
    moments: dict[int, float] = {}

    def note() -> None:
        for notification in listener.notifies():
            if not notification.payload:
                return
            moments[int(notification.payload)] = time.time()

    with connection.cursor() as cursor, psycopg.connect(settings.PLACES.database_url, autocommit=True) as listener:
        cursor.execute(_TELL)
        listener.execute(f"LISTEN {_CHANNEL}")
        thread = threading.Thread(target=note, name="commits")
        thread.start()
        try:
            yield moments
        finally:
            cursor.execute(f"NOTIFY {_CHANNEL}")
            thread.join()
