"""The default rubric, and hypothesis strategies over what it can be asked to judge."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import evaluations
from evaluations.rules.rubric import LEVELS, NOT_ASSESSED, Rubric

SHIPPED = sorted((Path(evaluations.__file__).parent / "rubrics").glob("*.toml"))
SOURCE = next(path for path in SHIPPED if path.stem == "default").read_text(encoding="utf-8")
DEFAULT = Rubric.from_toml(SOURCE)
NAMES = DEFAULT.competency_names

levels = st.sampled_from(LEVELS)
words = st.sampled_from((*DEFAULT.rating_words, NOT_ASSESSED))
ratings = st.fixed_dictionaries(dict.fromkeys(NAMES, words))
severities = st.lists(st.integers(1, 5), max_size=4)
aims = st.sets(st.sampled_from(NAMES), min_size=1)


def changed(rubric: Rubric = DEFAULT, **parts: Any) -> Rubric:
    """With some parts in place of its own; `model_copy` would keep what was worked out of those."""
    return Rubric.model_validate(rubric.model_dump() | parts)


def rank(verdict: str) -> int:
    """0 for the best verdict. ValueError for Insufficient evidence, which is neither better nor worse than any."""
    return DEFAULT.verdict_words.index(verdict)
