"""Every way in which there may be no usable reply: whether it is tried again, and what the interviewer reads.

docs/engines.md has this as a table; tests/evaluations/pipeline/test_reply_kinds.py holds the two together.
"""

from enum import Enum, StrEnum, auto


class Then(Enum):
    LATER = auto()
    STOP = auto()


class Outcome(StrEnum):
    """Words that are kept with an attempt."""

    def __new__(cls, word: str, then: Then, message: str) -> "Outcome":
        member = str.__new__(cls, word)
        member._value_ = word
        return member

    def __init__(self, word: str, then: Then, message: str) -> None:
        self.then = then
        self._message = message

    RATE_LIMITED = (
        "rate_limited",
        Then.LATER,
        "The model's endpoint has too many requests at the moment. The answer is saved.",
    )
    SERVER_ERROR = ("server_error", Then.LATER, "The model's endpoint has a fault at the moment. The answer is saved.")
    TOO_LATE = ("too_late", Then.LATER, "The model did not answer within {deadline:g} s. The answer is saved.")
    INTERRUPTED = ("interrupted", Then.LATER, "The model's reply broke off. The answer is saved.")
    UNREACHABLE = ("unreachable", Then.LATER, "The model's endpoint cannot be reached. The answer is saved.")
    NO_PLACE = ("no_place", Then.LATER, "Other drafts are being made. This one waits for its turn.")
    RESTING = ("resting", Then.LATER, "The model's endpoint is in trouble and is given a pause. The answer is saved.")
    QUOTA = (
        "quota",
        Then.STOP,
        "The account at the model's endpoint is used up. The answer is saved; an admin has to top it up.",
    )
    UNAUTHORIZED = (
        "unauthorized",
        Then.STOP,
        "The model's endpoint does not accept Debrief's key. The answer is saved; an admin has to check the key.",
    )
    FORBIDDEN = (
        "forbidden",
        Then.STOP,
        "The model's endpoint does not allow this request. The answer is saved; an admin has to check the account.",
    )
    UNKNOWN_MODEL = (
        "unknown_model",
        Then.STOP,
        "The endpoint does not know the model {model}. The answer is saved; an admin has to check its name.",
    )
    NOT_AN_ENDPOINT = (
        "not_an_endpoint",
        Then.STOP,
        "What answers at the model's address is no model. The answer is saved; an admin has to check the address.",
    )
    TOO_LONG = (
        "too_long",
        Then.STOP,
        "The answer is longer than this model can read at once. It is saved; another model may take it.",
    )
    REFUSED = (
        "refused",
        Then.STOP,
        "The model declined to evaluate this answer. It is saved; try again or choose another engine.",
    )
    FILTERED = (
        "filtered",
        Then.STOP,
        "The endpoint's content filter stopped the reply. The answer is saved; try again or choose another engine.",
    )
    CUT_OFF = (
        "cut_off",
        Then.STOP,
        "The model's reply was longer than the endpoint allows. The answer is saved; an admin can raise the limit.",
    )
    REJECTED = (
        "rejected",
        Then.STOP,
        "The model's endpoint rejected the request. The answer is saved; an admin can try the endpoint out.",
    )
    EMPTY = ("empty", Then.STOP, "The model gave nothing but empty replies. The answer is saved; try again.")
    UNUSABLE = (
        "unusable",
        Then.STOP,
        "The model's replies could not be used, not even a corrected one. The answer is saved; try again.",
    )

    def message(self, *, model: str, deadline: float) -> str:
        return self._message.format(model=model, deadline=deadline)
