"""Cases read from the database. One query for all of a candidate."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from evaluations.deliberations.case import Deliberated
from evaluations.deliberations.facts import Cast, Decided, Recused, Remarked
from evaluations.models import (
    Decision,
    Deliberation,
    OpeningPolicy,
    Recusal,
    Remark,
    RubricVersion,
    Scorecard,
    Vote,
)
from interviews import blind
from interviews.models import Interview, PanelMember, User


def deliberations(found: "QuerySet[Deliberation]") -> "QuerySet[Deliberation]":
    """With everything that `deliberated` reads."""
    chairs = PanelMember.objects.filter(opening=OuterRef("opening"), seat=PanelMember.Seat.CHAIR).order_by("user__name")
    policy = OpeningPolicy.objects.filter(opening=OuterRef("opening"))
    return found.annotate(
        version=Subquery(policy.values("version")[:1]),
        chair_rows=ArraySubquery(chairs.values(row=JSONObject(member="user", name="user__name"))),
        recusal_rows=ArraySubquery(
            Recusal.objects.filter(deliberation=OuterRef("pk"), withdrawn_at=None)
            .order_by("made_at")
            .values(row=JSONObject(member="member", name="member__name", reason="words__reason"))
        ),
        vote_rows=ArraySubquery(
            Vote.objects.filter(deliberation=OuterRef("pk"))
            .order_by("cast_at", "number")
            .values(
                row=JSONObject(
                    member="member",
                    name="member__name",
                    number="number",
                    verdict="verdict",
                    at="cast_at",
                    reason="words__reason",
                )
            )
        ),
        decision_rows=ArraySubquery(
            Decision.objects.filter(deliberation=OuterRef("pk"))
            .order_by("number")
            .values(
                row=JSONObject(
                    id="id",
                    number="number",
                    verdict="verdict",
                    rubric_verdict="rubric_verdict",
                    by="decided_by__name",
                    at="decided_at",
                    reason="words__reason",
                    reopened_by="reopened_by__name",
                    reopened_at="reopened_at",
                    reopening_reason="words__reopening_reason",
                    basis="basis__decision",
                )
            )
        ),
        remark_rows=ArraySubquery(
            Remark.objects.filter(deliberation=OuterRef("pk"))
            .order_by("made_at")
            .values(
                row=JSONObject(
                    author="author",
                    name="author__name",
                    text="text",
                    at="made_at",
                    evaluation="evaluation",
                    item="item",
                    about="about",
                    addressee="addressee",
                    addressee_name="addressee__name",
                )
            )
        ),
    )


def locked(candidate: UUID, opening: UUID, user: User) -> Deliberated | None:
    """As it stands, and nobody else changes it until the transaction ends; for who acts, not to be shown. None while
    nothing is signed."""
    found = Deliberation.objects.filter(candidate=candidate, opening=opening)
    if not found.select_for_update().exists():
        return None
    held = Interview.objects.filter(candidate=candidate)
    signed = Exists(Scorecard.objects.in_force().filter(interview=OuterRef("pk")))
    own = held.filter(opening=opening, interviewer=user).annotate(is_signed=signed)
    with blind.everything_shown():  # what somebody typed before is compared with what they type now
        return deliberated(
            deliberations(found).get(),
            user,
            interviewers=held.values_list("interviewer", flat=True),
            own=own.values_list("is_signed", flat=True),
        )


def deliberated(row: Deliberation, user: User, *, interviewers: Iterable[UUID], own: Iterable[bool]) -> Deliberated:
    """`row` is one of `deliberations`, `interviewers` all of the candidate that the person knows of, `own` as there."""
    rows: Any = row
    return Deliberated(
        deliberation=row,
        rubric=RubricVersion.objects.rubric(rows.version or RubricVersion.objects.current().pk),
        user=user,
        own=tuple(own),
        interviewers=frozenset(interviewers),
        chairs={UUID(one["member"]): one["name"] for one in rows.chair_rows},
        recusals=tuple(
            Recused(UUID(one["member"]), one["name"], blind.shown(one["reason"] or "")) for one in rows.recusal_rows
        ),
        votes=tuple(Cast.of(one) for one in rows.vote_rows),
        decisions=tuple(Decided.of(one) for one in rows.decision_rows),
        remarks=tuple(Remarked.of(one) for one in rows.remark_rows),
    )
