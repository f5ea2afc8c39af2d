"""From a file's bytes to evaluations that can be stored: read by the right rubric, at a known level, with a verdict.

Nothing is written here, so a preview and a dry run are this and no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from evaluations import present
from evaluations.documents.finding import JOINERS
from evaluations.documents.outcomes import COUNTED, Outcome, Status
from evaluations.evidence.claims import Section
from evaluations.forms import reading
from evaluations.forms.reading import Line, ReadEvaluation, Unreadable
from evaluations.models import Evaluation, OpeningPolicy, RubricVersion
from evaluations.present import Present
from evaluations.rules.rubric import Rubric
from interviews.models import Level, Opening, Question

Format = Literal["text", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One evaluation of a file."""

    read: ReadEvaluation
    version: RubricVersion
    level: str
    candidate: str
    """What the file calls them, or what its place suggests."""
    bank_question: Question | None
    """Where it is worded as in the question bank."""
    lines: tuple[Line, ...]
    """Not understood, or not kept."""

    @property
    def is_document(self) -> bool:
        """It came as people keep them, and not as we wrote it of what was drafted here or elsewhere."""
        return self.read.source == Evaluation.Source.IMPORTED

    @property
    def state(self) -> Present:
        return present.drafted(self.read.sections)

    @property
    def aims(self) -> list[str]:
        return self.version.aims_among(self.bank_question.aims if self.bank_question else ())

    def outcome(self) -> Outcome:
        standing = present.stand(self.state, rubric=self.version.rubric, level=self.level, aims=self.aims)
        return Outcome(
            status=Status.READ,
            candidate=self.candidate,
            level=self.level,
            verdict=standing.decision.verdict,
            counts={name: len(self.read.sections.get(Section(name), ())) for name in COUNTED},
            not_understood=tuple((line.number, line.text) for line in self.lines),
        )


@dataclass
class Reader:
    """Reads the files of one run. `level` is that of a document which states none."""

    opening: Opening | None
    level: str
    format: Format | None = None
    _versions: dict[tuple[str, int], RubricVersion | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises RubricVersion.DoesNotExist where none was ever published."""
        chosen = OpeningPolicy.objects.looked_up(self.opening).version if self.opening else None
        self.version = chosen or RubricVersion.objects.current()
        self._bank = {question.wording: question for question in Question.objects.all()}
        self.level = self.level or (self.opening.level if self.opening else "")

    def understand(self, data: bytes, title: str) -> tuple[Understood, ...]:
        """`title` is what the file's place says it is about. Raises Unreadable, for all of the file or none."""
        found = reading.read(data, self.version.rubric, self.format, self._rubric)
        return tuple(self._understood(one, self._stated_version(one), title) for one in found)

    def _understood(self, evaluation: ReadEvaluation, version: RubricVersion, title: str) -> Understood:
        level = evaluation.level or self.level
        if not level:
            raise Unreadable("It does not say at which level it judges. Say which level such documents have.")
        if level not in Level.values:
            raise Unreadable(f"It judges at the level “{level}”, which Debrief does not have.")
        return Understood(
            read=evaluation,
            version=version,
            level=level,
            candidate=named(evaluation.candidate or "") or named(title) or "?",
            bank_question=self._bank.get(evaluation.question),
            lines=(*evaluation.not_understood, *self._not_kept(evaluation, version)),
        )

    def _stated_version(self, evaluation: ReadEvaluation) -> RubricVersion:
        """The rubric that it was judged by where that is here, else the run's."""
        name, number = evaluation.rubric_name, evaluation.rubric_version
        if name is None or number is None:
            return self.version
        return self._looked_up(name, number) or self.version

    def _rubric(self, name: str, number: int) -> Rubric | None:
        version = self._looked_up(name, number)
        return version.rubric if version else None

    def _looked_up(self, name: str, number: int) -> RubricVersion | None:
        if (name, number) not in self._versions:
            self._versions[name, number] = RubricVersion.objects.filter(name=name, number=number).first()
        return self._versions[name, number]

    def _not_kept(self, evaluation: ReadEvaluation, version: RubricVersion) -> Iterator[Line]:
        stated = (evaluation.rubric_name, evaluation.rubric_version)
        if None not in stated and stated != (version.name, version.number):
            name, number = stated
            yield Line(number=0, text=f"It was judged by the rubric {name} v{number}; here it is shown by {version}.")


def named(text: str) -> str:
    """Fit to be a candidate's name: one line, nothing that no screen shows, no longer than there is room for."""
    shown = "".join(char if char.isprintable() or char in JOINERS else " " for char in text)
    return " ".join(shown.split())[:200].strip(JOINERS)
