"""Real-time raw notes: the weightiest sentences as fragments, in the order in which they were said."""

from evaluations.engines.builtin.fragments import fragment
from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.reading import Reading, Remark
from evaluations.evidence.claims import Claim

_WEIGHTS = load("weights.toml")["notes"]
FEWEST_WORDS_OF_A_FRAGMENT = 2


def notes(reading: Reading) -> tuple[Claim, ...]:
    """At most fifteen; fewer where the answer has less to note."""
    worth = sorted(reading.remarks, key=_worth, reverse=True)
    chosen = {
        remark
        for rank, remark in enumerate(worth[: _WEIGHTS["most"]])
        if rank < _WEIGHTS["fewest"] or _worth(remark) > 1
    }
    written: dict[str, Claim] = {}
    for remark in filter(chosen.__contains__, reading.remarks):
        text = fragment(remark)
        if len(text.split()) >= FEWEST_WORDS_OF_A_FRAGMENT:
            written.setdefault(text, Claim(text=text, quotes=(remark.text,)))
    return tuple(written.values())


def _worth(remark: Remark) -> float:
    signals: dict[str, float] = _WEIGHTS["signals"]
    return sum(signals.get(signal, 0.0) for signal in remark.signals) + 0.75 * len(remark.measures[:2])
