"""Independent first, whatever somebody is and whatever has happened."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.members import Member

FACTS = (
    "is_voter",
    "is_chair",
    "has_interviewed",
    "has_signed",
    "has_unsigned",
    "has_recused",
    "has_voted",
    "is_debriefed",
    "is_decided",
)
members = st.builds(Member, **{fact: st.booleans() for fact in FACTS})


@given(members)
def test_nobody_votes_after_seeing_the_others_votes_but_from_the_debrief_on(member: Member) -> None:
    if member.may_vote and member.sees_votes:
        assert member.is_debriefed


@given(members)
def test_who_interviewed_or_knows_the_candidate_neither_votes_nor_decides(member: Member) -> None:
    if member.has_interviewed or member.has_recused:
        assert not any((member.may_vote, member.may_debrief, member.may_decide, member.may_reopen))


@given(members)
def test_who_knows_the_candidate_reads_nothing_of_the_others_before_it_is_decided(member: Member) -> None:
    if member.has_recused and not member.is_decided:
        assert not any((member.sees_votes, member.reads_discussion, member.may_remark))


@given(members)
def test_an_interviewer_reads_no_vote_before_they_signed_and_it_is_decided(member: Member) -> None:
    if member.has_interviewed and not member.is_decided:
        assert not member.sees_votes
    if member.has_unsigned and not member.has_signed:
        assert not any((member.sees_votes, member.reads_discussion, member.sees_decision))


@given(members)
def test_it_is_decided_by_chairs_after_the_debrief_once(member: Member) -> None:
    assert not (member.may_decide and member.may_reopen)
    if member.may_decide:
        assert member.is_chair
        assert member.is_debriefed
        assert not member.is_decided


@given(members)
def test_who_is_nothing_in_it_does_and_sees_nothing(member: Member) -> None:
    if not (member.is_voter or member.is_chair or member.has_interviewed or member.has_recused):
        assert not any((member.may_vote, member.sees_votes, member.reads_discussion, member.may_remark))
