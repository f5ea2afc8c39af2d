"""What is made for samples is what the product would have made: replayed, exported and imported, and looked at."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from evaluations import present, records, review, samples
from evaluations.evidence.claims import FlagStatus, Section
from evaluations.forms.json_form import to_json
from evaluations.models import Edit, Evaluation, Scorecard, ScorecardWords
from evaluations.review import Decision, Words
from interviews.models import Candidate, Interview, Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in

pytestmark = pytest.mark.django_db

STANDING = ("verdict", "verdict_if_confirmed", "trace", "override")


def edits_of(evaluation: UUID) -> list[dict[str, Any]]:
    names = ("section", "item", "number", "action", "rank", "restores", "author", "wording__item", "wording__reason")
    return [dict(edit) for edit in Edit.objects.filter(evaluation=evaluation).order_by("made_at").values(*names)]


def replay(evaluation: Evaluation, edit: dict[str, Any]) -> None:
    """As the interviewer did it on the page."""
    author, item = evaluation.answer.interview.interviewer, edit["wording__item"]
    decision = Decision(author=author, item=edit["item"], number=edit["number"] - 1)
    words = Words(text=item["text"], label=item.get("label", ""), severity=item.get("severity", 0))
    section, action, reason = Section(edit["section"]), edit["action"], edit["wording__reason"]
    if action == Edit.Action.ADDED:
        review.add(evaluation, author, section, edit["item"], words)
    elif action == Edit.Action.REWORDED:
        review.reword(evaluation, decision, words)
    elif action == Edit.Action.UNDONE:
        review.undo(evaluation, decision)
    elif action == Edit.Action.REMOVED:
        review.remove(evaluation, decision)
    elif action == Edit.Action.MOVED:
        review.move(evaluation, decision, up=True)
    elif section is Section.RATINGS:
        review.rate(evaluation, decision, item["rating"], reason)
    elif section is Section.FLAGS:
        review.decide_flag(evaluation, decision, FlagStatus(item["status"]), item["severity"])
    else:
        review.override(evaluation, decision, item["override"], reason)


def test_every_edit_is_what_review_makes_of_it() -> None:
    samples.make(30)
    ScorecardWords.objects.all().delete()
    Scorecard.objects.all().delete()
    kinds = set()
    for evaluation in Evaluation.objects.with_facts():
        edits = edits_of(evaluation.pk)
        standing = {name: getattr(evaluation, name) for name in STANDING}
        Edit.objects.filter(evaluation=evaluation).delete()
        present.restand(evaluation)
        for edit in edits:
            replay(evaluation, edit)
        evaluation.refresh_from_db()
        assert edits_of(evaluation.pk) == edits
        assert {name: getattr(evaluation, name) for name in STANDING} == standing
        kinds |= {edit["action"] for edit in edits}
    assert kinds == set(Edit.Action) - {Edit.Action.SUPPORTED, Edit.Action.PUT_BACK, Edit.Action.VERIFIED}


def exported() -> dict[str, Any]:
    """By id what the JSON form says of each, but for who it was and where."""
    found = {record.id: to_json(record) for record in records.of(Evaluation.objects.all())}
    for form in found.values():
        del form["candidate"]["id"], form["interview"], form["reviewed_by"]
    return found


def test_exported_and_imported_elsewhere_they_are_equal(tmp_path: Path) -> None:
    with transaction.atomic():
        samples.make(20)
        before = exported()
        call_command("export_evaluation", "--all", "--format", "json", "--output", str(tmp_path / "all.zip"))
        transaction.set_rollback(True)
    call_command("load_rubrics", stderr=io.StringIO())
    call_command("load_questions", stderr=io.StringIO())
    factories.user(role=Role.ADMIN)
    call_command("import_evaluations", str(tmp_path / "all.zip"), stdout=io.StringIO(), stderr=io.StringIO())
    assert len(before) > 20
    assert exported() == before


def pages_of(candidate: Candidate) -> Iterator[str]:
    yield reverse("interviews:candidate", args=[candidate.pk])
    for interview in Interview.objects.filter(candidate=candidate):
        yield reverse("interviews:interview", args=[interview.pk])
        yield reverse("evaluations:scorecard", args=[interview.pk])
    for evaluation in Evaluation.objects.filter(answer__interview__candidate=candidate):
        yield reverse("evaluations:evaluation", args=[evaluation.pk])


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.ADMIN])
def test_all_pages_of_a_signed_candidate_open(role: Role) -> None:
    candidate = samples.make_signed(interviews=2, answers=4)
    client = signed_in(User.objects.filter(role=role)[0])
    statuses = {page: client.get(page).status_code for page in pages_of(candidate)}
    assert set(statuses.values()) == {200}
    assert len(statuses) == 1 + 2 * 2 + 4


def test_an_interviewer_opens_every_interview_of_theirs() -> None:
    samples.make(20)
    interviews = Interview.objects.select_related("interviewer")
    refused = [
        interview.pk
        for interview in interviews
        if signed_in(interview.interviewer).get(reverse("evaluations:scorecard", args=[interview.pk])).status_code
        != 200
    ]
    assert len(interviews) > 20
    assert refused == []
