"""The drawn marks of static/marks.svg, the same that the pages show, each as a picture of its own."""

import re
from functools import cache
from pathlib import Path

_DRAWN = Path(__file__).parents[2] / "static" / "marks.svg"
_SYMBOL = re.compile(r'<symbol id="(?:mark-)?([\w-]+)" viewBox="([\d ]+)">(.*?)</symbol>', re.DOTALL)


@cache
def pictures(colour: str) -> dict[str, str]:
    """SVG by name: "thumb-up", "star-filled". `colour` is that of the text beside them ("#1b1f24")."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" color="{}">{}</svg>'
    return {name: svg.format(box, colour, shape) for name, box, shape in _SYMBOL.findall(_DRAWN.read_text("utf-8"))}
