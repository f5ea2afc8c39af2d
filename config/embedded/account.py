"""As whom PostgreSQL runs: it refuses to run as root."""

import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NOBODY = 65534
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
# As nobody, yet still able to reach folders that only root may enter, such as a checkout in /root. Changing the user
# clears the signal sent at the parent's death, hence --pdeathsig.
NOBODY_WITH_REACH = (
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--pdeathsig=INT",
)


@dataclass(frozen=True)
class Account:
    prefix: tuple[str, ...]
    """What to put before a command."""
    owner: int
    """Who owns the files, as seen from here."""

    def adopt(self, folder: Path) -> None:
        """Take over what an earlier run under another account left."""
        if not folder.exists() or folder.stat().st_uid == self.owner:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.owner, -1, follow_symlinks=False)


@cache
def account() -> Account:
    """Ourselves; as root another name for ourselves, or where user namespaces are blocked, nobody."""
    if os.geteuid() != 0:
        return Account((), os.geteuid())
    if _works(NAMESPACE):
        return Account(NAMESPACE, 0)
    return Account(NOBODY_WITH_REACH, NOBODY)


def _works(prefix: tuple[str, ...]) -> bool:
    return subprocess.run((*prefix, "true"), capture_output=True, check=False).returncode == 0  # noqa: S603
