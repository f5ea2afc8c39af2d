from evaluations.models.choices import SectionChoice
from evaluations.models.drafts import Attempt, Draft, DraftSection, Pass, RawReply
from evaluations.models.edits import Edit, Wording
from evaluations.models.endpoints import EndpointHealth, EndpointPlace, EndpointRung, EngineCheck
from evaluations.models.evaluations import Evaluation
from evaluations.models.imports import ImportBatch, ImportedEvaluation, ImportedFile, Original
from evaluations.models.rubrics import OpeningPolicy, RubricVersion

__all__ = [
    "Attempt",
    "Draft",
    "DraftSection",
    "Edit",
    "EndpointHealth",
    "EndpointPlace",
    "EndpointRung",
    "EngineCheck",
    "Evaluation",
    "ImportBatch",
    "ImportedEvaluation",
    "ImportedFile",
    "OpeningPolicy",
    "Original",
    "Pass",
    "RawReply",
    "RubricVersion",
    "SectionChoice",
    "Wording",
]
