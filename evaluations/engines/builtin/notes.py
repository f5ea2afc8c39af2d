"""Real-time raw notes: the weightiest sentences as fragments, in the order in which they were said."""

from evaluations.engines.builtin.fragments import fragment
from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.reading import Reading
from evaluations.engines.builtin.worth import worth
from evaluations.evidence.claims import Claim

_WEIGHTS = load("weights.toml")["notes"]
FEWEST_WORDS_OF_A_FRAGMENT = 3


def notes(reading: Reading) -> tuple[Claim, ...]:
    """At most fifteen; fewer where the answer has less to note."""
    weighed = sorted(reading.remarks, key=worth, reverse=True)
    chosen = {
        remark
        for rank, remark in enumerate(weighed[: _WEIGHTS["most"]])
        if worth(remark) > (0 if rank < _WEIGHTS["fewest"] else 1)
    }
    written: dict[str, Claim] = {}
    for remark in filter(chosen.__contains__, reading.remarks):
        text = fragment(remark)
        if len(text.split()) >= FEWEST_WORDS_OF_A_FRAGMENT:
            written.setdefault(text, Claim(text=text, quotes=(remark.text,)))
    return tuple(written.values())
