"""PDF packets of what one may read: an evaluation, an interview, a candidate."""

from collections.abc import Callable
from datetime import date
from email.message import Message

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from pytest_django import Settings

from config import checks
from evaluations import review
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from evaluations.packet import pdf
from evaluations.review import Decision
from interviews.models import Candidate, Interview, Role
from tests import factories
from tests.evaluations.cases import ANSWER, drafted, interviewer_of, present_rating
from tests.evaluations.packet.pdfs import Pdf
from tests.evaluations.pages.deciding import add, edit, entry_of
from tests.evaluations.pages.visiting import READERS, looking, others, signed_in, wrong_methods
from tests.evaluations.signed import decide, fill, sign

pytestmark = pytest.mark.django_db

Address = Callable[[Evaluation], str]


def of_evaluation(evaluation: Evaluation) -> str:
    return f"/evaluations/{evaluation.pk}/packet.pdf"


def of_interview(evaluation: Evaluation) -> str:
    return f"/interviews/{evaluation.answer.interview_id}/packet.pdf"


def of_candidate(evaluation: Evaluation) -> str:
    return f"/candidates/{evaluation.answer.interview.candidate_id}/packet.pdf"


each = pytest.mark.parametrize("address", [of_evaluation, of_interview, of_candidate])


def got(client: Client, address: str) -> Pdf:
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/pdf"
    return Pdf(response.content)


def sign_with(evaluation: Evaluation) -> None:
    """The whole interview is decided and signed."""
    decide(evaluation)
    fill(evaluation.answer.interview, verdict="Hire")
    sign(evaluation.answer.interview)


@each
def test_it_holds_the_evaluation_and_its_surroundings(address: Address) -> None:
    evaluation = drafted(factories.interview(held_on=date(2026, 1, 2)))
    text = got(signed_in(interviewer_of(evaluation)), address(evaluation)).text
    for part in ("Mara Example", "What did you do when it broke?", "Hire", "Made", "by Ines Interviewer"):
        assert part in text
    assert ANSWER.partition(". ")[2] in text


def test_it_leads_back_to_the_page(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://debrief.example/"
    evaluation = drafted()
    client = signed_in(interviewer_of(evaluation))
    page = f"/evaluations/{evaluation.pk}/"
    assert got(client, of_evaluation(evaluation)).addresses == [f"https://debrief.example{page}"]
    assert client.get(page).status_code == 200


def test_it_shows_what_a_person_decided() -> None:
    evaluation = drafted()
    entry = present_rating(evaluation)
    interviewer = interviewer_of(evaluation)
    review.rate(evaluation, Decision(author=interviewer, item=entry.id, number=1), "Below")
    text = got(signed_in(interviewer), of_evaluation(evaluation)).text
    assert "changed from Meets+ by Ines Interviewer" in text
    assert "Ownership is rated Below: Leaning No Hire at best. decided" in text


def test_it_shows_what_a_person_wrote_added_and_removed() -> None:
    evaluation = drafted()
    client = signed_in(interviewer_of(evaluation))
    edit(client, evaluation, entry_of(evaluation), text="Said it, in my words")
    add(client, evaluation, Section.STRENGTHS, text="Said nothing of costs")
    edit(client, evaluation, entry_of(evaluation, Section.FLAGS), "remove")
    text = got(client, of_evaluation(evaluation)).text
    assert "Said it, in my words" in text
    assert "changed by Ines Interviewer" in text
    assert "added by Ines Interviewer" in text
    assert "1 item of the draft removed by Ines Interviewer: Vagueness" in text
    assert "1 changed, 1 added, 1 removed by Ines Interviewer" in text


@each
def test_the_file_is_named_after_the_day_and_the_candidate(address: Address) -> None:
    interview = factories.interview(candidate=factories.candidate(name='Zoë "../Exámple'))
    evaluation = drafted(interview)
    header = signed_in(interview.interviewer).get(address(evaluation)).headers["Content-Disposition"]
    message = Message()
    message["Content-Disposition"] = header
    assert message.get_content_disposition() == "attachment"
    assert str(message.get_filename()).startswith(f"{timezone.localdate()} Zoë .. Exámple, ")


def test_an_interview_holds_its_evaluations_and_a_candidate_those_of_all_interviews() -> None:
    first = drafted()
    mine = first.answer.interview
    drafted(mine)
    elsewhere = factories.interview(candidate=mine.candidate, interviewer=mine.interviewer)
    drafted(elsewhere)
    client = signed_in(mine.interviewer)
    assert got(client, of_interview(first)).text.count("Areas for improvement") == 2
    assert got(client, of_candidate(first)).text.count("Areas for improvement") == 3


def test_a_candidates_holds_only_what_is_open_to_who_asks() -> None:
    mine = drafted()
    candidate = mine.answer.interview.candidate
    drafted(factories.interview(candidate=candidate))
    sign_with(drafted(factories.interview(candidate=candidate)))
    committee, admin = factories.user(role=Role.COMMITTEE), looking(*Interview.objects.all())
    seen = {
        who: got(signed_in(who), of_candidate(mine)).text.count("What stronger evidence would have shown")
        for who in (interviewer_of(mine), committee, admin)
    }
    assert list(seen.values()) == [1, 1, 3]


def test_a_panel_member_gets_a_candidates_packet_without_what_was_said_elsewhere() -> None:
    evaluation = drafted()
    member = factories.user()
    evaluation.answer.interview.opening.panel.add(member)
    text = got(signed_in(member), of_candidate(evaluation)).text
    assert "No evaluation of this is open" in text
    assert ANSWER not in text


def test_an_evaluation_is_for_who_may_read_it() -> None:
    evaluation = drafted()
    assert others(evaluation.answer.interview, lambda client: client.get(of_evaluation(evaluation))) == READERS


def test_an_interview_is_for_who_may_read_it() -> None:
    evaluation = drafted()
    found = others(evaluation.answer.interview, lambda client: client.get(of_interview(evaluation)))
    assert found == {**READERS, "committee": 200}


def test_to_a_stranger_a_candidate_does_not_exist() -> None:
    evaluation = drafted()
    assert signed_in(factories.user()).get(of_candidate(evaluation)).status_code == 404
    assert Client().get(of_candidate(evaluation)).status_code == 302


def test_the_committee_gets_an_evaluation_once_its_scorecard_is_signed() -> None:
    evaluation = drafted()
    client = signed_in(factories.user(role=Role.COMMITTEE))
    assert client.get(of_evaluation(evaluation)).status_code == 404
    assert ANSWER.partition(". ")[2] not in got(client, of_interview(evaluation)).text
    sign_with(evaluation)
    assert "Reviewed by Ines Interviewer" in got(client, of_evaluation(evaluation)).text


@each
def test_other_methods_are_refused(address: Address) -> None:
    evaluation = drafted()
    assert wrong_methods(signed_in(interviewer_of(evaluation)), address(evaluation), "get") == set()


@override_settings(DEBRIEF_PAPER="letter")
def test_the_installation_chooses_the_paper() -> None:
    evaluation = drafted()
    page = got(signed_in(interviewer_of(evaluation)), of_evaluation(evaluation)).document[0]
    assert page.get_size() == (612, 792)


def test_a_paper_that_does_not_exist_is_found_before_anybody_prints() -> None:
    assert list(checks.paper()) == []
    with override_settings(DEBRIEF_PAPER="a5"):
        assert [problem.id for problem in checks.paper()] == ["debrief.E006"]


@each
def test_where_none_can_be_made_the_page_says_so(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_COMMAND", ("false",))
    evaluation = drafted()
    client = signed_in(interviewer_of(evaluation))
    response = client.get(address(evaluation), follow=True)
    assert response.status_code == 200
    assert "The PDF could not be made." in response.text


def test_many_cost_as_many_queries_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_COMMAND", ("cat",))

    def queries(evaluation: Evaluation) -> int:
        client = signed_in(interviewer_of(evaluation))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(of_candidate(evaluation)).status_code == 200
        return len(captured)

    few, many = drafted(), drafted()
    for _ in range(3):
        drafted(many.answer.interview)
    assert queries(few) == queries(many) <= 12


def test_pages_lead_to_it() -> None:
    evaluation = drafted()
    interview: Interview = evaluation.answer.interview
    candidate: Candidate = interview.candidate
    client = signed_in(interview.interviewer)
    for page, address in (
        (f"/evaluations/{evaluation.pk}/", of_evaluation),
        (f"/interviews/{interview.pk}/", of_interview),
        (f"/candidates/{candidate.pk}/", of_candidate),
    ):
        assert f'href="{address(evaluation)}"' in client.get(page).text
