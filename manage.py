#!/usr/bin/env python
"""Django's commands, and Debrief's own: manage.py help. Brings the embedded servers up where nothing else is named."""

import os
import sys

from django.core.management import execute_from_command_line

from config.embedded.commands import services_for
from config.embedded.trouble import Trouble


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with services_for(sys.argv[1:]):
            execute_from_command_line(sys.argv)
    except Trouble as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
