from evaluations.models.choices import SectionChoice
from evaluations.models.comments import Comment
from evaluations.models.drafts import Attempt, Draft, DraftSection, Pass, RawReply
from evaluations.models.edits import Edit, Wording
from evaluations.models.endpoints import EndpointHealth, EndpointPlace, EndpointRung, EngineCheck
from evaluations.models.evaluations import Evaluation
from evaluations.models.handovers import Handover, HandoverWords
from evaluations.models.imports import ImportBatch, ImportedEvaluation, ImportedFile, Original
from evaluations.models.own_ratings import OwnRatings
from evaluations.models.reminders import Reminder
from evaluations.models.rubrics import OpeningPolicy, RubricDraft, RubricVersion
from evaluations.models.scorecards import Scorecard, ScorecardWords
from evaluations.models.what_ifs import MovedVerdict, WhatIf

__all__ = [
    "Attempt",
    "Comment",
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
    "MovedVerdict",
    "OpeningPolicy",
    "Original",
    "OwnRatings",
    "Pass",
    "RawReply",
    "Reminder",
    "RubricDraft",
    "RubricVersion",
    "Scorecard",
    "ScorecardWords",
    "SectionChoice",
    "WhatIf",
    "Wording",
]
