"""Sample data: invented candidates, as the product would have stored them. docs/sample-data.md.

`make` makes many by seed, `make_signed` one with as many signed answers as wanted; both for the command, for tests and
for benchmarks. Nobody in it exists, and nothing in it was said by anybody.
"""

from evaluations.samples.making import Made, make, make_signed

__all__ = ["Made", "make", "make_signed"]
