import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from evaluations.engines.openai.arriving import Arriving
from evaluations.engines.openai.extraction import find_object
from tests.engines.openai.replies import FEEDBACK

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
documents = st.dictionaries(st.text(max_size=8), values, max_size=6)


def arriving(text: str, size: int) -> list[tuple[str, Any]]:
    reader = Arriving()
    return [found for start in range(0, len(text), size) for found in reader.feed(text[start : start + size])]


BEFORE = (
    "",
    "\n",
    "Here it is: <",
    '<think>Perhaps {"notes": []}? {</think>',
    "<thinking>\n{1}, then</thinking>\n```json\n",
)


@given(documents, st.integers(1, 9), st.booleans(), st.sampled_from((None, 2)), st.sampled_from(BEFORE))
def test_every_value_arrives_once_whatever_the_pieces(
    document: dict[str, Any], size: int, ascii_only: bool, indent: int | None, before: str
) -> None:
    text = before + json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    assert arriving(text, size) == list(document.items())


def test_a_value_arrives_with_the_mark_after_it() -> None:
    reader = Arriving()
    assert list(reader.feed('{"notes": ["one, \\"two\\"]')) == []
    assert list(reader.feed('"], ')) == [("notes", ['one, "two"]'])]
    assert list(reader.feed('"summary": [')) == []


@given(st.text(), st.integers(1, 5))
def test_anything_else_brings_nothing_and_breaks_nothing(text: str, size: int) -> None:
    arriving(text.replace("{", "("), size)
    assert arriving(text.replace("{", "("), size) == []


def test_a_thought_without_end_brings_nothing() -> None:
    assert arriving(f"<think>{FEEDBACK}", 7) == []


@given(st.text(), st.integers(1, 5))
def test_no_text_breaks_it(text: str, size: int) -> None:
    arriving("{" + text, size)


def test_the_object_is_found_in_what_a_model_says_around_it() -> None:
    wanted = json.loads(FEEDBACK)
    for said in (
        FEEDBACK,
        f"```json\n{FEEDBACK}\n```",
        f"Sure! {{ok}} Here:\n{FEEDBACK}\nDone {{}}.",
        f'<think>{{"notes": []}} or {{</think>{FEEDBACK}',
        f'{{"remark": {{"notes": 1}}}} {FEEDBACK}',
    ):
        assert find_object(said, ("notes",)) == wanted


def test_no_whole_object_is_none() -> None:
    for said in ("", FEEDBACK[:-1], "<think>" + FEEDBACK, '{"other": 1}', "[" * 100_000, '{"a":' * 100_000):
        assert find_object(said, ("notes",)) is None
