from interviews.models.answers import Answer, Correction, FollowUpReply, PasteDraft, Text, fetch_replies
from interviews.models.candidates import Candidate, Identity
from interviews.models.interviews import Interview, Shadow
from interviews.models.invitations import Invitation
from interviews.models.openings import Level, Opening, PanelMember
from interviews.models.people import PersonChange, Role, User
from interviews.models.questions import KitQuestion, Question, QuestionVersion

__all__ = [
    "Answer",
    "Candidate",
    "Correction",
    "FollowUpReply",
    "Identity",
    "Interview",
    "Invitation",
    "KitQuestion",
    "Level",
    "Opening",
    "PanelMember",
    "PasteDraft",
    "PersonChange",
    "Question",
    "QuestionVersion",
    "Role",
    "Shadow",
    "Text",
    "User",
    "fetch_replies",
]
