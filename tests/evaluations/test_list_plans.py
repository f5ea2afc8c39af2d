"""Every list is read from indexes. With little in the tables PostgreSQL would rather read them whole, so it is told not
to where anything else can be done: what it reads whole nevertheless has no index. At scale: docs/lists.md."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.models import Evaluation
from interviews.models import Role, User
from interviews.models import names as names_module
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.signed import signed

pytestmark = pytest.mark.django_db
GROWING = (
    "interviews_candidate",
    "interviews_identity",
    "interviews_interview",
    "interviews_opening",
    "interviews_answer",
    "interviews_text",
    "interviews_shadow",
    "interviews_panelmember",
    "evaluations_evaluation",
    "evaluations_scorecard",
    "evaluations_searchable",
    "evaluations_draftsection",
    "evaluations_edit",
    "evaluations_wording",
)
CANDIDATES, OPENINGS, SEARCH = reverse("interviews:candidates"), reverse("interviews:openings"), "/search/"
QUERIES = (
    "",
    "?sort=name",
    "?q=ma",
    "?q=ma&sort=name&status=all",
    "?status=archived",
    "?level=Staff",
    "?opening={opening}",
    "?after={candidate}",
    "?sort=name&before={candidate}",
)
ADDRESSES = (
    *(CANDIDATES + query for query in QUERIES),
    *(OPENINGS + query for query in ("", "?q=eng", "?level=Staff&status=all", "?after={opening}")),
    "/openings/{opening}/",
    *(SEARCH + query for query in ("?q=printer", "?q=printer&after={evaluation}")),
)


@pytest.fixture(params=Role)
def reader(request: pytest.FixtureRequest) -> User:
    interview = signed()
    return interview.interviewer if request.param == Role.INTERVIEWER else factories.user(role=request.param)


@pytest.mark.parametrize("few", [60, 0], ids=["few are found", "many are found"])
def test_no_list_reads_a_table_whole_that_grows_with_the_candidates(
    reader: User, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names_module, "FEW", few)
    evaluation = cases.drafted(factories.interview(interviewer=factories.user()))
    signed_evaluation = Evaluation.objects.exclude(pk=evaluation.pk).select_related("answer__interview").get()
    interview = signed_evaluation.answer.interview
    named = {
        "opening": interview.opening_id,
        "candidate": interview.candidate_id,
        "evaluation": signed_evaluation.pk,
    }
    client = signed_in(reader)
    whole = [
        f"{address}: {line.strip()} in {query[:200]}"
        for address in ADDRESSES
        for query in queries(client, address.format(**named))
        for line in plan(query)
        if "Seq Scan on" in line and any(f"Seq Scan on {table} " in line for table in GROWING)
    ]
    assert whole == [], "\n".join(whole)


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries if query["sql"].startswith("SELECT")]


def plan(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {query}")
        lines = [line for (line,) in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = on")
    return lines
