"""What one person may do and see in a deliberation, from what they are in it. Independent first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    is_voter: bool = False
    """Of the committee, or a chair of the opening."""
    is_chair: bool = False
    """Of the opening; an admin stands in for one."""
    has_interviewed: bool = False
    """The candidate, for whatever opening."""
    has_signed: bool = False
    """Every interview of their own in this case."""
    has_unsigned: bool = False
    """Some interview of their own in this case."""
    has_recused: bool = False
    """By their own word: they know the candidate."""
    has_voted: bool = False
    is_debriefed: bool = False
    is_decided: bool = False

    @property
    def is_out(self) -> bool:
        """Neither votes nor decides."""
        return self.has_interviewed or self.has_recused

    @property
    def may_vote(self) -> bool:
        """Once before the others' votes are seen; again from the debrief on."""
        return self.is_voter and not self.is_out and not self.is_decided and (not self.has_voted or self.is_debriefed)

    @property
    def may_recuse(self) -> bool:
        return self.is_voter and not self.is_out and not self.is_decided

    @property
    def may_return(self) -> bool:
        """Take the own recusal back."""
        return self.has_recused and not self.is_decided

    @property
    def sees_votes(self) -> bool:
        """What the others voted, not only who did."""
        if self.has_unsigned:
            return False
        if self.is_out:
            return self.is_decided and (self.is_voter or self.is_chair or self.has_signed)
        return (self.is_voter and self.has_voted) or (self.is_debriefed and (self.is_voter or self.is_chair))

    @property
    def reads_discussion(self) -> bool:
        """Interviewers from their signature on, voters from their vote on, everybody concerned from the debrief on."""
        if self.has_recused:
            return self.sees_votes
        return (self.has_interviewed and self.has_signed) or self.sees_votes

    @property
    def may_remark(self) -> bool:
        """Who has not voted yet may ask, and reads only what they said themselves."""
        if self.has_recused:
            return False
        return self.reads_discussion or (self.is_voter and not self.has_interviewed)

    @property
    def sees_decision(self) -> bool:
        """What was decided; that it was, everybody sees who sees the candidate."""
        return not self.has_unsigned and (self.is_voter or self.is_chair or self.has_signed)

    @property
    def may_debrief(self) -> bool:
        return self.is_chair and not self.is_out and not self.is_debriefed and not self.is_decided

    @property
    def may_decide(self) -> bool:
        return self.is_chair and not self.is_out and self.is_debriefed and not self.is_decided

    @property
    def may_reopen(self) -> bool:
        return self.is_chair and not self.is_out and self.is_decided
