"""What is given of each row. What a table has more, its model's defaults say."""

from evaluations.models import (
    Attempt,
    Comment,
    Decision,
    DecisionWords,
    Deliberation,
    Draft,
    DraftSection,
    Edit,
    Evaluation,
    Look,
    Mention,
    Pass,
    RawReply,
    Recusal,
    RecusalWords,
    Remark,
    Scorecard,
    ScorecardWords,
    Vote,
    VoteWords,
    Wording,
)
from evaluations.samples.rows import Table
from interviews.models import Answer, Candidate, FollowUpReply, Identity, Interview, Shadow, Text

CANDIDATES = Table(Candidate, "id", "status", "withdrawn_at", "created_by_id", "created_at")
IDENTITIES = Table(Identity, "candidate_id", "name", "sort_name")
INTERVIEWS = Table(Interview, "id", "candidate_id", "opening_id", "interviewer_id", "held_on", "created_at")
SHADOWS = Table(Shadow, "interview_id", "user_id")
COMMENTS = Table(Comment, "id", "interview_id", "author_id", "text", "made_at")
TEXTS = Table(Text, "id", "body", "created_by_id", "created_at")
ANSWERS = Table(
    Answer,
    *("id", "interview_id", "question_id", "aims"),
    *("question_text_id", "answer_text_id", "created_by_id", "created_at"),
)
REPLIES = Table(
    FollowUpReply, "id", "answer_id", "number", "question_text_id", "reply_text_id", "created_by_id", "created_at"
)
EVALUATIONS = Table(
    Evaluation,
    *("id", "answer_id", "draft_id", "created_at", "reviewed_at", "reviewed_by_id"),
    *("verdict", "verdict_if_confirmed", "trace", "ruled_on", "override"),
)
DRAFTS = Table(
    Draft,
    *("id", "evaluation_id", "engine", "level", "aims", "rubric_version_id"),
    *("question_text_id", "answer_text_id", "replies_read", "requested_by_id", "requested_at"),
)
PASSES = Table(
    Pass,
    *("id", "draft_id", "kind", "state", "attempts_made"),
    *("due_at", "rung_at", "lease_until", "started_at", "finished_at"),
)
ATTEMPTS = Table(Attempt, "id", "work_id", "number", "outcome", "engine", "prompt_version", "started_at", "duration_ms")
RAW_REPLIES = Table(RawReply, "attempt_id", "body")
SECTIONS = Table(DraftSection, "work_id", "name", "items", "arrived_at")
EDITS = Table(
    Edit, "id", "evaluation_id", "section", "item", "number", "action", "rank", "restores", "author_id", "made_at"
)
WORDINGS = Table(Wording, "edit_id", "item", "reason")
CARDS = Table(
    Scorecard,
    *("id", "interview_id", "number", "opened_by_id", "opened_at", "revision", "own_ratings", "own_verdict"),
    *("signed_at", "signed_by_id", "superseded_at", "rubric_version_id", "level"),
    *("combined", "verdict", "trace", "answers"),
)
CARD_WORDS = Table(ScorecardWords, "scorecard_id", "note", "verdict_reason", "rating_reasons", "reopening_reason")
LOOKS = Table(Look, "interview_id", "admin_id", "made_at")
DELIBERATIONS = Table(
    Deliberation,
    *("id", "candidate_id", "opening_id", "begun_at", "debriefed_at", "debriefed_by_id", "is_decided"),
)
RECUSALS = Table(Recusal, "id", "deliberation_id", "member_id", "made_at")
RECUSAL_WORDS = Table(RecusalWords, "recusal_id", "reason")
VOTES = Table(Vote, "id", "deliberation_id", "member_id", "number", "verdict", "cast_at")
VOTE_WORDS = Table(VoteWords, "vote_id", "reason")
DECISIONS = Table(
    Decision,
    *("id", "deliberation_id", "number", "verdict", "rubric_version_id", "rubric_verdict", "trace"),
    *("decided_by_id", "decided_at", "reopened_by_id", "reopened_at"),
)
DECISION_WORDS = Table(DecisionWords, "decision_id", "reason", "reopening_reason")
REMARKS = Table(
    Remark, "id", "deliberation_id", "author_id", "text", "made_at", "evaluation_id", "item", "about", "addressee_id"
)
MENTIONS = Table(Mention, "remark_id", "person_id", "mailed_at")
