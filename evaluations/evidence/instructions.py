"""Passages of an answer that speak to a model instead of an interviewer.

They are shown to the interviewer and never serve as evidence (`grounding`); they are not told to a model, and nothing
follows from them for the candidate, who may have pasted them unknowingly or have told of such a text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from evaluations.evidence.folding import without_invisible
from evaluations.evidence.sentences import Sentence, split

_WORDS = {
    # Where an order begins. After other words it is a report: they told me to ignore it.
    "START": r"(?:\A|[.!?:;,\n\"'“‘(\[*#>-])\s{0,9}(?:(?:and|now|please|so|then|important|note)\b[\s:,]{0,9}){0,3}",
    "EARLIER": "(?:previous|prior|above|earlier|preceding|foregoing|existing|system|your|these|those)",
    "TOLD": "(?:instructions?|prompts?|rules?|rubrics?|guidelines?|directions?|directives?|criteria|messages?|context)",
    "JUDGED": "(?:candidate|answer|response|interview|evaluation|applicant|me|this|every|each|all|everything)",
    "HIGH": r"(?:strong(?:ly)?|hire|meets|excellent|outstanding|highest|maximum|perfect|top|full|five|\d+ ?/ ?\d+)",
    "MODEL": "(?:ai|llm|language model|assistant|chatbot|chatgpt|gpt|claude|gemini|evaluator|grader|reviewer|model)",
    "BAD": "(?:red flags?|flags?|weakness(?:es)?|concerns?|negatives?|issues?|this (?:message|text|note))",
}
_ORDERS = r"""
(?:ignore|disregard|forget|override|bypass|skip) (?:\w+ ){0,4}?EARLIER (?:\w+ ){0,3}?TOLD\b
(?:ignore|disregard|forget|override|bypass) (?:all|any|the|every) (?:of the )?TOLD\b
(?:ignore|disregard|forget) (?:everything|anything|all) (?:\w+ ){0,3}?(?:above|before|earlier|said|told)\b
you are (?:now|no longer|actually) (?:an?|the|in|my|free|to)\b
(?:act|behave|respond|answer|reply) as (?:if you|an? (?:\w+ )?MODEL)\b
as an? (?:\w+ )?MODEL,? you (?:must|should|have|need|will|are)\b
(?:rate|score|grade|mark|evaluate|assess) (?:\w+ ){0,3}?JUDGED\b[^.!?\n]{0,60}\bHIGH
(?:give|award|assign) (?:\w+ ){0,2}?JUDGED\b[^.!?\n]{0,60}\bHIGH
(?:output|return|print|say|(?:respond|reply|answer) with) (?:only|just|exactly|nothing but|the (?:verdict|word))\b
(?:do not|don['’]t|never) (?:mention|flag|report|raise|list|note|detect|include|quote) (?:\w+ ){0,3}?BAD\b
(?:recommend|conclude with) (?:an? )?(?:strong )?hire\b
(?:new|updated|additional|special|system|hidden|secret) TOLD ?:
(?:note|message|instructions?|attention|reminder) (?:to|for) (?:the |any |all )?(?:\w+ )?MODELs?\b
"""


def _pattern(written: str) -> str:
    for name, meaning in _WORDS.items():
        written = written.replace(name, meaning)
    return written.replace(" ?", r"\s*").replace(" ", r"\s+")


_ORDER = re.compile(_pattern(f"START(?:{'|'.join(_ORDERS.strip().splitlines())})"), re.IGNORECASE)
_ANYWHERE = re.compile(
    r"<[|｜][^<>|｜\n]{1,40}[|｜]>|\[/?(?:INST|SYSTEM_PROMPT)\]|<</?SYS>>|</?(?:start|end)_of_turn>|"
    r"</?(?:system|assistant|instructions?)>|^\s*#{1,6}\s*system\b|"
    r"\byour\s+(?:system|hidden|initial)\s+(?:prompt|instructions)\b",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=16)
def instructions(text: str) -> tuple[Sentence, ...]:
    """The sentences that hold such a passage, in order. Cached as `split` is."""
    return tuple(_found(text))


def overlaps(start: int, end: int, passages: tuple[Sentence, ...]) -> bool:
    return any(start < passage.end and passage.start < end for passage in passages)


def _found(text: str) -> Iterator[Sentence]:
    for sentence in split(text):
        said = without_invisible(text[sentence.start : sentence.end])
        if _ORDER.search(said) or _ANYWHERE.search(said):
            yield sentence
