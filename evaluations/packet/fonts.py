"""The fonts of a packet: those that come with packages, and nothing that a machine happens to have.

Noto Sans for what people of the product say, Typst's own Libertinus Serif for what the candidate said, and Noto for the
scripts that these two lack.
"""

from collections.abc import Container, Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
SERIF, SANS = "Libertinus Serif", "Noto Sans"
_LAST = ("Noto Sans CJK JP", "Noto Sans Symbols", "Noto Emoji")
"""They also draw letters and digits that a script's own font draws better. One CJK font draws all CJK languages."""


def folders() -> list[Path]:
    return [Path(str(files(name))) for name in PACKAGES]


def in_order(families: Iterable[str]) -> list[str]:
    """Those families to look for a character in, from the first to the last."""
    scripts = (name for name in families if name.startswith("Noto Sans ") and "CJK" not in name)
    return [SANS, *(name for name in scripts if name not in _LAST), *_LAST]


@cache
def coverage() -> tuple[Container[int], ...]:
    """By font, the code points that it draws. Five milliseconds, once per process."""
    from uharfbuzz import Blob, Face

    paths = sorted(path for folder in folders() for path in folder.glob("*.tt[fc]"))
    return tuple(Face(Blob.from_file_path(path)).unicodes for path in paths)
