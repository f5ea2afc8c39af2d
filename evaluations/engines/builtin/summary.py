"""The formal summary: plain sentences for the committee, made from the candidate's own clauses in the third person."""

from collections.abc import Callable, Iterable, Iterator

from evaluations.engines.builtin.rating import weight
from evaluations.engines.builtin.reading import Reading, Remark, Voice
from evaluations.engines.builtin.retelling import retold
from evaluations.evidence.claims import Claim

MOST_WORDS_RETOLD = 40
"""A clause that cannot be cut shorter than this is not retold."""


def summary(reading: Reading) -> tuple[Claim, ...]:
    """Four to seven sentences: scenario, actions, work with others, trade-offs, results, reflection."""
    teller = _Teller(reading)
    return tuple(sentence for sentence in teller.sentences() if sentence)


class _Teller:
    """Tells each sentence of the answer at most once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._told: set[Remark] = set()

    def sentences(self) -> Iterator[Claim | None]:
        yield self._scenario()
        yield self._actions()
        yield self._one("They also said that {}.", self._pick("collaboration", "communication", "leading", only=_acts))
        yield self._one(
            "On the choice they made: {}.", self._pick("alternative", "decision", only=_first_person)
        ) or _absent("The answer names no alternative that was weighed.")
        yield self._results()
        yield self._one("Looking back, {}.", self._pick("change", "mistake", "reflection", only=_own)) or _absent(
            "The answer does not say what the candidate learned or would change."
        )
        yield self._shared_telling()

    def _scenario(self) -> Claim | None:
        setting = self._reading.giving("situation", "task")[:3]
        opening = self._tellable((*setting[:1], *self._reading.remarks[:2]))
        return self._one("The candidate described how {}.", opening)

    def _actions(self) -> Claim | None:
        own = [remark for remark in self._untold() if _own(remark) and _acts(remark) and not _looks_back(remark)]
        chosen = self._tellable(own) or self._pick("action")
        first = self._one("To deal with this, {}.", chosen)
        if first is None:
            return None
        return self._joined(first, "; {}.", self._tellable(own))

    def _results(self) -> Claim | None:
        results = [
            remark for remark in self._untold() if remark.gives("result") and not remark.gives("pledge", "overclaim")
        ]
        results.sort(key=lambda remark: -sum(measure.changes for measure in remark.measures))
        first = self._one("As to results, the candidate reported that {}.", self._tellable(results))
        if first is None:
            return _absent("The answer tells no result.")
        return self._joined(first, ", and that {}.", self._tellable(results))

    def _shared_telling(self) -> Claim | None:
        shared, own = self._reading.told_by(Voice.SHARED), self._reading.told_by(Voice.OWN)
        if len(shared) < 2 or len(shared) <= len(own):
            return None
        text = "Most of what was done is told as “we”, so the candidate's own part is not clear."
        return Claim(text=text, quotes=tuple(remark.text for remark in shared[:3]))

    def _untold(self) -> Iterator[Remark]:
        return (remark for remark in self._reading.remarks if remark not in self._told)

    def _pick(self, *signals: str, only: Callable[[Remark], bool] = bool) -> Remark | None:
        found = [remark for remark in self._untold() if remark.gives(*signals) and only(remark)]
        for signal in signals:
            if chosen := self._tellable(sorted((r for r in found if r.gives(signal)), key=weight, reverse=True)):
                return chosen
        return None

    def _tellable(self, remarks: Iterable[Remark]) -> Remark | None:
        """The first that can be retold as one clause of some length."""
        return next((r for r in remarks if r not in self._told and _is_tellable(r)), None)

    def _joined(self, claim: Claim, frame: str, remark: Remark | None) -> Claim:
        second = self._one(frame, remark)
        if second is None:
            return claim
        return Claim(text=claim.text.removesuffix(".") + second.text, quotes=claim.quotes + second.quotes)

    def _one(self, frame: str, remark: Remark | None) -> Claim | None:
        if remark is None:
            return None
        self._told.add(remark)
        return Claim(text=frame.format(retold(remark.text, "third")), quotes=(remark.text,))


def _is_tellable(remark: Remark) -> bool:
    clause = retold(remark.text, "third").split()
    return 4 <= len(clause) <= MOST_WORDS_RETOLD and not remark.text.rstrip().endswith("?")


def _own(remark: Remark) -> bool:
    return remark.voice is Voice.OWN


def _first_person(remark: Remark) -> bool:
    return remark.voice is not Voice.OTHER


def _acts(remark: Remark) -> bool:
    return remark.gives("action")


def _looks_back(remark: Remark) -> bool:
    return remark.gives("change", "mistake", "pledge")


def _absent(text: str) -> Claim:
    return Claim(text=text, absent=True)
