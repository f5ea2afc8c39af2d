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
from evaluations.models.house import House, Setting, SettingChange
from evaluations.models.imports import ImportBatch, ImportedEvaluation, ImportedFile, Original
from evaluations.models.looks import Look, attended_by, attends, looks_at
from evaluations.models.own_ratings import OwnRatings
from evaluations.models.reminders import Reminder
from evaluations.models.rubrics import OpeningPolicy, RubricDraft, RubricVersion
from evaluations.models.scorecards import Scorecard, ScorecardWords
from evaluations.models.searchable import Searchable
from evaluations.models.standings import Standing
from evaluations.models.tried_answers import TriedAnswer
from evaluations.models.what_ifs import MovedVerdict, WhatIf

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
    "House",
    "ImportBatch",
    "ImportedEvaluation",
    "ImportedFile",
    "Look",
    "Mention",
    "MovedVerdict",
    "OpeningPolicy",
    "Original",
    "OwnRatings",
    "Pass",
    "RawReply",
    "Recusal",
    "RecusalWords",
    "Remark",
    "Reminder",
    "RubricDraft",
    "RubricVersion",
    "Scorecard",
    "ScorecardWords",
    "Searchable",
    "SectionChoice",
    "Setting",
    "SettingChange",
    "Standing",
    "TriedAnswer",
    "Vote",
    "VoteWords",
    "WhatIf",
    "Wording",
    "attended_by",
    "attends",
    "looks_at",
    "model_of",
]
