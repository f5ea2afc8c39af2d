"""Correcting what was pasted as an answer: every quote is looked for in it, and nothing is lost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations import moving, present, records, requests, review
from evaluations.evidence.claims import Basis, PassKind, Section, Span
from evaluations.models import Edit, Evaluation, Pass
from evaluations.pipeline import claiming, leases, passes
from evaluations.rules.rubric import NOT_ASSESSED
from interviews.models import Correction, Text
from tests.evaluations import cases
from tests.evaluations.cases import ANSWER, drafted, interviewer_of, present_rating, refreshed
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.signed import signed
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db
QUOTE = "Our parcel labels came out blank every Friday."
"""What everything rests on that the cases draft."""
ELSEWHERE = f"It was 2019, in my first month. {ANSWER}"
WITHOUT = ANSWER.replace(QUOTE, "Our labels came out blank on some days.")


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


@pytest.fixture
def client(evaluation: Evaluation) -> Client:
    return signed_in(interviewer_of(evaluation))


def url(evaluation: Evaluation) -> str:
    return f"/evaluations/{evaluation.pk}/correct/"


def typed(evaluation: Evaluation, answer: str) -> dict[str, str]:
    return {"shown": str(refreshed(evaluation).answer.answer_text_id), "answer": answer}


def correct(client: Client, evaluation: Evaluation, answer: str) -> str:
    return client.post(url(evaluation), typed(evaluation, answer), follow=True).text


def quoted(evaluation: Evaluation) -> set[str]:
    """The words that the evidence of everything points at."""
    now = refreshed(evaluation)
    spans = [span for entry in present.read(now).by_id.values() for span in entry.item.evidence]
    return {now.answer.answer_text.body[span.start : span.end] for span in spans}


def test_quotes_that_still_stand_are_found_where_they_stand_now(client: Client, evaluation: Evaluation) -> None:
    page = correct(client, evaluation, ELSEWHERE)
    assert "Every quote that is not edited since still stands in it." in page
    assert quoted(evaluation) == {QUOTE}
    assert refreshed(evaluation).verdict == evaluation.verdict
    (record,) = records.of(Evaluation.objects.all())
    assert record.answer == ELSEWHERE
    assert (record.changed, record.added, record.removed) == ({}, {}, ()), "no person changed a word of it"


def test_quotes_that_no_longer_stand_are_told_and_what_rested_on_them_is_not_believed(
    client: Client, evaluation: Evaluation
) -> None:
    page = correct(client, evaluation, WITHOUT)
    assert "points rest on words that are no longer there" in page
    assert QUOTE in page
    assert "Draft again with the corrected answer" in page
    assert quoted(evaluation) == set()
    state = present.read(refreshed(evaluation))
    assert {entry.item.rating for entry in state.items(Section.RATINGS)} == {NOT_ASSESSED}
    assert {entry.item.basis for entry in state.items(Section.NOTES)} == {Basis.UNVERIFIED}
    assert refreshed(evaluation).verdict == "Insufficient evidence"


def test_a_persons_own_rating_stays_and_one_that_was_kept_is_to_be_decided_anew(
    client: Client, evaluation: Evaluation
) -> None:
    for competency, rating in (("Ownership", "Below"), ("Execution", "Meets+")):
        entry = present_rating(evaluation, competency)
        decision = review.Decision(author=interviewer_of(evaluation), item=entry.id, number=entry.number)
        review.rate(evaluation, decision, rating)
    Evaluation.objects.update(reviewed_at=timezone.now(), reviewed_by=interviewer_of(evaluation))
    correct(client, evaluation, WITHOUT)
    changed, kept = (present_rating(refreshed(evaluation), name) for name in ("Ownership", "Execution"))
    assert (changed.item.rating, changed.is_decided) == ("Below", True)
    assert (kept.item.rating, kept.item.claimed_rating, kept.is_decided) == (NOT_ASSESSED, "Meets+", False)
    assert refreshed(evaluation).reviewed_at is None


def test_what_a_person_changed_stays_visible_as_theirs(client: Client, evaluation: Evaluation) -> None:
    entry = present.read(evaluation).items(Section.NOTES)[0]
    decision = review.Decision(author=interviewer_of(evaluation), item=entry.id, number=entry.number)
    review.reword(evaluation, decision, review.Words(text="In my own words"))
    page = correct(client, evaluation, ELSEWHERE)
    assert "Reworded · " in page
    (record,) = records.of(Evaluation.objects.all())
    assert list(record.changed) == [entry.id]


def test_evidence_by_hand_takes_the_note_away(client: Client, evaluation: Evaluation) -> None:
    correct(client, evaluation, WITHOUT)
    entry = present.read(refreshed(evaluation)).items(Section.NOTES)[0]
    assert entry.lost == QUOTE
    decision = review.Decision(author=interviewer_of(evaluation), item=entry.id, number=entry.number)
    start = WITHOUT.index("I wrote a small job")
    end = WITHOUT.index(" Since then")
    review.attach(refreshed(evaluation), decision, [Span("answer", start, end)])
    now = present.read(refreshed(evaluation)).items(Section.NOTES)[0]
    assert (now.lost, now.item.basis) == ("", Basis.QUOTED)


def test_a_later_draft_reads_the_corrected_answer_and_arrives_beside(client: Client, evaluation: Evaluation) -> None:
    correct(client, evaluation, WITHOUT)
    requests.request(refreshed(evaluation).answer, interviewer_of(evaluation))
    now = refreshed(evaluation)
    assert now.proposal
    assert now.proposal.answer_text_id == now.answer.answer_text_id


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_being_made_is_given_up_and_made_of_the_corrected_answer() -> None:
    evaluation = cases.request()
    old = claiming.claim(cases.pass_of(evaluation).pk)
    assert old
    correct(signed_in(interviewer_of(evaluation)), evaluation, WITHOUT)
    now = refreshed(evaluation)
    assert now.draft
    assert now.draft.answer_text_id == now.answer.answer_text_id
    assert not leases.held(old.work, old.token).exists()
    for kind in PassKind:
        passes.run(cases.pass_of(now, kind).pk)
    assert present.read(refreshed(now)).sections.keys() == set(Section)
    assert all(quote in WITHOUT for quote in quoted(now))


def test_a_pass_that_failed_before_is_not_tried_again_on_the_old_answer(client: Client, evaluation: Evaluation) -> None:
    Pass.objects.filter(draft=evaluation.draft_id, kind=PassKind.RED_FLAGS).update(state=Pass.State.FAILED)
    correct(client, evaluation, WITHOUT)
    client.post(f"/evaluations/{evaluation.pk}/passes/red_flags/retry/")
    waiting = Pass.objects.filter(state__in=Pass.UNFINISHED).select_related("draft")
    assert {one.draft.answer_text_id for one in waiting} == {refreshed(evaluation).answer.answer_text_id}


def test_a_later_draft_of_the_old_answer_is_given_up(client: Client, evaluation: Evaluation) -> None:
    correct(client, evaluation, ELSEWHERE)
    requests.request(refreshed(evaluation).answer, interviewer_of(evaluation))
    correct(client, evaluation, WITHOUT)
    assert refreshed(evaluation).proposal is None
    assert not Pass.objects.filter(state__in=Pass.UNFINISHED).exists()


def test_the_history_shows_every_quote_in_the_text_that_it_was_made_of(client: Client, evaluation: Evaluation) -> None:
    entry = present.read(evaluation).items(Section.NOTES)[0]
    correct(client, evaluation, ELSEWHERE)
    correct(client, evaluation, WITHOUT)
    page = client.get(f"/evaluations/{evaluation.pk}/items/{entry.id}/history/").text
    assert page.count("Looked for in the corrected answer") == 2
    assert f"“{QUOTE}”" in page or QUOTE in page
    assert "It was 2019" not in page


def test_nothing_before_a_correction_is_undone(client: Client, evaluation: Evaluation) -> None:
    correct(client, evaluation, ELSEWHERE)
    entry = present.read(refreshed(evaluation)).items(Section.NOTES)[0]
    assert not entry.may_be_undone
    author = interviewer_of(evaluation)
    words = review.Words(text="Mine")
    review.reword(refreshed(evaluation), review.Decision(author=author, item=entry.id, number=2), words)
    review.undo(refreshed(evaluation), review.Decision(author=author, item=entry.id, number=3))
    with pytest.raises(review.Refused):
        review.undo(refreshed(evaluation), review.Decision(author=author, item=entry.id, number=4))
    assert quoted(evaluation) == {QUOTE}


def test_ratings_that_are_hidden_still_are_looked_for_too(client: Client, evaluation: Evaluation) -> None:
    Evaluation.objects.update(hides_ratings=True)
    page = correct(client, evaluation, ELSEWHERE)
    assert "On Ownership" not in page
    assert refreshed(evaluation).hides_ratings
    own = {f"own-{field}": "Below" for field in range(7)}
    client.post(f"/evaluations/{evaluation.pk}/own/", {**own, "verdict": "No Hire"})
    assert present_rating(refreshed(evaluation)).item.evidence
    assert quoted(evaluation) == {QUOTE}


def test_the_same_text_again_is_no_correction(client: Client, evaluation: Evaluation) -> None:
    correct(client, evaluation, ANSWER)
    assert (Correction.objects.count(), Edit.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("answer", "said"), [("", "aria-invalid"), ("x" * 60_000, "characters"), ("a\x00b", "not text")]
)
def test_what_is_no_answer_is_refused_and_stays_in_the_form(
    client: Client, evaluation: Evaluation, answer: str, said: str
) -> None:
    response = client.post(url(evaluation), typed(evaluation, answer))
    assert response.status_code == 422
    assert said in response.text
    assert answer.strip("\x00b")[:100] in response.text
    assert Correction.objects.count() == 0


def test_who_comes_second_keeps_their_text_and_sees_what_holds(client: Client, evaluation: Evaluation) -> None:
    late = typed(evaluation, WITHOUT)
    correct(client, evaluation, ELSEWHERE)
    response = client.post(url(evaluation), late)
    assert response.status_code == 409
    assert "Somebody corrected this answer" in response.text
    assert "It was 2019" in response.text
    assert "Our labels came out blank on some days." in response.text
    assert refreshed(evaluation).answer.answer_text.body == ELSEWHERE


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_first_and_the_others_are_told() -> None:
    evaluation = drafted()
    client, texts = signed_in(interviewer_of(evaluation)), [f"{ANSWER} And {word}." for word in ("one", "two", "three")]
    sent = [typed(evaluation, text) for text in texts]
    statuses = all_at_once(lambda form: client.post(url(evaluation), form).status_code, sent)
    assert sorted(statuses) == [302, 409, 409]
    assert Correction.objects.count() == 1


def test_a_signed_interview_is_not_corrected() -> None:
    interview = signed()
    evaluation = Evaluation.objects.get(answer__interview=interview)
    response = signed_in(interview.interviewer).post(url(evaluation), typed(evaluation, WITHOUT))
    assert response.status_code == 409
    assert "is signed" in response.text
    assert Correction.objects.count() == 0


def test_it_takes_as_many_statements_for_many_items_as_for_few() -> None:
    def count(claims: int) -> int:
        evaluation = drafted(claims=claims)
        client, form = signed_in(interviewer_of(evaluation)), typed(evaluation, ELSEWHERE)
        with CaptureQueriesContext(connection) as captured:
            client.post(url(evaluation), form)
        return len(captured)

    assert count(2) == count(40)


def test_every_version_goes_with_the_answer(client: Client, evaluation: Evaluation) -> None:
    for answer in (ELSEWHERE, WITHOUT, ELSEWHERE):
        correct(client, evaluation, answer)
    moving.delete(refreshed(evaluation).answer)
    assert Text.objects.count() == 0


def test_only_the_interviewer_corrects(evaluation: Evaluation) -> None:
    def send(client: Client) -> object:
        return client.post(url(evaluation), typed(evaluation, WITHOUT))

    assert others(evaluation.answer.interview, send) == INTERVIEWER_ONLY  # type: ignore[arg-type]
    assert Correction.objects.count() == 0


def test_other_methods_are_refused(client: Client, evaluation: Evaluation) -> None:
    assert wrong_methods(client, url(evaluation), "get", "post") == set()
