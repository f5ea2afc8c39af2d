"""`make bench`: measures on an installation of its own, prints the tables, writes them to docs/performance.md."""

import sys

from benchmarks.installation import installation
from config.embedded.trouble import Trouble


def main() -> int:
    """Non-zero when a bound is not kept."""
    try:
        with installation():
            from benchmarks import measuring, report

            measured = measuring.measure()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    text = report.written(measured)
    print(text)
    report.put_on_page(text)
    failures = [bound.failure for bound in measured.bounds() if not bound.holds]
    print(*failures, sep="\n", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
