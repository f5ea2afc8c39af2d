"""How much a sentence, or a clause of one, is worth noting."""

from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.reading import Remark

_WEIGHTS: dict[str, float] = load("weights.toml")["notes"]["signals"]
_MEASURE = 0.75
_MOST_MEASURES = 2
_WORDS_WORTH_A_POINT = 10


def worth(remark: Remark) -> float:
    """Above 0 where it says something that a committee would ask about."""
    told = sum(_WEIGHTS.get(signal, 0.0) for signal in remark.signals)
    return told + _MEASURE * len(remark.measures[:_MOST_MEASURES])


def weightiest(remark: Remark, *signals: str) -> Remark:
    """The clause in which the candidate does what gives these signals; without signals, the one that says most."""

    def rank(clause: Remark) -> tuple[int, float]:
        fitting = clause.gives(*signals) + bool(clause.acting) if signals else 0
        return fitting, worth(clause) + len(clause.words) / _WORDS_WORTH_A_POINT

    return max(remark.clauses, key=rank)
