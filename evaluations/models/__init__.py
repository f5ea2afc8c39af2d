from evaluations.models.case_bodies import CaseBody
from evaluations.models.choices import SectionChoice
from evaluations.models.comments import Comment
from evaluations.models.committee import (
    Decision,
    DecisionBasis,
    DecisionWords,
    Deliberation,
    Mention,
    Recusal,
    RecusalWords,
    Remark,
    Vote,
    VoteWords,
)
from evaluations.models.drafts import Attempt, Draft, DraftSection, Pass, RawReply, model_of
from evaluations.models.edits import Edit, Wording
from evaluations.models.endpoints import EndpointHealth, EndpointPlace, EndpointRung, EngineCheck
from evaluations.models.evaluations import Evaluation
from evaluations.models.handovers import Handover, HandoverWords
from evaluations.models.imports import ImportBatch, ImportedEvaluation, ImportedFile, Original
from evaluations.models.looks import Look, attended_by, attends, looks_at
from evaluations.models.own_ratings import OwnRatings
from evaluations.models.reminders import Reminder
from evaluations.models.rubrics import OpeningPolicy, RubricVersion
from evaluations.models.scorecards import Scorecard, ScorecardWords
from evaluations.models.standings import Standing

__all__ = [
    "Attempt",
    "CaseBody",
    "Comment",
    "Decision",
    "DecisionBasis",
    "DecisionWords",
    "Deliberation",
    "Draft",
    "DraftSection",
    "Edit",
    "EndpointHealth",
    "EndpointPlace",
    "EndpointRung",
    "EngineCheck",
    "Evaluation",
    "Handover",
    "HandoverWords",
    "ImportBatch",
    "ImportedEvaluation",
    "ImportedFile",
    "Look",
    "Mention",
    "OpeningPolicy",
    "Original",
    "OwnRatings",
    "Pass",
    "RawReply",
    "Recusal",
    "RecusalWords",
    "Remark",
    "Reminder",
    "RubricVersion",
    "Scorecard",
    "ScorecardWords",
    "SectionChoice",
    "Standing",
    "Vote",
    "VoteWords",
    "Wording",
    "attended_by",
    "attends",
    "looks_at",
    "model_of",
]
