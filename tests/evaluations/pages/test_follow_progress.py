"""What a page that follows a draft is sent: what changed since, and nothing more once it is complete."""

import re

import pytest

from evaluations.evidence.claims import Basis, Item, PassKind, Section
from evaluations.models import DraftSection, Evaluation, Pass
from evaluations.pipeline.results import WITHDRAWN
from tests.evaluations.cases import drafted, finish, interviewer_of, pass_of, request
from tests.evaluations.meanwhile import stored_while
from tests.evaluations.pages.visiting import READERS, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


def url(evaluation: Evaluation) -> str:
    return f"/evaluations/{evaluation.pk}/progress/"


def follow(evaluation: Evaluation, seen: str) -> str:
    return signed_in(interviewer_of(evaluation), htmx=True).get(url(evaluation), {"seen": seen}).text


def sections_in(text: str) -> set[str]:
    return set(re.findall(r'id="section-(\w+)"', text))


def test_nothing_new_is_a_fragment_that_asks_again() -> None:
    text = follow(request(), "w" * 10)
    assert sections_in(text) == set()
    assert "progress/?seen=wwwwwwwwww" in text
    assert "hx-swap-oob" not in text


def test_a_pass_that_is_done_comes_with_all_that_follows_from_it() -> None:
    evaluation = request()
    note = Item(text="Found the queue", basis=Basis.UNVERIFIED)
    finish(evaluation, PassKind.RED_FLAGS, {Section.FLAGS: (), Section.JUSTIFICATION: (note,), Section.SUGGESTIONS: ()})
    text = follow(evaluation, "w" * 10)
    assert sections_in(text) == {"flags", "justification", "suggestions"}
    assert "Found the queue" in text
    assert "progress/?seen=wwwwwwwfff" in text
    assert all(f'id="{part}"' in text for part in ("verdict", "review", "facts", "answer-pane", "announcer"))


def test_a_provisional_section_is_shown_and_cannot_be_decided_yet() -> None:
    evaluation = request()
    rating = Item(text="As told", basis=Basis.UNVERIFIED, competency="Ownership", rating="Meets")
    DraftSection.objects.create(
        work=pass_of(evaluation), name=Section.RATINGS, items=[rating.to_json()], is_provisional=True
    )
    text = follow(evaluation, "w" * 10)
    assert "still being drafted" in text
    assert '<fieldset class="rating" disabled>' in text
    assert "progress/?seen=wwwwpwwwww" in text


def test_a_section_on_which_somebody_is_working_is_not_sent_again() -> None:
    evaluation = drafted()
    Pass.objects.filter(kind=PassKind.RED_FLAGS).update(state=Pass.State.RUNNING)
    assert "ratings" not in sections_in(follow(evaluation, "fffffffwww"))


def test_the_last_fragment_asks_no_more() -> None:
    text = follow(drafted(), "wwwwwwwfff")
    assert "hx-get" not in text.partition('id="section-')[0]
    assert "The draft is complete." in text


def test_a_pass_that_is_stored_while_the_page_is_read_is_shown_or_asked_for_again() -> None:
    for evaluation, text in stored_while(lambda evaluation: follow(evaluation, "wwwwwwwfff")):
        again = re.search(r"progress/\?seen=(\w+)", text)
        last = follow(evaluation, again[1]) if again else text
        assert "seen=" not in last
        assert "rating-row" in last
        assert f"<strong>{evaluation.verdict}</strong>" in last.partition('id="verdict"')[2]


@pytest.mark.parametrize("seen", ["", "f", "?" * 50, "\x00", "🌟" * 10])
def test_who_says_nothing_sensible_gets_everything(seen: str) -> None:
    text = follow(drafted(), seen)
    assert {"summary", "flags"} <= sections_in(text)


def test_a_failure_arrives_with_its_words_and_a_way_on() -> None:
    evaluation = request()
    Pass.objects.update(state=Pass.State.FAILED, failure="The invented line was cut.")
    text = follow(evaluation, "w" * 10)
    assert "The invented line was cut." in text
    assert "Try again" in text


def announced(text: str) -> str:
    (said,) = re.findall(r'id="announcer"[^>]*>([^<]*)<', text)
    return str(said).strip()


def test_what_arrives_is_announced() -> None:
    assert announced(follow(drafted(), "w" * 10)).startswith("Notes, Summary, Strengths, ")
    assert announced(follow(drafted(), "fffffffwff")) == "Red flags: arrived. The draft is complete."


@pytest.mark.parametrize("state", [Pass.State.WAITING, Pass.State.FAILED])
def test_what_is_withdrawn_goes_and_that_is_announced(state: Pass.State) -> None:
    evaluation = request()
    Pass.objects.filter(kind=PassKind.FEEDBACK).update(state=state, failure=f"The line was cut. {WITHDRAWN}")
    text = follow(evaluation, "ppwwwwwwww")
    assert {"notes", "summary"} <= sections_in(text)
    assert "still being drafted" not in text
    assert announced(text) == f"Feedback: The line was cut. {WITHDRAWN}"


def test_a_pass_that_waits_for_its_next_try_says_when() -> None:
    evaluation = request()
    Pass.objects.update(failure="The invented endpoint is busy.")
    assert re.search(r"The invented endpoint is busy. Next try at \d\d:\d\d:\d\d", follow(evaluation, "w" * 10))


def test_readers_follow_too() -> None:
    evaluation = request()
    assert others(evaluation.answer.interview, lambda client: client.get(url(evaluation))) == READERS


def test_other_methods_are_refused() -> None:
    evaluation = request()
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation), "get") == set()
