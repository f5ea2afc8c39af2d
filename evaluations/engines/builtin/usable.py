"""Whether there is enough to judge. Where there is not, the engine says why and rates nothing."""

from dataclasses import dataclass

from evaluations.engines.builtin.lexicon import LEXICON
from evaluations.engines.builtin.reading import Reading
from evaluations.evidence.claims import Unusable

FEWEST_WORDS = 25
FEWEST_WORK_SIGNS = 4
"""Different words of work, and sentences that tell an act."""
ENGLISH_SHARE = 0.22
"""Of running English, a good third are function words; code, lists of keywords and lorem ipsum have far fewer."""
OTHER_LANGUAGE_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why nothing is judged. `unusable` is None where the answer may be good, only not for this engine."""

    reason: str
    unusable: Unusable | None


def shortfall(reading: Reading) -> Shortfall | None:
    """None for an answer that can be judged."""
    if reading.echoes and _evidence_words(reading) < FEWEST_WORDS:
        return Shortfall("The answer repeats the question and adds too little to judge.", Unusable.OFF_TOPIC)
    if len(reading.words) < FEWEST_WORDS:
        return Shortfall("The answer is too short to judge.", Unusable.TOO_SHORT)
    if language := _other_language(reading.words):
        return Shortfall(f"The answer seems to be in {language}. The built-in engine reads English only.", None)
    if _foreign_letters(reading.words):
        return Shortfall("The answer is not in English. The built-in engine reads English only.", None)
    if _share("English", reading.words) < ENGLISH_SHARE:
        return Shortfall("The answer is not running text that can be judged.", Unusable.GARBLED)
    if _evidence_words(reading) < FEWEST_WORDS:
        return Shortfall("Little of the text tells about the candidate's own work.", Unusable.TOO_SHORT)
    about_work = len(_work_words(reading))
    if not about_work or about_work + len(reading.giving("action")) < FEWEST_WORK_SIGNS:
        return Shortfall("The answer does not tell of anything that the candidate did at work.", Unusable.OFF_TOPIC)
    return None


def _evidence_words(reading: Reading) -> int:
    return sum(len(remark.words) for remark in reading.remarks)


def _work_words(reading: Reading) -> frozenset[str]:
    return frozenset(
        remark.words[place]
        for remark in reading.giving("work")
        for signal, place in LEXICON.found(remark.words)
        if signal == "work"
    )


def _other_language(said: tuple[str, ...]) -> str:
    """The language whose small words are most of the text's, or nothing for English and for none."""
    shares = {language: _share(language, said) for language in LEXICON.function_words}
    likeliest = max(shares, key=shares.__getitem__)
    return likeliest if likeliest != "English" and shares[likeliest] >= OTHER_LANGUAGE_SHARE else ""


def _foreign_letters(said: tuple[str, ...]) -> bool:
    letters = [letter for word in said for letter in word[:1] if letter.isalpha()]
    return bool(letters) and sum(letter > "ɏ" for letter in letters) > len(letters) / 2


def _share(language: str, said: tuple[str, ...]) -> float:
    small = LEXICON.function_words[language]
    return sum(word in small for word in said) / len(said)
