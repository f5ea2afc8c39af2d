"""What a manage.py command finds running."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import environ

from config.embedded.choice import runs_own_servers
from config.embedded.places import Places

WITHOUT_DATABASE = {
    *("", "help", "version", "--help", "-h", "--version"),
    *("check", "collectstatic", "findstatic", "diffsettings", "makemessages", "compilemessages"),
}
ON_ANY_DATABASE = {"prepare", "migrate", "makemigrations", "showmigrations", "sqlmigrate", "dbshell", "test"}
"""Commands that make or inspect the database's structure, or bring a database of their own."""


@contextmanager
def services_for(arguments: Sequence[str]) -> Iterator[None]:
    """The servers that the command needs, with a database that is up to date. Raises Trouble."""
    command = arguments[0] if arguments else ""
    wants_help = not {"--help", "-h"}.isdisjoint(arguments)
    if command in WITHOUT_DATABASE or wants_help or not runs_own_servers(environ):
        yield
        return
    # Imported here, since they need what not every platform has.
    from config.embedded.preparation import prepare_if_outdated
    from config.embedded.servers import running_servers

    places = Places.named_by(environ)
    with running_servers(places):
        if command not in ON_ANY_DATABASE:
            prepare_if_outdated(places, lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201
        yield
