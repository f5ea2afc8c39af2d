"""Ranks: strings that sort in the order of a list, so that moving one thing writes one thing.

A rank is the digits after the point of a number between 0 and 1, without zeros at its end. There is always one more
between two; each that is put between others is at most one digit longer than they are.
"""


def drafted(place: int) -> str:
    """Of the thing at this place, counted from 0, of a list that nobody has reordered."""
    return f"{place + 1:04d}".rstrip("0") if place < 9_998 else f"9999{place:07d}1"


def between(low: str, high: str) -> str:
    """A rank after `low` and before `high`; empty stands for the beginning and for the end."""
    width = max(len(low), len(high)) + 1
    first = int(low.ljust(width, "0"))
    last = int(high.ljust(width, "0")) if high else 10**width
    return str((first + last) // 2).zfill(width).rstrip("0")
