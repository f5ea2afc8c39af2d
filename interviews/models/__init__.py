from interviews.models.answers import Answer, Correction, FollowUpReply, PasteDraft, Text, fetch_replies
from interviews.models.candidates import Candidate, Identity
from interviews.models.interviews import Interview, Shadow
from interviews.models.openings import Level, Opening, PanelMember
from interviews.models.people import Role, User
from interviews.models.questions import Question

__all__ = [
    "Answer",
    "Candidate",
    "Correction",
    "FollowUpReply",
    "Identity",
    "Interview",
    "Level",
    "Opening",
    "PanelMember",
    "PasteDraft",
    "Question",
    "Role",
    "Shadow",
    "Text",
    "User",
    "fetch_replies",
]
