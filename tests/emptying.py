"""What a test committed goes before the next one, in one exchange: Django's way, a TRUNCATE of every table, makes
PostgreSQL write a file anew for each table and each index, a quarter of a second of them after each such test."""

from django.db import connection
from django.test import TransactionTestCase

# No foreign key is looked at, since every table is emptied. The lock waits for whoever still writes. What the
# migrations wrote stays, as Django would write it again.
_EMPTY = """
DO $$
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN
        SELECT quote_ident(tablename) FROM pg_tables
         WHERE schemaname = 'public'
           AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
    LOOP
        EXECUTE 'LOCK TABLE ' || name || ' IN EXCLUSIVE MODE';
        EXECUTE 'DELETE FROM ' || name;
    END LOOP;
END $$
"""


def _empty(case: TransactionTestCase) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY)


def empty_by_deleting() -> None:
    TransactionTestCase._fixture_teardown = _empty  # type: ignore[attr-defined]
