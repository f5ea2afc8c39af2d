"""What was said stays apart from the headings of the document it is told in, and is what it was afterwards."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.forms.escaping import escaped, is_rule, unescaped

texts = st.text("#\\ \n\tab=-*", max_size=40)


@given(texts)
def test_what_is_escaped_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(texts)
def test_no_line_of_it_is_a_heading(text: str) -> None:
    assert not re.search("^ {0,3}#", escaped(text), re.MULTILINE)


@pytest.mark.parametrize("text", ["===\nI drew a line.", "It was:\n---", "---", "\\---\n=====\n* * *"])
def test_a_rule_at_its_edge_is_its_own(text: str) -> None:
    lines = escaped(text).split("\n")
    assert not is_rule(lines[0])
    assert not is_rule(lines[-1])
    assert unescaped(escaped(text)) == text


def test_nothing_else_is_changed() -> None:
    assert escaped("1. one #2\n- two\n===\n\\n") == "1. one #2\n- two\n===\n\\n"
    assert escaped("## Feedback\n\\# a") == "\\## Feedback\n\\\\# a"
