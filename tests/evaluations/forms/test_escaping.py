"""What was said stays apart from the headings of the document it is told in, and is what it was afterwards."""

import re

from hypothesis import given
from hypothesis import strategies as st

from evaluations.forms.escaping import escaped, unescaped

texts = st.text("#\\ \n\tab=-", max_size=40)


@given(texts)
def test_what_is_escaped_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(texts)
def test_no_line_of_it_is_a_heading(text: str) -> None:
    assert not re.search("^ {0,3}#", escaped(text), re.MULTILINE)


def test_nothing_else_is_changed() -> None:
    assert escaped("1. one #2\n- two\n===\n\\n") == "1. one #2\n- two\n===\n\\n"
    assert escaped("## Feedback\n\\# a") == "\\## Feedback\n\\\\# a"
