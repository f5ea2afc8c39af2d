"""Candidates of one opening beside each other: in which order, which of them, what is told first, and to whom."""

import random
import re
from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.models import (
    Attempt,
    Decision,
    Deliberation,
    Draft,
    OpeningPolicy,
    Pass,
    RubricVersion,
    Scorecard,
    Standing,
)
from evaluations.rules.rubric import NOT_ASSESSED
from interviews.blind import pseudonym
from interviews.models import Candidate, Opening, PanelMember, Role, User
from tests import factories
from tests.evaluations import cases
from tests.evaluations.comparisons import scored, stored
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.signed import reopen, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> User:
    return factories.user(role=Role.COMMITTEE)


@pytest.fixture
def opening() -> Opening:
    cases.publish_rubric()
    return factories.opening()


@pytest.fixture
def three(opening: Opening) -> Opening:
    scored(opening, "Anna", verdict="Leaning Hire", Ownership="Meets", Execution="Strong")
    scored(opening, "Béla", verdict="Strong Hire", Ownership="Strong")
    scored(opening, "Cleo", verdict="No Hire", Ownership="Below", Execution="Meets")
    return opening


def page(user: User, opening: Opening, **asked: object) -> str:
    address = f"/openings/{opening.pk}/compare/?{urlencode(asked, doseq=True)}"
    return re.sub(r"\s+", " ", signed_in(user).get(address).text)


def names(user: User, opening: Opening, **asked: object) -> list[str]:
    """In the order of the list."""
    return re.findall(r'<th scope="row">.*?#case-[^>]*>([^<]*)</a>', page(user, opening, **asked))


def row(user: User, opening: Opening, name: str, **asked: object) -> str:
    rows = page(user, opening, **asked).split("<tr>")
    return next(each for each in rows if f">{name}</a>" in each)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Anna", "Béla", "Cleo"]),
        ({"sort": "name", "order": "falling"}, ["Cleo", "Béla", "Anna"]),
        ({"sort": "mean", "order": "falling"}, ["Béla", "Anna", "Cleo"]),
        ({"sort": "mean", "about": "Ownership"}, ["Cleo", "Anna", "Béla"]),
        ({"sort": "mean", "about": "Execution", "order": "falling"}, ["Anna", "Cleo", "Béla"]),
        ({"sort": "mean", "about": "Execution"}, ["Cleo", "Anna", "Béla"]),
        ({"sort": "signed", "order": "falling"}, ["Cleo", "Béla", "Anna"]),
        ({"sort": "magic", "about": "Charm", "order": "sideways", "page": "many"}, ["Anna", "Béla", "Cleo"]),
    ],
)
def test_it_is_sorted_as_the_address_says(
    committee: User, three: Opening, asked: dict[str, str], expected: list[str]
) -> None:
    assert names(committee, three, **asked) == expected


def test_the_widest_spread_comes_first(committee: User, three: Opening) -> None:
    cleo = Candidate.objects.get(identity__name="Cleo")
    scored(three, candidate=cleo, by=factories.user(), verdict="Hire")
    assert names(committee, three, sort="spread", order="falling")[0] == "Cleo"
    scored(three, candidate=Candidate.objects.get(identity__name="Anna"), by=factories.user(), verdict="Leaning Hire")
    assert names(committee, three, sort="spread") == ["Anna", "Cleo", "Béla"], "one interview has no spread"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"verdict": "No Hire"}, ["Cleo"]),
        ({"competency": "Ownership", "at_least": "Meets"}, ["Anna", "Béla"]),
        ({"competency": "Execution", "at_least": "Meets"}, ["Anna", "Cleo"]),
        ({"competency": "Execution"}, ["Anna", "Béla", "Cleo"]),
        ({"status": "withdrawn"}, ["Dora"]),
        ({"status": "all", "sort": "mean", "about": "Ownership"}, ["Dora", "Cleo", "Anna", "Béla"]),
        ({"verdict": "Perhaps", "competency": "Charm", "at_least": "Lots"}, ["Anna", "Béla", "Cleo"]),
    ],
)
def test_it_is_narrowed_as_the_address_says(
    committee: User, three: Opening, asked: dict[str, str], expected: list[str]
) -> None:
    dora = scored(three, "Dora", verdict="Hire", Ownership="Concern")
    Candidate.objects.filter(pk=dora.pk).update(status=Candidate.Status.WITHDRAWN)
    assert names(committee, three, **asked) == expected


def test_where_nobody_matches_it_says_so_and_leads_back(committee: User, three: Opening) -> None:
    shown = page(committee, three, verdict="Leaning No Hire")
    assert "No candidate matches." in shown
    assert f"/openings/{three.pk}/compare/?status=all" in shown


def test_a_mean_comes_with_its_range_and_what_nobody_assessed_is_named(committee: User, three: Opening) -> None:
    anna = Candidate.objects.get(identity__name="Anna")
    scored(three, candidate=anna, by=factories.user(), verdict="Hire", Ownership="Strong")
    shown = row(committee, three, "Anna")
    assert '4.0<span class="range">Meets to Strong</span>' in shown
    assert "2 signed" in shown
    assert "mean 3.5" in shown
    assert shown.count("not assessed, key") == 1, "Problem Solving"


def test_every_page_together_is_everybody_once_with_the_unrated_last(committee: User, opening: Opening) -> None:
    chance = random.Random(7)
    words = [*cases.RUBRIC.rating_words, NOT_ASSESSED]
    for number in range(57):
        scored(opening, f"Candidate {number}", Ownership=chance.choice(words))
    factories.interview(opening=opening, candidate=factories.candidate(name="Candidate unsigned"))
    standings = Standing.objects.filter(about="Ownership").select_related("candidate__identity")
    means = {standing.candidate.name: float(standing.mean or 0) for standing in standings}
    orders = {}
    for order in ("rising", "falling"):
        asked = {"sort": "mean", "about": "Ownership", "order": order}
        orders[order] = names(committee, opening, **asked) + names(committee, opening, **asked, page=2)
        assert len(set(orders[order])) == len(orders[order]) == 58
        assert {name in means for name in orders[order][: len(means)]} == {True}
        found = [means[name] for name in orders[order][: len(means)]]
        assert found == sorted(found, reverse=order == "falling")
    assert orders["rising"][: len(means)] == orders["falling"][: len(means)][::-1]
    assert orders["rising"][len(means) :] == orders["falling"][len(means) :]


def test_what_is_not_signed_is_pending_and_says_nothing(committee: User, opening: Opening) -> None:
    interview = signed(factories.interview(opening=opening, candidate=factories.candidate(name="Anna")))
    assert "1 signed" in row(committee, opening, "Anna")
    reopen(interview)
    shown = row(committee, opening, "Anna")
    assert "1 pending" in shown
    assert "Hire" not in shown
    assert names(committee, opening, verdict="Hire") == []


def test_a_panel_interviewer_sees_what_is_open_to_them_and_nothing_of_the_rest(three: Opening) -> None:
    omar = factories.user(name="Omar Other")
    three.panel.add(omar)
    anna, cleo = (Candidate.objects.get(identity__name=name) for name in ("Anna", "Cleo"))
    scored(three, candidate=anna, by=omar, verdict="Leaning Hire", Ownership="Meets")
    shown = row(omar, three, "Cleo")
    assert "1 signed, not open to you" in shown
    assert "No Hire" not in shown
    assert names(omar, three, sort="mean", about="Ownership") == ["Anna", "Béla", "Cleo"]
    assert names(omar, three, sort="signed", order="falling") == ["Anna", "Béla", "Cleo"]
    assert names(omar, three, verdict="No Hire") == []
    assert names(omar, three, competency="Ownership", at_least="Concern") == ["Anna"]
    beside = page(omar, three, **{"with": [anna.pk, cleo.pk]})
    assert "1 signed, not open to you" in beside
    assert "No Hire" not in beside
    scored(three, candidate=cleo, by=omar, verdict="Hire", Ownership="Strong")
    assert "No Hire" in row(omar, three, "Cleo")


def test_a_part_of_the_signed_does_not_pass_for_the_whole(three: Opening) -> None:
    """Who sits in on one interview of a candidate, and has not signed their own, knows one verdict and no mean."""
    omar = factories.user()
    three.panel.add(omar)
    cleo = Candidate.objects.get(identity__name="Cleo")
    other = factories.interview(opening=three, candidate=cleo, shadows=[omar])
    stored(other, "Strong Hire", {"Ownership": "Strong"})
    shown = row(omar, three, "Cleo", sort="mean", about="Ownership")
    assert "Strong Hire" in shown
    assert "1 signed, not open to you" in shown
    assert "mean" not in shown
    assert "No Hire" not in shown


def test_different_versions_of_the_rubric_are_named(committee: User, three: Opening) -> None:
    source = cases.RUBRIC_SOURCE.replace('"4.5"', '"4.6"')
    second = RubricVersion.objects.create(name=cases.RUBRIC.name, number=2, source=source)
    assert "different versions" not in page(committee, three)
    scored(three, "Dora", version=second, Ownership="Strong")
    shown = page(committee, three)
    assert "They were rated under different versions of the rubric." in shown
    assert f"{second}: Dora" in shown
    assert set(names(committee, three, sort="mean", about="Ownership", order="falling")[:2]) == {"Dora", "Béla"}


def test_another_scale_has_no_means_and_comes_last(committee: User, three: Opening) -> None:
    source = re.sub(r"points = 5", "points = 9", cases.RUBRIC_SOURCE)
    second = RubricVersion.objects.create(name="Other scale", number=1, source=source)
    dora = scored(three, "Dora", version=second, verdict="Hire", Ownership="Strong")
    for order in ("rising", "falling"):
        assert names(committee, three, sort="mean", about="Ownership", order=order)[-1] == "Dora"
    assert "Some were rated on another scale" in page(committee, three)
    assert "9.0" not in page(committee, three)
    anna = Candidate.objects.get(identity__name="Anna")
    beside = page(committee, three, **{"with": [anna.pk, dora.pk]})
    assert "They were rated on different scales, so no means are given." in beside
    assert "mean " not in beside.split("<tbody>")[1]
    assert "mean 9.0" in page(committee, three, **{"with": [dora.pk]})


def test_side_by_side_are_those_that_the_address_names(committee: User, three: Opening) -> None:
    anna, bela, cleo = Candidate.objects.order_by("identity__sort_name")
    scored(three, candidate=cleo, by=factories.user(name="Omar Other"), verdict="Hire")
    scored(three, candidate=bela, by=factories.user(name="Omar Other"), verdict="Hire")
    shown = page(committee, three, **{"with": [cleo.pk, anna.pk]})
    head = shown[shown.index("<thead>") : shown.index("</thead>")]
    assert head.index(">Cleo<") < head.index(">Anna<")
    assert ">Béla<" not in shown
    assert re.search(r"Omar Other</a>: .{,200} Hire<", shown)
    assert re.search(r"<th scope=.row.>Ownership</th><td><strong class=.mean.>mean 2.0</strong>.{,300} Below<", shown)
    assert "nobody assessed it; key" in shown
    assert "Anna had fewer interviews than others: 1 is signed." in shown
    assert f'with={cleo.pk}"' in head
    stranger = scored(three, "Dora", by=factories.user())
    assert "No interviewer saw both Anna and Dora." in page(committee, three, **{"with": [anna.pk, stranger.pk]})


def test_more_than_fit_and_strangers_to_the_opening_are_told(committee: User, three: Opening) -> None:
    for number in range(5):
        scored(three, f"Candidate {number}")
    everybody = [*Candidate.objects.values_list("pk", flat=True)]
    elsewhere = factories.interview().candidate
    shown = page(committee, three, **{"with": [*everybody, elsewhere.pk, uuid4(), "nonsense"]})
    assert shown.count("take out") == 6
    assert "6 fit side by side; 2 more that you ticked are left out." in shown
    assert "3 that the address names are no candidates of this opening." in shown
    assert "Nobody is left to compare." in page(committee, three, **{"with": ["nonsense", ""]})


def test_headers_are_links_that_sort_and_say_how_it_is_sorted(committee: User, three: Opening) -> None:
    shown = page(committee, three, sort="mean", about="Ownership", order="falling", status="all", page=1)
    assert shown.count('aria-sort="descending"') == 1
    assert "?sort=mean&amp;about=Ownership&amp;order=rising&amp;status=all" in shown
    assert "?sort=mean&amp;order=falling&amp;status=all" in shown


def test_it_costs_as_many_queries_for_fifty_as_for_two(committee: User, opening: Opening) -> None:
    def queries(**asked: object) -> int:
        client = signed_in(committee)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/openings/{opening.pk}/compare/?{urlencode(asked, doseq=True)}")
        return len(captured)

    def all_queries() -> list[int]:
        chosen = Candidate.objects.filter(interviews__opening=opening)[:6]
        by_mean = queries(sort="mean", about="Ownership", verdict="Hire", competency="Ownership", at_least="Below")
        return [queries(), by_mean, queries(**{"with": [one.pk for one in chosen]})]

    for name in ("Anna", "Béla"):
        scored(opening, name, Ownership="Meets")
    few = all_queries()
    for number in range(48):
        candidate = scored(opening, f"Candidate {number}", Ownership="Meets")
        factories.interview(candidate=candidate, opening=opening)
    assert all_queries() == few
    assert max(few) <= 14


def test_only_reading(committee: User, three: Opening) -> None:
    assert wrong_methods(signed_in(committee), f"/openings/{three.pk}/compare/", "get") == set()


@pytest.mark.parametrize("who", ["stranger", "shadow"])
def test_who_is_not_on_the_opening_finds_nothing(three: Opening, who: str) -> None:
    user = factories.user()
    if who == "shadow":
        factories.interview(opening=three, shadows=[user])
    assert signed_in(user).get(f"/openings/{three.pk}/compare/").status_code == 404
    assert "/compare/" not in signed_in(user).get(f"/candidates/{Candidate.objects.last().pk}/").text  # type: ignore[union-attr]


def test_it_is_found_from_the_opening_and_the_candidate(committee: User, three: Opening) -> None:
    client = signed_in(committee)
    candidate = Candidate.objects.get(identity__name="Anna")
    for address in (f"/openings/{three.pk}/", f"/candidates/{candidate.pk}/"):
        assert f"/openings/{three.pk}/compare/" in client.get(address).text


def test_the_last_signature_counts_not_the_last_row(committee: User, three: Opening) -> None:
    anna = Candidate.objects.get(identity__name="Anna")
    Scorecard.objects.filter(interview__candidate=anna).update(signed_at=timezone.now() - timedelta(days=400))
    assert str((timezone.now() - timedelta(days=400)).year) in row(committee, three, "Anna")


def test_what_drafted_is_named_where_it_differs(committee: User, opening: Opening) -> None:
    anna = signed(factories.interview(opening=opening, candidate=factories.candidate(name="Anna")))
    bela = signed(factories.interview(opening=opening, candidate=factories.candidate(name="Béla")))
    assert "Different engines" not in page(committee, opening)
    Draft.objects.filter(evaluation__answer__interview=bela).update(engine="house")
    assert "Different engines drafted what was signed." in page(committee, opening)
    work = Pass.objects.filter(draft__evaluation__answer__interview=bela)[0]
    Attempt.objects.create(work=work, number=1, outcome=Attempt.Outcome.STORED, engine="house", model="qwen3:8b")
    beside = page(committee, opening, **{"with": [anna.candidate_id, bela.candidate_id]})
    assert "house qwen3:8b: Béla" in beside
    assert "rules, not a model: Anna" in beside


def test_a_decision_is_shown_and_asked_for_where_everything_signed_is_open(committee: User, three: Opening) -> None:
    anna = Candidate.objects.get(identity__name="Anna")
    deliberation = Deliberation.objects.create(candidate=anna, opening=three, is_decided=True)
    Decision.objects.create(
        deliberation=deliberation,
        number=1,
        verdict="Strong Hire",
        rubric_version=cases.publish_rubric(),
        decided_by=committee,
    )
    assert names(committee, three, decided="yes") == ["Anna"]
    assert names(committee, three, decided="no") == ["Béla", "Cleo"]
    assert "Strong Hire" in row(committee, three, "Anna")
    assert "Strong Hire" in page(committee, three, **{"with": [anna.pk]})
    omar = factories.user()
    three.panel.add(omar)
    assert names(omar, three, decided="yes") == []
    assert names(omar, three, decided="no") == ["Anna", "Béla", "Cleo"]
    assert "Strong Hire" not in page(omar, three, **{"with": [anna.pk]})


def test_a_chair_reads_those_whom_they_did_not_interview(three: Opening) -> None:
    chair = factories.user()
    PanelMember.objects.create(opening=three, user=chair, seat=PanelMember.Seat.CHAIR)
    assert names(chair, three, sort="mean", about="Ownership") == ["Cleo", "Anna", "Béla"]
    cleo = Candidate.objects.get(identity__name="Cleo")
    factories.interview(interviewer=chair, candidate=cleo, opening=three)
    assert names(chair, three, sort="mean", about="Ownership") == ["Anna", "Béla", "Cleo"]
    assert "No Hire" not in row(chair, three, "Cleo")


def test_where_names_are_hidden_no_order_tells_of_them(committee: User, opening: Opening) -> None:
    OpeningPolicy.objects.update_or_create(opening=opening, defaults={"version": cases.publish_rubric(), "blind": True})
    for name in ("Zoe First", "Anna Last"):
        factories.interview(opening=opening, candidate=factories.candidate(name=name))
    page = signed_in(committee).get(f"/openings/{opening.pk}/compare/?sort=name").text
    assert "Anna" not in page
    by_age = [
        f"Candidate {pseudonym(pk)}" for pk in Candidate.objects.order_by("created_at").values_list("pk", flat=True)
    ]
    assert list(dict.fromkeys(re.findall(r"Candidate \w{6}\b", page))) == by_age
