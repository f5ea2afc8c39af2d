"""Rating before the draft's ratings are seen, where the opening wants it."""

import pytest

from evaluations import redrafting, requests, review, scorecards, signing
from evaluations.evidence.claims import FlagStatus, PassKind, Section
from evaluations.models import Evaluation, OpeningPolicy, OwnRatings, SectionChoice
from evaluations.pipeline import passes
from evaluations.rules.rubric import NOT_ASSESSED
from interviews.models import Interview, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.cases import RUBRIC, drafted, present_flag, publish_rubric, refreshed
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, looking, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db
RATIONALE = "On Ownership"
"""What the cases draft about a rating."""
READERS = ("", "sections/ratings/", "sections/recommendation/", "progress/", "download/json/", "download/markdown/")


@pytest.fixture
def interview() -> Interview:
    publish_rubric()
    interview = factories.interview()
    OpeningPolicy.objects.of(interview.opening)
    OpeningPolicy.objects.update(rate_first=True)
    return interview


@pytest.fixture
def evaluation(interview: Interview) -> Evaluation:
    return drafted(interview)


def url(evaluation: Evaluation) -> str:
    return f"/evaluations/{evaluation.pk}/own/"


def own(rating: str = "Below", verdict: str = "No Hire", **changed: str) -> dict[str, str]:
    rated = {f"own-{field}": rating for field in range(len(RUBRIC.competencies))}
    return {**rated, "verdict": verdict, **changed}


def seen(evaluation: Evaluation, reader: User | None = None) -> str:
    """Everything that a person reads of the evaluation; its interviewer unless another one is given."""
    user = reader or evaluation.answer.interview.interviewer
    client = signed_in(user)
    pages = [client.get(f"/evaluations/{evaluation.pk}/{path}") for path in READERS]
    pages += [
        client.get(f"/answers/{evaluation.answer_id}/state/"),
        client.get(f"/interviews/{evaluation.answer.interview_id}/scorecard/"),
        client.get(f"/interviews/{evaluation.answer.interview_id}/download/csv/"),
        client.get("/"),
    ]
    return "\n".join(b"".join(page).decode(errors="replace") for page in pages)


def test_nothing_of_the_drafts_ratings_leaves_the_server_before_ones_own_are_saved(evaluation: Evaluation) -> None:
    for reader in (None, looking(evaluation.answer.interview)):
        text = seen(evaluation, reader)
        assert RATIONALE not in text
        assert "Solid overall" not in text
        assert "notes 0" in text, "the rest of the draft is there"
    assert refreshed(evaluation).verdict == ""


def test_what_one_thinks_first_the_draft_and_what_is_decided_are_all_kept(evaluation: Evaluation) -> None:
    client = signed_in(evaluation.answer.interview.interviewer)
    response = client.post(url(evaluation), own())
    assert response.headers["Location"] == f"/evaluations/{evaluation.pk}/#section-ratings"
    text = seen(evaluation)
    assert RATIONALE in text
    assert "First rated Below" in text
    assert "recommended No Hire before seeing the draft" in text
    entry = cases.present_rating(refreshed(evaluation))
    decision = review.Decision(author=evaluation.answer.interview.interviewer, item=entry.id, number=entry.number)
    review.rate(refreshed(evaluation), decision, "Meets")
    kept = OwnRatings.objects.get()
    assert (kept.ratings["Ownership"], kept.verdict) == ("Below", "No Hire")
    decided = cases.present_rating(refreshed(evaluation))
    assert decided.draft
    assert (decided.draft.rating, decided.item.rating) == ("Meets+", "Meets")


def test_nothing_is_decided_by_rating_first(evaluation: Evaluation) -> None:
    signed_in(evaluation.answer.interview.interviewer).post(url(evaluation), own())
    assert not cases.present_rating(refreshed(evaluation)).is_decided
    assert refreshed(evaluation).verdict == "Hire"


@pytest.mark.django_db(transaction=True)
def test_one_rates_while_the_draft_is_still_to_come(interview: Interview) -> None:
    evaluation = cases.request(interview)
    signed_in(interview.interviewer).post(url(evaluation), own())
    for kind in PassKind:
        passes.run(cases.pass_of(evaluation, kind).pk)
    assert "First rated Below" in seen(evaluation)
    assert refreshed(evaluation).verdict


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_arrives_gives_no_verdict_before(interview: Interview) -> None:
    evaluation = cases.request(interview)
    for kind in PassKind:
        passes.run(cases.pass_of(evaluation, kind).pk)
    assert refreshed(evaluation).verdict == ""
    assert "Meets" not in seen(evaluation).split("Rate first")[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (own(**{"own-0": ""}), "Not rated yet: Ownership."),
        (own(**{"own-0": "Perfect"}), "Not rated yet: Ownership."),
        (own(verdict=""), "Choose what you would recommend."),
        (own(verdict="Maybe"), "Choose what you would recommend."),
        ({}, "Not rated yet: Ownership, Problem Solving"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays_chosen(
    evaluation: Evaluation, typed: dict[str, str], said: str
) -> None:
    response = signed_in(evaluation.answer.interview.interviewer).post(url(evaluation), typed)
    assert response.status_code == 422
    assert said in response.text
    assert response.text.count('value="Below" required checked') == sum(value == "Below" for value in typed.values())
    assert RATIONALE not in response.text
    assert OwnRatings.objects.count() == 0


def test_not_assessed_is_a_rating_of_ones_own(evaluation: Evaluation) -> None:
    signed_in(evaluation.answer.interview.interviewer).post(url(evaluation), own(NOT_ASSESSED, "Insufficient evidence"))
    assert set(OwnRatings.objects.get().ratings.values()) == {NOT_ASSESSED}


def test_what_was_saved_first_stays(evaluation: Evaluation) -> None:
    client = signed_in(evaluation.answer.interview.interviewer)
    client.post(url(evaluation), own())
    client.post(url(evaluation), own("Strong", "Strong Hire"))
    assert OwnRatings.objects.get().verdict == "No Hire"


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_many_times_at_once_is_saved_once(interview: Interview) -> None:
    evaluation = drafted(interview)
    client = signed_in(interview.interviewer)
    statuses = all_at_once(lambda rating: client.post(url(evaluation), own(rating)).status_code, ("Below", "Meets") * 2)
    assert set(statuses) == {302}
    assert OwnRatings.objects.count() == 1


def test_neither_review_nor_signature_goes_before(evaluation: Evaluation) -> None:
    interviewer = evaluation.answer.interview.interviewer
    entry = present_flag(evaluation)
    decision = review.Decision(author=interviewer, item=entry.id, number=entry.number)
    review.decide_flag(refreshed(evaluation), decision, FlagStatus.DISMISSED, entry.item.severity)
    with pytest.raises(review.Refused, match="Rate first"):
        review.mark_reviewed(refreshed(evaluation), interviewer)
    card = scorecards.current(evaluation.answer.interview)
    assert not card.is_complete
    with pytest.raises(review.Refused):
        signing.sign(evaluation.answer.interview, interviewer, card.seal)


@pytest.mark.django_db(transaction=True)
def test_a_later_draft_shows_no_ratings_either(evaluation: Evaluation) -> None:
    interviewer = evaluation.answer.interview.interviewer
    entry = present_flag(evaluation)
    decision = review.Decision(author=interviewer, item=entry.id, number=entry.number)
    review.decide_flag(refreshed(evaluation), decision, FlagStatus.DISMISSED, entry.item.severity)
    requests.request(evaluation.answer, interviewer)
    later = refreshed(evaluation).proposal
    assert later
    for work in later.passes.all():
        passes.run(work.pk)
    page = signed_in(interviewer).get(f"/evaluations/{evaluation.pk}/again/").text
    assert "beside-notes" in page
    assert "beside-ratings" not in page
    with pytest.raises(redrafting.NotThere, match="Rate first"):
        redrafting.choose(refreshed(evaluation), Section.RATINGS, SectionChoice.Choice.TAKEN, interviewer)


def test_an_opening_that_does_not_want_it_shows_all_at_once() -> None:
    assert RATIONALE in seen(drafted())


def test_only_the_interviewer_rates(evaluation: Evaluation) -> None:
    assert others(evaluation.answer.interview, lambda client: client.post(url(evaluation), own())) == INTERVIEWER_ONLY
    assert OwnRatings.objects.count() == 0


def test_other_methods_are_refused(evaluation: Evaluation) -> None:
    assert wrong_methods(signed_in(evaluation.answer.interview.interviewer), url(evaluation), "post") == set()
