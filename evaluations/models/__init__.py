from evaluations.models.drafts import Attempt, Draft, DraftSection, Pass, RawReply
from evaluations.models.edits import Edit, Wording
from evaluations.models.evaluations import Evaluation
from evaluations.models.rubrics import OpeningRubric, RubricVersion

__all__ = [
    "Attempt",
    "Draft",
    "DraftSection",
    "Edit",
    "Evaluation",
    "OpeningRubric",
    "Pass",
    "RawReply",
    "RubricVersion",
    "Wording",
]
