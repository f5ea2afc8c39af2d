"""Who does something in a sentence: "I" or "we" before a verb of doing, whatever the verb."""

from collections.abc import Sequence

from evaluations.engines.builtin.lexicon import LEXICON

_LOOK_AHEAD = 4
_OWN = frozenset({"i", "i've", "i'd"})
_SHARED = frozenset({"we", "we've", "we'd"})
_OWN_FORMS = _OWN | {"i'm", "i'll", "myself"}
_SHARED_FORMS = _SHARED | {"we're", "we'll", "our", "us", "ourselves", "ours"}
_BEING = frozenset({"was", "were", "is", "are"})
_OTHERS = frozenset({"he", "she", "they"})


def acting(said: Sequence[str]) -> str:
    """Whoever does something, "I" or "we"; "I" where both do, empty where neither does."""
    if opens_with_deed(said) or any(_does(said, at) for at, word in enumerate(said) if word in _OWN):
        return "I"
    return "we" if any(_does(said, at) for at, word in enumerate(said) if word in _SHARED) else ""


def speaking_of(said: Sequence[str]) -> str:
    """Whoever is named first, "I" or "we"; empty where that is somebody else or nobody."""
    for word in said:
        if word in _OWN_FORMS:
            return "I"
        if word in _SHARED_FORMS:
            return "we"
        if word in _OTHERS:
            break
    return ""


def is_deed(word: str) -> bool:
    """Whether it is the past of a verb that says that something was done, rather than thought or felt."""
    if word in LEXICON.words["states"] or word in LEXICON.words["names"]:
        return False
    return word in LEXICON.words["deeds"] or (word.endswith("ed") and len(word) > 4) or LEXICON.is_act(word)


def opens_with_deed(said: Sequence[str]) -> bool:
    """Whether it is a bullet that leaves out "I"; "Failed payments were rising" is none."""
    first = said[0]
    deed = LEXICON.is_act(first) or (is_deed(first) and is_inflected(first))
    return deed and _BEING.isdisjoint(said[1:_LOOK_AHEAD])


def is_inflected(word: str) -> bool:
    """Whether its end shows that it is no name: "planned", "rotating"."""
    return word.endswith(("ed", "ing")) and len(word) > 4 and word not in LEXICON.words["names"]


def _does(said: Sequence[str], subject: int) -> bool:
    """Only adverbs and "have" may stand between; a "not" or "was" there means that nothing was done."""
    for word in said[subject + 1 : subject + 1 + _LOOK_AHEAD]:
        if is_deed(word):
            return True
        if word not in LEXICON.words["before_deed"] and not word.endswith("ly"):
            return False
    return False
