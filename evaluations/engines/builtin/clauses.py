"""The main clause of a sentence, as the candidate wrote it: who acts, and what they did."""

import re
from dataclasses import dataclass

from evaluations.engines.builtin.lexicon import LEXICON, words

_BULLET = re.compile(r"\A\s*(?:[-*+•‣◦▪●○·–—]|\d{1,2}[.)]|[a-z]\))\s+")
_MARKUP = re.compile("[*_`#]{1,6}(?=\\S)|(?<=\\S)[*_`]{1,3}|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
_LABEL = re.compile(r"\A[A-Z]\w+(?: \w+)?:\s+")
_CONNECTIVE = re.compile(r"\A(?:And|But|So|Well|Also),?\s+(?!that\b)", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"\A(?:What (?:I|we) did (?:was|is)|Long story short|(?:And )?I (?:should|must) say that|Look"
    r"|(?:So, )?this (?:is|was) an? [\w ]{3,20}(?:one|question|story|example)),?\s+(?:because )?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\A(I|we)(?:['’](ve|d|m|re|ll))?\s+", re.IGNORECASE)
_ACTOR_AFTER_COMMA = re.compile(r",\s+(?=(?:I|we)(?:['’]\w+)?\s)", re.IGNORECASE)
_ACTOR = re.compile(r"\b(?:I|we)(?:['’](?:ve|d|m|re|ll))?\s", re.IGNORECASE)
_AUXILIARIES = {"ve": "have", "m": "am", "re": "are", "ll": "will"}
_PARTICIPLE = re.compile(r"\w+(?:ed|en|ght|ne|ilt)\b|had\b|made\b|led\b")
_SETTING = re.compile(r"\A(?:It|There) was (?:a|an|on|in|late|early|the)\b.{0,40}?\b(?:and|so|but)\s+(?=I\b)")
_FIRST_WORD = re.compile(r"\A[\"“'‘(]*([\w'’-]+)[,\s]+")
_LONGEST_LEAD_IN = 220
_LONGEST_LEAD_IN_WITHOUT_COMMA = 60
_TURNS = re.compile(
    r"[,;:–—]\s+(?=(?:which|who|where|\w+ing|\w+ly \w+ing|but|so|because|even|with|as|to|although|though|while|when"
    r"|since|until|after|before|then|instead|rather|not|including|and (?:I|we|that|this|it|they|he|she|so|then|as))\b)"
    r"|[;:–—]\s"
    r"|\s(?=(?:so that|because|which|even though|although|whereas|in order to)\s)"
    r"|\s+[-–—]\s+"
    r"|\s(?=(?:until|while|when|after|before|since|to ensure|to make sure|even if|if|as)\s)",
    re.IGNORECASE,
)
_END = re.compile(r"[\s.!?…,;:–—\"'”’)]+\Z")


@dataclass(frozen=True, slots=True)
class Clause:
    """`subject` is "I", "we" or empty; then `text` has its own subject, or is a line that starts with its verb."""

    subject: str
    text: str


def main_clause(sentence: str) -> Clause:
    """Without bullet, lead-in ("In my last role, ..."), subject and the adverbs that stand before the verb."""
    text = _without_lead_in(_line(sentence))
    subject = _SUBJECT.match(text)
    if subject is None:
        return Clause("", text)
    predicate = _without_adverbs(text[subject.end() :])
    return Clause("I" if subject[1] in "Ii" else "we", f"{_auxiliary(subject[2], predicate)} {predicate}".lstrip())


def _auxiliary(contracted: str | None, predicate: str) -> str:
    """The verb that a contraction hides: "I'd" is "I had" before a participle."""
    if contracted is None:
        return ""
    if contracted.lower() != "d":
        return _AUXILIARIES[contracted.lower()]
    return "had" if _PARTICIPLE.match(predicate) else "would"


def shortened(text: str, most_words: int) -> str:
    """Ends at the last turn of the sentence that leaves at most so many words, and at least four; else as it is."""
    kept = _END.sub("", text)
    if len(kept.split()) <= most_words:
        return _balanced(kept)
    turns = [match.start() for match in _TURNS.finditer(kept)]
    fitting = [turn for turn in turns if 4 <= len(kept[:turn].split()) <= most_words]
    return _balanced(_END.sub("", kept[: fitting[-1]]) if fitting else kept)


def _balanced(text: str) -> str:
    """Without an opening bracket that lost its other half."""
    return text if text.count("(") == text.count(")") else text.partition("(")[0].rstrip()


def _line(sentence: str) -> str:
    """On one line, without markup, pictures, bullet and label ("Situation:")."""
    text = _MARKUP.sub("", sentence).strip()
    return " ".join(_BULLET.sub("", _LABEL.sub("", _BULLET.sub("", text))).split())


def _without_lead_in(text: str) -> str:
    text = _CONNECTIVE.sub("", _SETTING.sub("", _PREAMBLE.sub("", text)))
    first = _FIRST_WORD.match(text)
    if first is None or not _opens(first[1].lower()):
        return text
    comma = text.find(", ", 0, _LONGEST_LEAD_IN)
    near = _ACTOR.search(text, first.end(), min(_LONGEST_LEAD_IN_WITHOUT_COMMA, comma if comma > 0 else len(text)))
    if near and _leads_to(first, text[first.end() : near.start()]):
        return text[near.start() :]
    if actor := _ACTOR_AFTER_COMMA.search(text, 0, _LONGEST_LEAD_IN):
        return text[actor.end() :]
    return text[comma + 2 :] if comma > 0 and _is_clause(text[comma + 2 :]) else text


def _leads_to(first: re.Match[str], between: str) -> bool:
    """Whether the words before "I" are only its lead-in; "Before I changed ..." and "At a shop where I ..." are not."""
    opener = first[1].lower()
    if opener not in LEXICON.words["short_openers"] or (opener in LEXICON.words["joins_clauses"] and not between):
        return False
    return not any(word in LEXICON.words["joins_clauses"] for word in words(between))


def _is_clause(text: str) -> bool:
    """Whether what follows a lead-in may stand by itself."""
    said = words(text)
    if len(said) < 4 or said[0].endswith("ing"):
        return False
    return not any(said[0] in LEXICON.words[name] for name in ("joins_clauses", "short_openers"))


def _opens(word: str) -> bool:
    return word in LEXICON.words["openers"] or (word.endswith(("ing", "ly")) and len(word) > 4)


def _without_adverbs(text: str) -> str:
    before_verb = LEXICON.words["adverbs_before_verb"]
    while (first := _FIRST_WORD.match(text)) and (first[1].lower() in before_verb or is_adverb(first[1].lower())):
        text = text[first.end() :]
    return text


def is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 and word not in LEXICON.words["not_adverbs"]
