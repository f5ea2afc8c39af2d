"""One case before the committee, as one person may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from evaluations.deliberations.facts import Balloting, Cast, Decided, Recused, Remarked
from evaluations.models import Deliberation
from evaluations.rules.members import Member
from evaluations.rules.rubric import Rubric
from interviews.models import Role, User


@dataclass(frozen=True)
class Deliberated:
    """One case, for one person."""

    deliberation: Deliberation
    rubric: Rubric
    """In whose words the committee votes and decides: that of the opening now."""
    user: User
    own: tuple[bool, ...]
    """Of each interview that they hold in this case: whether it is signed."""
    interviewers: frozenset[UUID]
    """Of the candidate, for whatever opening, as far as this person knows of them."""
    chairs: Mapping[UUID, str]
    recusals: tuple[Recused, ...]
    votes: tuple[Cast, ...]
    decisions: tuple[Decided, ...]
    remarks: tuple[Remarked, ...]

    @cached_property
    def member(self) -> Member:
        chairs = self.user.pk in self.chairs
        return Member(
            is_voter=chairs or self.user.role == Role.COMMITTEE,
            is_chair=chairs or self.user.role == Role.ADMIN,
            has_interviewed=self.user.pk in self.interviewers,
            has_signed=bool(self.own) and all(self.own),
            has_unsigned=not all(self.own),
            has_recused=any(one.member == self.user.pk for one in self.recusals),
            has_voted=any(vote.member == self.user.pk for vote in self.votes),
            is_debriefed=self.deliberation.debriefed_at is not None,
            is_decided=self.decision is not None,
        )

    @property
    def decision(self) -> Decided | None:
        """The one in force."""
        last = self.decisions[-1] if self.decisions else None
        return last if last and last.reopened_at is None else None

    @property
    def reopened(self) -> list[Decided]:
        return [decided for decided in self.decisions if decided.reopened_at]

    @property
    def chairs_named(self) -> str:
        return ", ".join(self.chairs.values())

    @property
    def chairs_out(self) -> list[str]:
        """Those who would vote and decide, had they not interviewed the candidate."""
        return [name for pk, name in self.chairs.items() if pk in self.interviewers]

    @cached_property
    def ballots(self) -> list[Balloting]:
        """In the order of the first votes. Votes of who is recused by now do not count."""
        out = {one.member for one in self.recusals}
        by_member: dict[UUID, list[Cast]] = {}
        for vote in self.votes:
            if vote.member not in out:
                by_member.setdefault(vote.member, []).append(vote)
        return [Balloting(tuple(cast), self.deliberation.debriefed_at) for cast in by_member.values()]

    @property
    def own_ballot(self) -> Balloting | None:
        return next((ballot for ballot in self.ballots if ballot.last.member == self.user.pk), None)

    @property
    def shown_ballots(self) -> list[Balloting]:
        """Everybody's, or only one's own."""
        return [ballot for ballot in self.ballots if self.member.sees_votes or ballot.last.member == self.user.pk]

    @cached_property
    def readable_remarks(self) -> list[Remarked]:
        return [remark for remark in self.remarks if self._may_read(remark)]

    @property
    def number_of_closed_remarks(self) -> int:
        """Those that open with one's own vote; feedback to an interviewer is between the two and not counted."""
        return len([remark for remark in self.remarks if not remark.addressee and not self._may_read(remark)])

    def _may_read(self, remark: Remarked) -> bool:
        if remark.author == self.user.pk:
            return True
        if remark.addressee:
            return self.user.pk == remark.addressee or self.user.role == Role.ADMIN
        return self.member.reads_discussion
