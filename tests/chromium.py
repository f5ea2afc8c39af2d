"""The browser of the tests: the system's, or Playwright's. Run as a program, it installs one where there is none."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def system_chromium() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def is_installed() -> bool:
    if system_chromium():
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def main() -> str | None:
    """What to fail with."""
    if is_installed():
        return None
    print("The tests drive a browser; installing Chromium ...", file=sys.stderr, flush=True)  # noqa: T201
    for attempt in _ways():
        for command in attempt:
            if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
                break
        if is_installed():
            return None
    return "Chromium could not be installed. Install it or Google Chrome by hand, for instance: apt install chromium"


def _ways() -> list[list[list[str]]]:
    """Commands that may install it. A system's package brings its libraries along, so that comes first; elsewhere
    than on Debian a package of that name may hold no browser."""
    root = os.geteuid() == 0
    own = [[[sys.executable, "-m", "playwright", "install", *(["--with-deps"] if root else []), "chromium"]]]
    if root and sys.platform == "linux" and platform.freedesktop_os_release().get("ID") == "debian":
        apt = ["apt-get", "-qq", "--option", "DPkg::Lock::Timeout=120"]
        return [[[*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", "chromium"]], *own]
    return own


if __name__ == "__main__":
    sys.exit(main())
