"""Those of an installation, with one address more: what a page is measured against."""

from config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "benchmarks.urls"
