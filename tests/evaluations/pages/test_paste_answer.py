"""Pasting a question and an answer, with a draft requested for them: all of it or nothing."""

from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evaluations.models import Draft, Evaluation, Pass
from evaluations.moving import move
from interviews.models import Answer, Candidate, Interview, PasteDraft, Text
from tests import factories
from tests.evaluations.cases import ANSWER, RUBRIC, publish_rubric
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db

QUESTION = "What went wrong on a Friday?"
MISREAD = "I didnâ€™t know why the labels were blank. I read the logs."


@pytest.fixture
def interview() -> Interview:
    publish_rubric()
    return factories.interview()


@pytest.fixture
def client(interview: Interview) -> Client:
    return signed_in(interview.interviewer)


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/paste/"


def form(**typed: object) -> dict[str, object]:
    return {"id": uuid4(), "question": QUESTION, "answer": ANSWER, **typed}


def rows() -> list[int]:
    return [model.objects.count() for model in (Answer, Text, Evaluation, Draft, Pass)]


def test_a_pasted_answer_is_on_record_and_its_evaluation_asked_for(client: Client, interview: Interview) -> None:
    response = client.post(url(interview), form())
    evaluation = Evaluation.objects.get()
    assert response.headers["Location"] == f"/evaluations/{evaluation.pk}/"
    assert evaluation.draft
    assert (evaluation.draft.question_text.body, evaluation.draft.answer_text.body) == (QUESTION, ANSWER)
    assert evaluation.draft.level == interview.opening.level
    assert sorted(work.kind for work in Pass.objects.all()) == ["feedback", "red_flags"]


def test_a_free_question_aims_at_every_competency(client: Client, interview: Interview) -> None:
    client.post(url(interview), form())
    assert Draft.objects.get().aims == list(RUBRIC.competency_names)


def test_a_question_of_the_bank_brings_its_aims_unless_it_was_reworded(client: Client, interview: Interview) -> None:
    question = factories.question(aims=["Ownership"])
    client.post(url(interview), form(bank_question=question.pk, question=question.wording))
    client.post(url(interview), form(bank_question=question.pk, question=f"{question.wording} And why?"))
    assert [draft.aims for draft in Draft.objects.order_by("requested_at")] == [
        ["Ownership"],
        list(RUBRIC.competency_names),
    ]


@pytest.mark.parametrize("pk", ["x", str(UUID(int=1)), "x" * 36])
def test_a_question_that_is_not_in_the_bank_is_a_free_one(client: Client, interview: Interview, pk: str) -> None:
    assert client.post(url(interview), form(bank_question=pk)).status_code == 302
    assert Answer.objects.get().question is None


def test_what_was_typed_is_shown_again_until_it_is_submitted(client: Client, interview: Interview) -> None:
    PasteDraft.objects.create(user=interview.interviewer, interview=interview, question="Half a ques", answer="I was")
    page = client.get(url(interview)).text
    assert "Half a ques" in page
    assert ">I was</textarea>" in page
    client.post(url(interview), form())
    assert not PasteDraft.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"answer": ""}, "The answer is empty."),
        ({"answer": " \n\t\u200e "}, "The answer is empty."),
        ({"answer": "a " * 30_000 + "a"}, "The answer has 60,001 characters; at most 50,000 can be kept."),
        ({"answer": "One\x00two three."}, "characters that are not text"),
        ({"question": " "}, "The question is empty."),
        ({"question": "Why? " * 500}, "at most 2,000"),
        ({"question": "Wh\x00y?"}, "characters that are not text"),
    ],
)
def test_what_is_no_text_is_refused_beside_its_field_and_stays_there(
    client: Client, interview: Interview, typed: dict[str, str], told: str
) -> None:
    before = rows()
    response = client.post(url(interview), form(**typed))
    field = next(iter(typed))
    assert response.status_code == 422
    assert told in response.text
    assert response.text.index(f'id="id_{field}"') < response.text.index(told)
    for text in ({"question": QUESTION, "answer": ANSWER} | typed).values():
        assert text.strip() in response.text
    assert rows() == before


@pytest.mark.parametrize(
    "answer",
    [
        "Tests.",
        "\u200fعملت على الخادم وأصلحته.\u200e",
        "I fixed it 👩‍💻🌟 in one day.",
        "a " * 24_999 + "ab",
        '<script>alert(1)</script> & <b>"quotes"</b>',
    ],
)
def test_whatever_is_text_is_kept_as_it_is(client: Client, interview: Interview, answer: str) -> None:
    assert client.post(url(interview), form(answer=answer)).status_code == 302
    assert Answer.objects.get().answer_text.body == answer


def test_line_ends_of_a_browser_are_stored_plain(client: Client, interview: Interview) -> None:
    client.post(url(interview), form(answer="One thing.\r\n\r\nAnother thing.\r\n"))
    assert Answer.objects.get().answer_text.body == "One thing.\n\nAnother thing."


def test_a_text_file_is_taken_for_the_answer(client: Client, interview: Interview) -> None:
    file = SimpleUploadedFile("answer.txt", f"\ufeff{ANSWER}".encode())
    assert client.post(url(interview), form(answer="", file=file)).status_code == 302
    assert Answer.objects.get().answer_text.body == ANSWER


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 ...", "This is a PDF; copy its text instead."),
        (b"\x00\x01\x02\x03", "This file is not a text file."),
        (b"", "The file is empty."),
        (b"word " * 12_000, "The file has 59,999 characters"),
        (b"word " * 50_000, "This file is far larger than an answer can be."),
    ],
)
@pytest.mark.parametrize("typed", ["", "What I typed before.", MISREAD])
def test_a_file_that_cannot_be_taken_is_refused_and_what_was_typed_stays(
    client: Client, interview: Interview, content: bytes, told: str, typed: str
) -> None:
    before = rows()
    response = client.post(url(interview), form(answer=typed, file=SimpleUploadedFile("a.txt", content)))
    assert response.status_code == 422
    assert told in response.text
    assert "The answer is empty" not in response.text
    assert f"{typed}</textarea>" in response.text
    assert rows() == before


def test_a_misread_text_is_shown_mended_before_anything_is_stored(client: Client, interview: Interview) -> None:
    before = rows()
    response = client.post(url(interview), form(answer=MISREAD))
    assert response.status_code == 200
    assert "I didn’t know" in response.text
    assert 'name="repair_decided" value="1"' in response.text
    assert rows() == before
    client.post(url(interview), form(answer=MISREAD, repair_decided="1"))
    assert Answer.objects.get().answer_text.body == MISREAD


def test_a_file_whose_pages_end_is_mended_and_not_refused(client: Client, interview: Interview) -> None:
    response = client.post(url(interview), form(answer="", file=SimpleUploadedFile("a.txt", b"One thing.\x0cAnother.")))
    assert "<del>[page break]</del>" in response.text
    assert 'role="alert">' not in response.text


def test_submitting_the_same_form_twice_makes_one_answer(client: Client, interview: Interview) -> None:
    sent = form()
    first, second = client.post(url(interview), sent), client.post(url(interview), sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert rows() == [1, 2, 1, 1, 2]


def test_a_form_sent_again_after_its_answer_was_moved_leads_to_it(client: Client, interview: Interview) -> None:
    sent = form()
    first = client.post(url(interview), sent)
    move(Answer.objects.get(), factories.interview(interviewer=interview.interviewer), interview.interviewer)
    assert client.post(url(interview), sent).headers["Location"] == first.headers["Location"]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_many_times_at_once_makes_one_answer(interview: Interview) -> None:
    sent = form()
    clients = [signed_in(interview.interviewer) for _ in range(6)]
    places = all_at_once(lambda client: client.post(url(interview), sent).headers["Location"], clients)
    assert set(places) == {f"/evaluations/{Evaluation.objects.get().pk}/"}
    assert rows() == [1, 2, 1, 1, 2]


def test_a_withdrawn_candidate_is_not_evaluated_and_nothing_typed_is_lost(client: Client, interview: Interview) -> None:
    Candidate.objects.update(status=Candidate.Status.WITHDRAWN)
    before = rows()
    response = client.post(url(interview), form())
    assert response.status_code == 409
    assert "has withdrawn" in response.text
    assert QUESTION in response.text
    assert ANSWER in response.text
    assert rows() == before


def test_every_form_has_an_id_of_its_own(client: Client, interview: Interview) -> None:
    ids = {client.get(url(interview)).context["form"]["id"].value() for _ in range(2)}
    assert len(ids) == 2


def test_only_the_interviewer_pastes(interview: Interview) -> None:
    assert others(interview, lambda client: client.get(url(interview))) == INTERVIEWER_ONLY
    assert others(interview, lambda client: client.post(url(interview), form())) == INTERVIEWER_ONLY
    assert not Answer.objects.exists()


def test_other_methods_are_refused(client: Client, interview: Interview) -> None:
    assert wrong_methods(client, url(interview), "get", "post") == set()
