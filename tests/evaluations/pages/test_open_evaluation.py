"""The evaluation page: what it shows to whom, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import moving
from evaluations.evidence.claims import PassKind, Section
from evaluations.models import DraftSection, Evaluation, Pass
from evaluations.pages.section_views import HEADINGS
from interviews.models import Candidate, Role
from tests import factories
from tests.evaluations.cases import ANSWER, drafted, interviewer_of, pass_of, request
from tests.evaluations.pages.visiting import READERS, others, signed_in, wrong_methods
from tests.evaluations.signed import signed

pytestmark = pytest.mark.django_db


def url(evaluation: Evaluation) -> str:
    return f"/evaluations/{evaluation.pk}/"


def page(evaluation: Evaluation) -> str:
    return signed_in(interviewer_of(evaluation)).get(url(evaluation)).text


def test_it_shows_who_was_asked_what_and_every_section() -> None:
    text = page(drafted())
    for part in ("Mara Example", "Backend Engineer", "Junior-Mid", "Answer 1 of 1", "What did you do when it broke?"):
        assert part in text
    assert all(f'<h2 id="heading-{name}">{heading}</h2>' in text for name, heading in HEADINGS.items())
    assert "skeleton" not in text


def test_a_red_flag_that_names_a_forbidden_ground_is_marked_and_stays() -> None:
    evaluation = drafted()
    told = "the rubric lets no red flag rest on that"
    assert told not in page(evaluation)
    flags = DraftSection.objects.get(work__draft=evaluation.draft_id, name=Section.FLAGS)
    flags.items[0]["text"] = "Hard to follow for the accent, and twice two career gaps."
    flags.save()
    marked = page(evaluation)
    assert f"Names accent, career gap: {told}" in marked
    assert "Vagueness" in marked


def test_evidence_is_marked_in_the_answer_and_leads_both_ways() -> None:
    text = page(drafted())
    assert "<mark>Our parcel labels came out blank every Friday.</mark>" in text
    assert 'class="ref" href="#s1"' in text
    assert "Sentence 1:" in text


def test_what_a_candidate_wrote_is_text_and_never_html() -> None:
    hostile = "<img src=x onerror=alert(1)> I fixed it & went home. {{ desk }} {% now 'Y' %} It was fine."
    interview = factories.interview(candidate=factories.candidate(name="<b>Bobby</b>"))
    text = page(drafted(interview, answer=hostile))
    assert "<img" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "{{ desk }} {% now &#x27;Y&#x27; %}" in text
    assert "<b>Bobby" not in text


@pytest.mark.parametrize("answer", ["Tests.", "أصلحت الخادم. ثم نمت.", "🌟🌟🌟", "word " * 9_999 + "end"])
def test_any_answer_can_be_shown(answer: str) -> None:
    assert page(drafted(answer=answer)).count("</html>") == 1


def test_while_it_is_being_drafted_the_places_are_held_and_it_follows() -> None:
    text = page(request())
    assert text.count('class="skeleton"') == len(HEADINGS)
    assert "waiting for a worker" in text
    assert "progress/?seen=wwwwwwwwww" in text
    assert "No verdict yet" in text


def test_a_finished_one_follows_nothing() -> None:
    assert "progress/?seen" not in page(drafted())


def test_a_failed_pass_says_why_in_its_place_and_the_other_stays_usable() -> None:
    evaluation = drafted()
    work = pass_of(evaluation, PassKind.RED_FLAGS)
    work.sections.all().delete()
    Pass.objects.filter(pk=work.pk).update(state=Pass.State.FAILED, failure="The invented line was <cut>.")
    text = page(evaluation)
    assert "The invented line was &lt;cut&gt;." in text
    assert f"/evaluations/{evaluation.pk}/passes/red_flags/retry/" in text
    assert 'id="section-ratings"' in text
    assert "Mark as reviewed" not in text


def test_an_unsupported_claim_is_counted_and_says_so() -> None:
    evaluation = drafted()
    section = pass_of(evaluation).sections.get(name="notes")
    section.items[0] |= {"basis": "unverified", "evidence": []}
    section.save()
    text = page(evaluation)
    assert "1 claim without evidence" in text
    assert "no evidence" in text


def test_a_withdrawn_candidate_is_said_to_be() -> None:
    evaluation = drafted()
    Candidate.objects.update(status=Candidate.Status.WITHDRAWN)
    assert "This candidate has withdrawn." in page(evaluation)


def test_an_answer_says_which_of_the_interview_it_is() -> None:
    first = drafted()
    drafted(first.answer.interview)
    assert "Answer 1 of 2" in page(first)


def test_interviewer_shadow_and_admin_read_it_and_nobody_else() -> None:
    evaluation = drafted()
    assert others(evaluation.answer.interview, lambda client: client.get(url(evaluation))) == READERS


def test_the_committee_reads_it_once_its_scorecard_is_signed() -> None:
    evaluation = Evaluation.objects.get(answer__interview=signed())
    found = others(evaluation.answer.interview, lambda client: client.get(url(evaluation)))
    assert found == {**READERS, "committee": 200}


@pytest.mark.parametrize("role", [Role.ADMIN, Role.COMMITTEE])
def test_who_only_reads_is_offered_nothing_to_change(role: Role) -> None:
    evaluation = Evaluation.objects.get(answer__interview=signed())
    text = signed_in(factories.user(role=role)).get(url(evaluation)).text
    assert "disabled" in text
    for action in ("flags/", "recommendation/", "review/", "move/", "delete/", "paste/"):
        assert f'{action}"' not in text


def test_an_evaluation_that_is_gone_is_not_found() -> None:
    evaluation = drafted()
    client = signed_in(interviewer_of(evaluation))
    moving.delete(evaluation.answer)
    assert client.get(url(evaluation)).status_code == 404


def test_it_costs_as_many_queries_for_much_as_for_little() -> None:
    little, much = drafted(answer="Tests.", flags=(1,)), drafted(answer=ANSWER * 100, flags=(1,) * 40, claims=50)
    drafted(much.answer.interview)
    counts = []
    for evaluation in (little, much):
        client = signed_in(interviewer_of(evaluation))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(evaluation))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


def test_other_methods_are_refused() -> None:
    evaluation = drafted()
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "get") == set()
