"""What the answer leaves open: the source of improvements, follow-up questions and some red flags."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluations.engines.builtin.fragments import fragment
from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.reading import Reading, Remark, Voice
from evaluations.engines.builtin.retelling import retold
from evaluations.evidence.claims import Claim

_TABLE = load("gaps.toml")
FEW = 2
AGAINST_OTHERS = ("blame", "insult", "disown")
POINTS = ("blame", "told", "mistake", "reflection", "change", "pledge", "overclaim", "boast")
"""What an improvement is about, where its sentence says several things."""
LOOKING_BACK = ("reflection", "mistake", "change", "perhaps_reflection")
WEIGHING = ("alternative", "perhaps_alternative")
ACHIEVING = ("result", "perhaps_result")
CLAIMING = ("overclaim", "boast")
MOST_WORDS_IN_A_QUESTION = 20


@dataclass(frozen=True, slots=True)
class Gap:
    """Without remarks, something was looked for and not found."""

    name: str
    remarks: tuple[Remark, ...] = ()

    def weight(self, level: str) -> float:
        return float(_TABLE[self.name]["weight"][level])

    @property
    def question(self) -> str:
        return self._worded("question")

    def improvement(self) -> Claim:
        quotes = tuple(remark.text for remark in self.remarks[:FEW])
        return Claim(text=self._worded("improvement"), quotes=quotes, absent=not quotes)

    def _worded(self, key: str) -> str:
        template: str = _TABLE[self.name][key]
        if not self.remarks:
            return template
        remark = self.remarks[0]
        changes = remark.changes
        return template.format(
            said=retold(remark.text, "second", MOST_WORDS_IN_A_QUESTION),
            fragment=fragment(remark, *POINTS),
            measure=" ".join(changes[0].text.split()) if changes else "",
        )


def gaps(reading: Reading, level: str) -> tuple[Gap, ...]:
    """Those that matter at the level, the most critical first; never none."""
    found = (*_in_the_telling(reading), *_in_the_result(reading), *_in_the_reflection(reading), Gap("share_of_credit"))
    return tuple(sorted((gap for gap in found if gap.weight(level)), key=lambda gap: -gap.weight(level)))


def _in_the_telling(reading: Reading) -> Iterator[Gap]:
    own, shared = reading.told_by(Voice.OWN), reading.told_by(Voice.SHARED)
    if blame := reading.giving(*AGAINST_OTHERS):
        yield Gap("blame", tuple(sorted(blame, key=lambda remark: -remark.count(*AGAINST_OTHERS))))
    if len(shared) >= FEW and len(shared) > len(own):
        yield Gap("own_part", shared)
    if told := reading.giving("told"):
        yield Gap("executor", told)
    vague = reading.giving("vague", "hedge")
    if len(vague) >= max(FEW, len(reading.remarks) / 4) or not (own or shared):
        yield Gap("vague", vague or reading.remarks[:FEW])
    claims = reading.giving(*CLAIMING)
    if sum(remark.count(*CLAIMING) for remark in claims) >= FEW:
        yield Gap("claim_without_act", claims)
    if not reading.giving("organisation", "several_teams", "perhaps_reach"):
        yield Gap("reach")
    if not reading.giving(*WEIGHING):
        yield Gap("no_alternative")


def _in_the_result(reading: Reading) -> Iterator[Gap]:
    results = tuple(remark for remark in reading.giving("result") if not remark.gives(*AGAINST_OTHERS))
    measured = tuple(remark for remark in reading.remarks if remark.changes)
    counted = measured or tuple(remark for remark in reading.giving(*ACHIEVING) if remark.measures)
    unsourced = tuple(remark for remark in measured if not remark.gives("measured_by"))
    if not results and not counted and not reading.giving(*ACHIEVING):
        yield Gap("no_result")
    elif not counted:
        yield Gap("no_number", results[::-1] or reading.giving("perhaps_result")[::-1])
    if unsourced:
        yield Gap("unsourced_number", unsourced)
    if sourced := tuple(remark for remark in measured if remark not in unsourced):
        yield Gap("sourced_number", sourced)


def _in_the_reflection(reading: Reading) -> Iterator[Gap]:
    kept = reading.giving("kept_change")
    change = kept or tuple(remark for remark in reading.giving("change") if remark.voice is Voice.OWN)
    mistakes = reading.giving("mistake")
    if pledges := reading.giving("pledge"):
        yield Gap("general_reflection", (*pledges, *mistakes))
    elif mistakes and not change:
        yield Gap("general_reflection", mistakes)
    if not reading.giving(*LOOKING_BACK):
        yield Gap("no_reflection")
    if change and not kept:
        yield Gap("unmade_change", change)
