"""The page of an imported evaluation: as any other, with the document behind it."""

import io
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.documents import batches, working
from evaluations.documents.finding import in_uploads
from evaluations.evidence.claims import Section
from evaluations.models import Draft, Evaluation, ImportedEvaluation, ImportedFile, Original, Pass
from evaluations.present import read
from interviews.models import User
from tests import factories
from tests.evaluations.cases import interviewer_of, present_flag, present_rating, publish_rubric, refreshed
from tests.evaluations.documents.samples import document
from tests.evaluations.pages.deciding import add, edit, entry_of, send
from tests.evaluations.pages.visiting import READERS, looking, others, signed_in, wrong_methods

UNCLEAR = "Confidence: 80%"

pytestmark = pytest.mark.django_db


def imported(text: str, *, name: str = "Mara Example.md", interviewer: User | None = None) -> list[Evaluation]:
    publish_rubric()
    interviewer = interviewer or factories.user(name="Ines Interviewer")
    upload = SimpleNamespace(name=name, file=io.BytesIO(text.encode()))
    batch = batches.receive(in_uploads([upload]), by=interviewer, interviewer=interviewer, opening=None, level="")
    working.work(batch.pk)
    batches.start(batch)
    working.work(batch.pk)
    links = ImportedEvaluation.objects.filter(file__batch=batch).order_by("number")
    return [refreshed(link.evaluation) for link in links]


@pytest.fixture
def evaluation() -> Evaluation:
    return imported(document(unclear=UNCLEAR, verdict="Strong Hire"))[0]


def url(evaluation: Evaluation, more: str = "") -> str:
    return f"/evaluations/{evaluation.pk}/{more}"


def page(evaluation: Evaluation, user: User | None = None) -> str:
    return signed_in(user or interviewer_of(evaluation)).get(url(evaluation)).text


def test_it_says_that_it_was_imported_and_by_whom(evaluation: Evaluation) -> None:
    text = page(evaluation)
    assert "Imported from a document" in text
    assert "of 3 January 2026" in text
    assert "imported by Ines Interviewer" in text
    assert "rules, not by a model" not in text
    assert "Drafted by" not in text


def test_the_verdict_is_the_documents_and_the_trace_says_what_the_rules_give(evaluation: Evaluation) -> None:
    text = page(evaluation)
    assert "As the document says." in text
    assert "The document says Strong Hire; the rules give Hire." in text
    assert "The engine itself" not in text
    assert "the document says Meets+" in text


def test_once_a_person_has_changed_something_the_rules_decide(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_rating(evaluation), rating="Below")
    changed = refreshed(evaluation)
    assert changed.verdict == "Leaning No Hire"
    assert changed.trace[-1] == ["The document said Strong Hire.", False]
    assert "As the document says." not in page(evaluation)


@pytest.mark.parametrize("section", [Section.RATINGS, Section.RECOMMENDATION])
def test_to_say_or_to_show_it_otherwise_is_not_to_judge_otherwise(evaluation: Evaluation, section: Section) -> None:
    client = signed_in(interviewer_of(evaluation))
    edit(client, evaluation, entry_of(evaluation, section), text="In words of my own")
    edit(client, evaluation, entry_of(evaluation, section), "evidence", sentence=1)
    assert entry_of(evaluation, section).item.evidence
    assert refreshed(evaluation).verdict == "Strong Hire"
    assert "As the document says." in page(evaluation)


def test_a_rating_of_ones_own_stays_that_when_it_is_shown_to_rest_on_something(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    send(client, evaluation, present_rating(evaluation), rating="Below")
    edit(client, evaluation, present_rating(evaluation), "evidence", sentence=1)
    assert present_rating(evaluation).item.evidence
    assert refreshed(evaluation).verdict == "Leaning No Hire"


def test_a_flag_of_ones_own_makes_the_rules_decide_and_removing_one_of_the_documents_does_not(
    evaluation: Evaluation,
) -> None:
    client = signed_in(interviewer_of(evaluation))
    edit(client, evaluation, present_flag(evaluation), "remove")
    assert refreshed(evaluation).verdict == "Strong Hire"
    add(client, evaluation, Section.FLAGS, label="Blames others", severity=4, text="")
    assert refreshed(evaluation).verdict == "Leaning No Hire"


def test_keeping_what_the_document_says_keeps_its_verdict(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    for entry in read(evaluation).items(Section.RATINGS):
        send(client, evaluation, entry, rating=entry.item.rating)
    assert refreshed(evaluation).verdict == "Strong Hire"


def test_it_is_decided_and_reviewed_as_any_other(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    assert "8 to decide" in page(evaluation)
    for entry in read(evaluation).items(Section.RATINGS):
        send(client, evaluation, entry, rating=entry.item.rating)
    send(client, evaluation, present_flag(evaluation), status="dismissed", severity=2)
    client.post(url(evaluation, "review/"))
    assert refreshed(evaluation).reviewed_by == interviewer_of(evaluation)


def test_nothing_offers_to_draft_it_again(evaluation: Evaluation) -> None:
    client = signed_in(interviewer_of(evaluation))
    assert "Try again" not in page(evaluation)
    for kind in ("feedback", "red_flags"):
        client.post(url(evaluation, f"passes/{kind}/retry/"))
    client.post(url(evaluation, "cancel/"))
    assert {work.state for work in Pass.objects.all()} == {"done"}


def test_an_engines_draft_arrives_beside_the_document_never_in_its_place(evaluation: Evaluation) -> None:
    signed_in(interviewer_of(evaluation)).post(url(evaluation, "again/"), {"engine": "builtin"})
    asked = refreshed(evaluation)
    assert asked.draft == evaluation.draft
    assert asked.proposal
    assert (asked.verdict, asked.proposal.engine) == (evaluation.verdict, "builtin")
    assert "Imported from a document" in page(asked)


def test_moved_to_an_opening_of_another_level_it_stays_as_the_document_says(evaluation: Evaluation) -> None:
    target = factories.interview(interviewer=interviewer_of(evaluation), opening=factories.opening(level="Staff"))
    client = signed_in(interviewer_of(evaluation))
    address = f"/answers/{evaluation.answer_id}/move/"
    assert "What the document says and what you decided stay as they are." in client.get(address).text
    client.post(address, {"interview": target.pk})
    assert refreshed(evaluation).answer.interview == target
    assert Draft.objects.get().level == "Junior-Mid"


def test_lines_that_were_not_understood_are_there_for_the_interviewer(evaluation: Evaluation) -> None:
    admin = looking(evaluation.answer.interview)
    assert UNCLEAR in page(evaluation)
    assert "not understood" in page(evaluation)
    assert UNCLEAR not in page(evaluation, admin)


def test_the_document_comes_byte_for_byte_to_whoever_may_read_it(evaluation: Evaluation) -> None:
    response = signed_in(interviewer_of(evaluation)).get(url(evaluation, "original/"))
    assert response.content == document(unclear=UNCLEAR, verdict="Strong Hire").encode()
    assert response.headers["Content-Disposition"] == 'attachment; filename="Mara Example.md"'
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert others(evaluation.answer.interview, lambda client: client.get(url(evaluation, "original/"))) == READERS
    assert f'href="{url(evaluation, "original/")}"' in page(evaluation)


def test_a_document_with_more_than_one_may_read_is_not_given() -> None:
    """Two evaluations in one file, one of which went to somebody else."""
    first, second = imported(document() + "\n\n" + document(question="Second?"))
    elsewhere = factories.interview()
    second.answer.interview = elsewhere
    second.answer.save()
    assert signed_in(interviewer_of(first)).get(url(first, "original/")).status_code == 404
    assert url(first, "original/") not in page(first)
    assert signed_in(looking(first.answer.interview, elsewhere)).get(url(first, "original/")).status_code == 200


def test_once_its_document_is_erased_the_page_stays(evaluation: Evaluation) -> None:
    Original.objects.all().delete()
    assert "Imported from a document" in page(evaluation)
    assert "original/" not in page(evaluation)


def test_a_deleted_answer_takes_its_document_along_and_can_be_imported_again(evaluation: Evaluation) -> None:
    signed_in(interviewer_of(evaluation)).post(f"/answers/{evaluation.answer_id}/delete/")
    assert not any(table.objects.exists() for table in (Evaluation, Original, ImportedFile, ImportedEvaluation))
    (again,) = imported(document(unclear=UNCLEAR, verdict="Strong Hire"))
    assert again.verdict == "Strong Hire"


def test_what_else_came_from_the_document_of_a_deleted_answer_stays() -> None:
    first, second = imported(document() + "\n\n" + document(question="Second?"))
    signed_in(interviewer_of(first)).post(f"/answers/{first.answer_id}/delete/")
    assert list(Evaluation.objects.all()) == [second]
    assert not Original.objects.exists()
    assert "Imported from a document" in page(second)


def test_it_takes_a_constant_number_of_queries() -> None:
    def queries(text: str) -> int:
        (evaluation,) = imported(text)
        client = signed_in(interviewer_of(evaluation))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(evaluation))
        return len(captured)

    assert queries(document()) == queries(document(unclear="\n".join(f"Odd {n}: {n}%" for n in range(30))))


def test_wrong_methods(evaluation: Evaluation) -> None:
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation, "original/"), "get") == set()
