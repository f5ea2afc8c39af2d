"""Handing an interview over before it is signed: to somebody else on the panel, with a reason, nothing lost."""

from collections.abc import Callable

import pytest
from django.test import Client

from evaluations import present, review, scorecards, signing
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation, Handover, HandoverWords, Scorecard
from interviews.models import Interview, PasteDraft, Role, User
from tests import factories
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.signed import fill, ready, reopen, sign, signed
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db

WHY = "I leave on Friday."


@pytest.fixture
def pia() -> User:
    return factories.user(name="Pia Panel")


@pytest.fixture
def interview(pia: User) -> Interview:
    return ready(factories.interview(opening=factories.opening(panel=[pia])))


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/hand-over/"


def form(interview: Interview, taker: User, **typed: object) -> dict[str, object]:
    return {"giver": interview.interviewer_id, "taker": taker.pk, "reason": WHY, **typed}


def hand_over(interview: Interview, taker: User, client: Client | None = None, **typed: object) -> int:
    client = client or signed_in(interview.interviewer)
    return client.post(url(interview), form(interview, taker, **typed)).status_code


def test_whoever_takes_it_on_goes_on_with_it_and_the_giver_reads_it_no_more(interview: Interview, pia: User) -> None:
    evaluation = Evaluation.objects.get()
    giver, taker = signed_in(interview.interviewer), signed_in(pia)
    assert "Pia Panel" in giver.get(url(interview)).text
    assert taker.get(f"/evaluations/{evaluation.pk}/").status_code == 404
    assert hand_over(interview, pia) == 302
    assert "Mark as reviewed" in taker.get(f"/evaluations/{evaluation.pk}/").text
    assert giver.get(f"/evaluations/{evaluation.pk}/").status_code == 404
    assert evaluation.pk in [one.pk for one in taker.get("/").context["to_review"]]


def test_who_wrote_what_stays_visible_with_when_and_why(interview: Interview, pia: User) -> None:
    ines = interview.interviewer
    fill(
        interview, note="Strong on causes.", ratings={"Ownership": "Strong"}, rating_reasons={"Ownership": "As a whole"}
    )
    hand_over(interview, pia)
    kept = Handover.objects.get()
    assert (kept.giver, kept.taker, kept.passed_by, kept.words.reason) == (ines, pia, ines, WHY)
    edits = present.read(Evaluation.objects.get()).items(Section.RATINGS)
    assert {entry.last_edit.author for entry in edits if entry.last_edit} == {ines}
    text = signed_in(pia).get(f"/interviews/{interview.pk}/scorecard/").text.partition("Handed over")[2]
    for told in ("From Ines Interviewer to Pia Panel", WHY, "Hire", "Strong on causes.", "As a whole"):
        assert told in text


def test_the_taker_decides_anew_before_signing(interview: Interview, pia: User) -> None:
    fill(interview, verdict="Hire", ratings={"Ownership": "Below"}, verdict_reason="A good day.")
    hand_over(interview, pia)
    interview.refresh_from_db()
    card = scorecards.current(interview)
    assert (card.scorecard.own_verdict, card.scorecard.own_ratings, card.words.verdict_reason) == ("", {}, "")
    with pytest.raises(review.Refused):
        sign(interview)
    fill(interview, verdict="Hire")
    assert sign(interview).scorecard.signed_by == pia


def test_what_was_typed_and_not_submitted_goes_along_unless_the_taker_typed_too(
    interview: Interview, pia: User
) -> None:
    typed = PasteDraft.objects.create(interview=interview, user=interview.interviewer, answer="Then we")
    hand_over(interview, pia)
    typed.refresh_from_db()
    assert typed.user == pia
    interview.refresh_from_db()
    back = factories.user()
    interview.opening.panel.add(back)
    PasteDraft.objects.create(interview=interview, user=back, answer="I did")
    hand_over(interview, back)
    assert PasteDraft.objects.get(user=back).answer == "I did"


def test_an_admin_hands_over_for_somebody_who_has_left(interview: Interview, pia: User) -> None:
    admin = factories.user(role=Role.ADMIN)
    User.objects.filter(pk=interview.interviewer_id).update(is_active=False)
    assert hand_over(interview, pia, signed_in(admin)) == 302
    kept = Handover.objects.get()
    assert (kept.giver_id, kept.passed_by) == (interview.interviewer_id, admin)


def test_nobody_else_can(interview: Interview, pia: User) -> None:
    expected = {**INTERVIEWER_ONLY, "admin": 200}
    assert others(interview, lambda client: client.get(url(interview))) == expected
    sent = form(interview, pia)
    assert others(interview, lambda client: client.post(url(interview), sent)) == {**INTERVIEWER_ONLY, "admin": 302}


def test_who_had_it_before_cannot_take_it_from_who_has_it_now(interview: Interview, pia: User) -> None:
    before, other = interview.interviewer, factories.user()
    interview.opening.panel.add(other)
    hand_over(interview, pia)
    interview.refresh_from_db()
    assert hand_over(interview, other, signed_in(before)) == 404
    assert Handover.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reason": " "}, "Say in a sentence why"),
        ({"reason": "x" * 2_001}, "2,000"),
        ({"taker": ""}, "Choose who takes it on."),
        ({"taker": "nobody"}, "Choose who takes it on."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    interview: Interview, pia: User, typed: dict[str, str], told: str
) -> None:
    response = signed_in(interview.interviewer).post(url(interview), {**form(interview, pia), **typed})
    assert response.status_code == 422
    assert told in response.text
    assert (f'value="{pia.pk}" checked' if "reason" in typed else WHY) in response.text
    assert not Handover.objects.exists()


def test_it_goes_to_nobody_off_the_panel(interview: Interview) -> None:
    committee, left = factories.user(role=Role.COMMITTEE), factories.user()
    interview.opening.panel.add(committee, left)
    User.objects.filter(pk=left.pk).update(is_active=False)
    for person in (factories.user(), committee, left):
        assert hand_over(interview, person) == 422
    assert not Handover.objects.exists()


def test_where_nobody_else_is_on_the_panel_the_page_says_so() -> None:
    alone = factories.interview()
    assert "Nobody else is on the panel" in signed_in(alone.interviewer).get(url(alone)).text


def test_a_signed_one_stays_and_a_reopened_one_can_go(interview: Interview, pia: User) -> None:
    sign(interview)
    client = signed_in(interview.interviewer)
    assert "is signed, so it stays with Ines Interviewer" in client.get(url(interview)).text
    assert hand_over(interview, pia) == 422
    reopen(interview)
    assert hand_over(interview, pia) == 302
    assert Scorecard.objects.get(number=1).signed_by == interview.interviewer, "what was signed stays signed by them"


def test_the_same_form_sent_again_changes_nothing(interview: Interview, pia: User) -> None:
    client, sent = signed_in(interview.interviewer), form(interview, pia)
    assert [client.post(url(interview), sent).status_code for _ in range(2)] == [302, 302]
    admin = signed_in(factories.user(role=Role.ADMIN))
    assert admin.post(url(interview), sent).status_code == 302
    assert Handover.objects.count() == HandoverWords.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_it_over_at_once_one_is_told_who_has_it(interview: Interview, pia: User) -> None:
    other = factories.user(name="Otto Panel")
    interview.opening.panel.add(other)
    admin = factories.user(role=Role.ADMIN)
    statuses = all_at_once(lambda taker: hand_over(interview, taker, signed_in(admin)), [pia, other])
    assert sorted(statuses) == [302, 409]
    assert Interview.objects.get().interviewer == Handover.objects.get().taker


@pytest.mark.django_db(transaction=True)
def test_it_is_handed_over_or_signed_never_both(interview: Interview, pia: User) -> None:
    ines, seal = interview.interviewer, scorecards.current(interview).seal

    def act(what: str) -> None:
        if what == "hand over":
            hand_over(interview, pia)
            return
        signed_in(ines).post(f"/interviews/{interview.pk}/scorecard/sign/", {"seal": seal})

    all_at_once(act, ["hand over", "sign"])
    is_signed = Scorecard.objects.is_signed(interview.pk)
    assert (is_signed, Handover.objects.exists()) in [(True, False), (False, True)]


def test_who_had_the_page_open_saves_signs_and_reopens_nothing_any_more(interview: Interview, pia: User) -> None:
    before = Interview.objects.select_related("interviewer").get()
    ines, seal = before.interviewer, scorecards.current(before).seal
    hand_over(interview, pia)
    acts: list[Callable[[], None]] = [
        lambda: signing.save(before, ines, signing.Filled(verdict="Hire"), 1),
        lambda: signing.sign(before, ines, seal),
        lambda: signing.reopen(before, ines, "Mine after all", 1),
    ]
    for act in acts:
        with pytest.raises(review.Outdated, match="handed over"):
            act()


def test_other_methods_are_refused(interview: Interview) -> None:
    assert wrong_methods(signed_in(interview.interviewer), url(interview), "get", "post") == set()


def test_it_is_not_offered_where_it_is_signed() -> None:
    interview = signed()
    assert url(interview) not in signed_in(interview.interviewer).get(f"/interviews/{interview.pk}/scorecard/").text
