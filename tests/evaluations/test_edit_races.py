"""Many people editing the same items at the same moment: nothing is lost, nothing is doubled, all of it is in order."""

from itertools import count
from random import Random

import pytest

from evaluations import present, review
from evaluations.evidence.claims import FlagStatus, Section
from evaluations.models import Edit, Evaluation
from evaluations.present import PresentItem
from evaluations.states import history
from interviews.models import User
from tests.evaluations.cases import drafted, interviewer_of, refreshed
from tests.evaluations.together import all_at_once

RACES = 200
TOGETHER = 4


def try_one(evaluation: Evaluation, by: User, entry: PresentItem, word: str) -> bool:
    """Some edit that fits the item, made on the state in `entry`. Whether it was taken."""
    decision = review.Decision(author=by, item=entry.id, number=entry.number)
    random = Random(word)
    try:
        if entry.section is Section.RATINGS:
            review.rate(evaluation, decision, random.choice(["Strong", "Meets", "Below"]))
        elif entry.section is Section.FLAGS:
            status = random.choice([FlagStatus.CONFIRMED, FlagStatus.DISMISSED])
            review.decide_flag(evaluation, decision, status, random.randint(1, 5))
        else:
            review.reword(evaluation, decision, review.Words(text=word))
    except review.Outdated:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_of_each_race_one_edit_is_taken_and_the_history_holds_all_in_order() -> None:
    evaluation = drafted(claims=2)
    by = interviewer_of(evaluation)
    state = present.read(evaluation)
    entries = [state.items(section)[0] for section in (Section.NOTES, Section.SUMMARY, Section.RATINGS, Section.FLAGS)]
    for race in range(RACES):
        entry = present.read(evaluation).by_id[entries[race % len(entries)].id]
        words = [f"Race {race}, hand {hand}" for hand in range(2)]
        taken = all_at_once(lambda word, on=entry: try_one(evaluation, by, on, word), words)  # type: ignore[misc]
        assert sorted(taken) == [False, True]
    assert Edit.objects.count() == RACES
    for entry in entries:
        edits = list(present.edits_of(evaluation.pk).filter(item=entry.id))
        assert [edit.number for edit in edits] == list(range(2, 2 + RACES // len(entries)))
        assert [edit.made_at for edit in edits] == sorted(edit.made_at for edit in edits)
        states = list(history(entry.section, entry.draft, entry.rank, edits))
        assert states[-1].item == present.read(evaluation).by_id[entry.id].item
    stored = refreshed(evaluation)
    assert stored.draft
    standing = present.stand(
        present.read(stored),
        rubric=stored.draft.rubric_version.rubric,
        level=stored.draft.level,
        aims=stored.draft.aims,
    )
    assert stored.verdict == standing.decision.verdict


@pytest.mark.django_db(transaction=True)
def test_who_tries_until_it_is_taken_loses_no_edit() -> None:
    evaluation = drafted()
    by, numbers = interviewer_of(evaluation), count()
    note = present.read(evaluation).items(Section.NOTES)[0]

    def insist(_: int) -> list[str]:
        written = []
        for _turn in range(RACES // TOGETHER):
            word = f"Word {next(numbers)}"
            while not try_one(evaluation, by, present.read(evaluation).by_id[note.id], word):
                pass
            written.append(word)
        return written

    written = [word for words in all_at_once(insist, range(TOGETHER)) for word in words]
    kept = [edit.wording.item["text"] for edit in present.edits_of(evaluation.pk)]
    assert sorted(kept) == sorted(written)
    assert len(set(kept)) == RACES
