"""The formal summary: plain sentences for the committee, made from the candidate's own clauses in the third person."""

from collections.abc import Callable

from evaluations.engines.builtin.clauses import shortened
from evaluations.engines.builtin.doers import is_deed
from evaluations.engines.builtin.gaps import ACHIEVING, LOOKING_BACK, WEIGHING
from evaluations.engines.builtin.lexicon import LEXICON, words
from evaluations.engines.builtin.rating import weight
from evaluations.engines.builtin.reading import Reading, Remark, Voice
from evaluations.engines.builtin.retelling import retold
from evaluations.evidence.claims import Claim

FEWEST_WORDS_RETOLD, MOST_WORDS_RETOLD = 4, 40
"""A clause that cannot be cut to such a length is not retold."""

_AGAINST = ("blame", "insult", "disown", "dishonest")


def summary(reading: Reading) -> tuple[Claim, ...]:
    """Up to seven sentences: scenario, actions, work with others, choice, results, reflection, whose part it was."""
    chosen = _Chosen(reading)
    told = (
        _told("The candidate described how {}.", chosen.scenario),
        _told("To deal with this, {}.", chosen.actions, "; {}."),
        _told("They also said that {}.", chosen.others),
        _told("On priorities and choices: {}.", chosen.choice),
        None
        if reading.giving("decision", *WEIGHING)
        else _absent("No alternative that was weighed was found in the answer."),
        _told("As to results, the candidate reported that {}.", chosen.results, ", and that {}."),
        None if chosen.results or reading.giving(*ACHIEVING) else _absent("No result was found in the answer."),
        _told("Looking back, {}.", chosen.reflection, "; {}."),
        None
        if reading.giving(*LOOKING_BACK)
        else _absent("Nothing was found on what the candidate learned or would change."),
        _quoted("In their own words: “{}”.", chosen.against),
        _shared_telling(reading),
    )
    return tuple(sentence for sentence in told if sentence)


class _Chosen:
    """Which sentence of the answer is told where: each at most once, the rarer kinds first."""

    def __init__(self, reading: Reading) -> None:
        self._left = [remark for remark in reading.remarks if _is_tellable(remark)]
        self.against = self._take(1, *_AGAINST)
        self._left = [remark for remark in self._left if not remark.gives(*_AGAINST)]
        opening = sorted(self._left[:2], key=lambda remark: not remark.gives("situation", "task"))
        self.scenario = self._take_from(opening, 1)
        self.reflection = self._take_from(sorted(self._left, key=_reflects, reverse=True), 1, _reflects)
        self.reflection += self._take(1, "kept_change", only=_first_person)
        latest_first = self._left[::-1]
        self.results = self._take_from(sorted(latest_first, key=_measured, reverse=True), 2, _is_result)
        self.choice = self._take(1, "alternative", "decision", only=_first_person)
        telling = sorted(self._left, key=lambda remark: (weight(remark), len(remark.words)), reverse=True)
        self.actions = self._take_from(telling, 2, _is_own_act) or self._take(2, "action")
        self.others = self._take(1, "collaboration", "communication", "leading", only=_first_person)

    def _take(self, count: int, *signals: str, only: Callable[[Remark], bool] = bool) -> tuple[Remark, ...]:
        """The weightiest that give the first of the signals that any gives."""
        weightiest = sorted(filter(only, self._left), key=weight, reverse=True)
        for signal in signals:
            if found := [remark for remark in weightiest if remark.gives(signal)]:
                return self._take_from(found, count)
        return ()

    def _take_from(
        self, remarks: list[Remark], count: int, only: Callable[[Remark], object] = bool
    ) -> tuple[Remark, ...]:
        """The first so many of the remarks, in the order in which they were said."""
        first = [remark for remark in remarks if remark in self._left and only(remark)][:count]
        taken = tuple(remark for remark in self._left if remark in first)
        self._left = [remark for remark in self._left if remark not in taken]
        return taken


def _told(frame: str, remarks: tuple[Remark, ...], more: str = "") -> Claim | None:
    if not remarks:
        return None
    first, *others = (retold(remark.text, "third") for remark in remarks)
    text = frame.format(first)
    for other in others:
        text = text.removesuffix(".") + more.format(other)
    return Claim(text=text, quotes=tuple(remark.text for remark in remarks))


def _quoted(frame: str, remarks: tuple[Remark, ...]) -> Claim | None:
    """In the candidate's own words: retold, "their fault" would change sides."""
    if not remarks:
        return None
    said = shortened(" ".join(remarks[0].text.split()), MOST_WORDS_RETOLD)
    return Claim(text=frame.format(said), quotes=(remarks[0].text,))


def _shared_telling(reading: Reading) -> Claim | None:
    shared, own = reading.told_by(Voice.SHARED), reading.told_by(Voice.OWN)
    if len(shared) <= max(1, len(own)):
        return None
    text = "Most of what was done is told as “we”, so the candidate's own part is not clear."
    return Claim(text=text, quotes=tuple(remark.text for remark in shared[:3]))


def _absent(text: str) -> Claim:
    return Claim(text=text, absent=True)


def _is_tellable(remark: Remark) -> bool:
    told = words(retold(remark.text, "third"))
    if not FEWEST_WORDS_RETOLD <= len(told) <= MOST_WORDS_RETOLD or remark.text.rstrip().endswith("?"):
        return False
    points_back = remark.voice is Voice.OTHER and remark.words[0] in LEXICON.words["pointing_back"]
    return not points_back and any(is_deed(word) or word in LEXICON.words["verbs"] for word in told)


def _reflects(remark: Remark) -> int:
    """How strongly the candidate looks back at their own part; 0 where they do not, or only tell what they changed."""
    if remark.voice is not Voice.OWN or remark.gives("pledge", "vague", "kept_change"):
        return 0
    return 2 * remark.count("mistake", "reflection") + remark.count("change")


def _first_person(remark: Remark) -> bool:
    return remark.voice is not Voice.OTHER


def _is_own_act(remark: Remark) -> bool:
    return remark.acting == "I" and not remark.gives("kept_change", "mistake", "pledge")


def _is_result(remark: Remark) -> bool:
    return bool(remark.changes) or (remark.gives("result") and not remark.gives("pledge", "overclaim", "change"))


def _measured(remark: Remark) -> int:
    return 2 * len(remark.changes) + bool(remark.measures)
