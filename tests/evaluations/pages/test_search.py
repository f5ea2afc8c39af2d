"""Looking for words in answers and evaluations: found is what the person can read, as it stands now."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import correcting, moving, present, review, searching
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation, OpeningPolicy, Searchable
from interviews.models import Role, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.cases import ANSWER, drafted, interviewer_of, refreshed
from tests.evaluations.pages.deciding import entry_of
from tests.evaluations.pages.visiting import looking, signed_in
from tests.evaluations.signed import ready, reopen, sign

pytestmark = pytest.mark.django_db
SEARCH = reverse("evaluations:search")


def found(user: User, typed: str) -> list[Evaluation]:
    response = signed_in(user).get(SEARCH, {"q": typed})
    assert response.status_code == 200
    return [one.evaluation for one in response.context.get("found", [])]


def shown(user: User, typed: str) -> str:
    return " ".join(signed_in(user).get(SEARCH, {"q": typed}).content.decode().split())


def reword(evaluation: Evaluation, text: str, section: Section = Section.STRENGTHS) -> None:
    entry = entry_of(evaluation, section)
    made = review.Decision(author=interviewer_of(evaluation), item=entry.id, number=entry.number)
    review.reword(refreshed(evaluation), made, review.Words(text=text))


@pytest.fixture
def evaluation() -> Evaluation:
    return drafted()


@pytest.fixture
def ines(evaluation: Evaluation) -> User:
    return interviewer_of(evaluation)


@pytest.mark.parametrize("typed", ["printer", "PRINTER logs", "print", "log queue", "“printer”", "weeks/found", "a"])
def test_an_answer_is_found_by_its_words_in_any_order(evaluation: Evaluation, ines: User, typed: str) -> None:
    assert found(ines, typed) == [evaluation]


@pytest.mark.parametrize(
    "typed", ["rinter", "printer unicorn", "f", "", "!!!", "\0", ":* | unicorn", "-printer unicorn", "x" * 5000]
)
def test_what_stands_nowhere_finds_nothing(evaluation: Evaluation, ines: User, typed: str) -> None:
    assert found(ines, typed) == []


def test_it_says_where_with_the_words_marked_and_leads_to_the_sentence(evaluation: Evaluation, ines: User) -> None:
    page = shown(ines, "printer")
    assert "I read the <mark>printer</mark> logs for two weeks" in page
    assert f'href="/evaluations/{evaluation.pk}/#s2"' in page
    assert "Mara Example" in page
    assert reverse("interviews:interview", args=[evaluation.answer.interview_id]) in page


def test_what_was_said_is_shown_as_text(ines: User, evaluation: Evaluation) -> None:
    drafted(evaluation.answer.interview, answer="I wrote <b>unicorn</b> & <script>alert(1)</script> into the page.")
    page = shown(ines, "unicorn")
    assert "I wrote &lt;b&gt;<mark>unicorn</mark>&lt;/b&gt; &amp; &lt;script&gt;" in page
    assert "<script>alert" not in page


def test_questions_replies_and_every_section_are_looked_through(evaluation: Evaluation, ines: User) -> None:
    factories.follow_up(answer=evaluation.answer, reply="A giraffe told me.")
    assert found(ines, "broke") == [evaluation], "the question"
    assert found(ines, "giraffe") == [], "which no draft has read: its page does not show it either"
    for section in (Section.NOTES, Section.SUGGESTIONS, Section.FOLLOW_UP_QUESTIONS):
        assert found(ines, section.value) == [evaluation]
    assert found(ines, "solid overall vagueness") == [evaluation], "the recommendation, and what a flag is called"
    assert "#item-" in shown(ines, "vagueness")


def test_other_words_are_found_and_the_ones_before_are_not(evaluation: Evaluation, ines: User) -> None:
    assert found(ines, "strengths") == [evaluation]
    reword(evaluation, "Knows unicorns")
    assert found(ines, "unicorns") == [evaluation]
    assert found(ines, "strengths") == []


def test_what_is_removed_is_found_again_once_it_is_put_back(evaluation: Evaluation, ines: User) -> None:
    entry = entry_of(evaluation, Section.STRENGTHS)
    for act, expected in ((review.remove, []), (review.put_back, [evaluation])):
        number = present.read(refreshed(evaluation)).find(entry.id)
        assert number
        act(refreshed(evaluation), review.Decision(author=ines, item=entry.id, number=number.number))
        assert found(ines, "strengths") == expected


def test_a_corrected_answer_is_found_by_what_it_says_now(evaluation: Evaluation, ines: User) -> None:
    pinned = str(evaluation.answer.answer_text_id)
    correcting.correct(evaluation.answer, ANSWER.replace("printer", "scanner"), ines, shown=pinned)
    assert found(ines, "scanner") == [evaluation]
    assert found(ines, "printer") == []


def test_a_deleted_answer_is_not_found(evaluation: Evaluation, ines: User) -> None:
    moving.delete(evaluation.answer)
    assert found(ines, "printer") == []
    assert not Searchable.objects.exists()


def test_ratings_hidden_until_the_own_ones_are_saved_are_found_by_nobody() -> None:
    cases.publish_rubric()
    interview = factories.interview()
    OpeningPolicy.objects.of(interview.opening)
    OpeningPolicy.objects.update(rate_first=True)
    evaluation = drafted(interview)
    for user in (interview.interviewer, looking(interview)):
        assert found(user, "solid overall") == [], "the recommendation"
        assert found(user, "on ownership") == [], "a rating"
        assert found(user, "printer") == [evaluation]


def test_before_it_is_signed_only_who_was_there_finds_it_and_who_looked_on_record(evaluation: Evaluation) -> None:
    interview = evaluation.answer.interview
    shadow, panel = factories.user(), factories.user()
    interview.shadows.create(user=shadow)
    interview.opening.panel.add(panel)
    committee, admin = factories.user(role=Role.COMMITTEE), factories.user(role=Role.ADMIN)
    for user, expected in (
        (shadow, [evaluation]),
        (looking(interview), [evaluation]),
        (panel, []),
        (factories.user(), []),
        (committee, []),
        (admin, []),
    ):
        assert found(user, "printer") == expected
        assert ("parcel" in shown(user, "printer")) == bool(expected)


def test_signed_it_is_found_by_the_committee_and_reopened_it_is_not() -> None:
    interview = ready()
    evaluation = Evaluation.objects.get()
    committee = factories.user(role=Role.COMMITTEE)
    assert found(committee, "printer") == []
    sign(interview)
    assert found(committee, "printer") == [evaluation]
    reopen(interview)
    assert found(committee, "printer") == []


def test_a_colleagues_is_found_once_the_own_one_is_signed() -> None:
    theirs = ready()
    sign(theirs)
    own = factories.interview(candidate=theirs.candidate, opening=theirs.opening)
    theirs.opening.panel.add(own.interviewer)
    ready(own)
    assert len(found(own.interviewer, "printer")) == 1
    sign(own)
    assert len(found(own.interviewer, "printer")) == 2


def test_the_newest_come_first_in_pages_that_keep_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PER_PAGE", 2)
    interview = factories.interview()
    made = [drafted(interview) for _ in range(3)]
    client = signed_in(interview.interviewer)
    response = client.get(SEARCH, {"q": "printer"})
    assert [one.evaluation for one in response.context["found"]] == [made[2], made[1]]
    assert f"?q=printer&amp;after={made[1].pk}" in response.text
    after = client.get(SEARCH, {"q": "printer", "after": str(made[1].pk)})
    assert [one.evaluation for one in after.context["found"]] == [made[0]]


def test_a_page_of_which_nothing_is_left_leads_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PER_PAGE", 1)
    interview = factories.interview()
    newer = [drafted(interview) for _ in range(2)][-1]
    reword(newer, "Otherwise")
    page = shown(interview.interviewer, "strengths")
    assert f"?q=strengths&amp;after={newer.pk}" in page
    assert "There may be more further on" in page


def test_the_number_of_queries_does_not_grow() -> None:
    interview = factories.interview()
    counts = set()
    for number in (1, 9):
        for _ in range(number):
            drafted(interview, claims=number)
        client = signed_in(interview.interviewer)
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(SEARCH, {"q": "printer"}).context["found"]) >= number
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 9


def test_words_are_only_added_so_that_of_two_who_write_at_once_both_are_found(evaluation: Evaluation) -> None:
    words = Searchable.objects.get().words
    reword(evaluation, "Knows unicorns")
    assert set(words.split()) < set(Searchable.objects.get().words.split())


def test_what_is_loaded_in_bulk_is_found_once_it_is_all_there() -> None:
    with Searchable.objects.filled_afterwards():
        evaluation = drafted()
        reword(evaluation, "Knows unicorns")
        assert found(interviewer_of(evaluation), "printer") == []
    for typed in ("printer", "unicorns", "solid"):
        assert found(interviewer_of(evaluation), typed) == [evaluation]


def test_what_is_stored_again_writes_nothing(evaluation: Evaluation, ines: User) -> None:
    def version() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT ctid FROM evaluations_searchable")
            return cursor.fetchone()

    before = version()
    entry = entry_of(evaluation, Section.RATINGS)
    review.rate(refreshed(evaluation), review.Decision(author=ines, item=entry.id, number=entry.number), "Meets+")
    assert version() == before


def test_it_is_for_reading_by_people_who_signed_in(client: Client) -> None:
    assert client.get(SEARCH).status_code == 302
    client.force_login(factories.user())
    assert client.post(SEARCH).status_code == 405
    assert "Type words" in client.get(SEARCH).content.decode()
