"""`{% url %}` as Django has it, but each address is worked out once per process: only the ids in it differ.

A page has dozens of them, and Django tries the patterns of all addresses anew for each.
"""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.template import Context, Node, defaulttags
from django.template.base import Parser, Token
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape

register = template.Library()
_IDS = tuple(str(UUID(int=number)) for number in range(1, 5))
"""Stand for the ids of an address."""


@register.tag
def url(parser: Parser, token: Token) -> Node:
    node = defaulttags.url(parser, token)
    return node if node.kwargs else _Address(node.view_name, node.args, {}, node.asvar)


class _Address(defaulttags.URLNode):
    def render(self, context: Context) -> Any:
        values = [arg.resolve(context) for arg in self.args]
        name, ids = self.view_name.resolve(context), [value for value in values if isinstance(value, UUID)]
        if not name or not all(isinstance(value, UUID | str) for value in values) or "" in values:
            return super().render(context)
        known = tuple(value if isinstance(value, str) else None for value in values)
        address = _pattern(name, known, get_script_prefix())
        for stand_in, value in zip(_IDS, ids, strict=False):
            address = address.replace(stand_in, str(value))
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address


@lru_cache(maxsize=512)
def _pattern(name: str, known: tuple[str | None, ...], prefix: str) -> str:
    """`known` are words of an address; None stands for an id."""
    stand_ins = iter(_IDS)
    return reverse(name, args=[next(stand_ins) if word is None else word for word in known])
