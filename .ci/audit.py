"""Known vulnerabilities in what production installs. Fails on one that is found.

A machine whose package index does not answer such questions is told so, and passes: nothing about the code is wrong.
"""

import json
import subprocess
import sys

COMMAND = (
    *(sys.executable, "-m", "pip_audit", "--requirement", "requirements.txt", "--require-hashes", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "10"),
)


def main() -> str | None:
    """What to fail with."""
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        packages = []
    unanswered = [package for package in packages if "skip_reason" in package]
    if len(unanswered) == len(packages):
        print("pip-audit: NOT CHECKED, since the package index does not answer.")  # noqa: T201
        return None
    found = [
        f"{package['name']} {package['version']}: {vulnerability['id']}"
        for package in packages
        for vulnerability in package.get("vulns", ())
    ]
    print(f"pip-audit: {len(packages) - len(unanswered)} of {len(packages)} packages checked.")  # noqa: T201
    return "\n".join(("pip-audit: known vulnerabilities:", *found)) if found else None


if __name__ == "__main__":
    sys.exit(main())
