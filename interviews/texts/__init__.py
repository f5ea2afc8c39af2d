"""Texts on their way in: what is accepted, and what is mended in it. Pure: no Django."""

from interviews.texts.encodings import decode
from interviews.texts.intake import ANSWER_LIMIT, QUESTION_LIMIT, TextRefused, accept
from interviews.texts.mending import Change, Repair, mend_characters, repair

__all__ = [
    "ANSWER_LIMIT",
    "QUESTION_LIMIT",
    "Change",
    "Repair",
    "TextRefused",
    "accept",
    "decode",
    "mend_characters",
    "repair",
]
