from evaluations.models.drafts import Attempt, Draft, DraftSection, Pass, RawReply
from evaluations.models.edits import Edit, Wording
from evaluations.models.endpoints import EndpointRung, EngineCheck
from evaluations.models.evaluations import Evaluation
from evaluations.models.rubrics import OpeningPolicy, RubricVersion
from evaluations.models.scorecards import Scorecard, ScorecardWords

__all__ = [
    "Attempt",
    "Draft",
    "DraftSection",
    "Edit",
    "EndpointRung",
    "EngineCheck",
    "Evaluation",
    "OpeningPolicy",
    "Pass",
    "RawReply",
    "RubricVersion",
    "Scorecard",
    "ScorecardWords",
    "Wording",
]
