"""The page of what was uploaded: what would become of it, imported or discarded, and how far that is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from kombu.exceptions import OperationalError

from evaluations import tasks
from evaluations.documents import working
from evaluations.models import Evaluation, ImportBatch, ImportedFile, Original
from interviews.models import Role, User
from tests import factories
from tests.evaluations.cases import publish_rubric
from tests.evaluations.documents.samples import UNREADABLE, document, zipped
from tests.evaluations.pages.visiting import signed_in, wrong_methods

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    publish_rubric()
    return factories.user(name="Ines Interviewer")


def sent(user: User, files: dict[str, str | bytes] | None = None) -> ImportBatch:
    data = zipped(files or {"Mara Example/1.md": document()})
    signed_in(user).post("/import/", {"documents": SimpleUploadedFile("old.zip", data)})
    return ImportBatch.objects.latest("created_at")


def previewed(user: User, files: dict[str, str | bytes] | None = None) -> ImportBatch:
    batch = sent(user, files)
    working.work(batch.pk)
    return batch


def imported(user: User, files: dict[str, str | bytes] | None = None) -> ImportBatch:
    batch = previewed(user, files)
    decide(user, batch, "import")
    working.work(batch.pk)
    return batch


def url(batch: ImportBatch) -> str:
    return f"/import/{batch.pk}/"


def shown(user: User, batch: ImportBatch, *, htmx: bool = False) -> str:
    response = signed_in(user, htmx=htmx).get(url(batch))
    assert response.status_code == 200
    return response.text


def decide(user: User, batch: ImportBatch, decision: str, **typed: str) -> str:
    """Where it leads."""
    response = signed_in(user).post(url(batch), {"decision": decision, **typed})
    return str(response.headers["Location"])


def test_while_it_is_read_the_page_asks_again_with_scripts_and_without(ines: User) -> None:
    batch = sent(ines)
    text = shown(ines, batch)
    assert "Reading: 0 of 1" in text
    assert f'hx-get="{url(batch)}"' in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert "Look again" in text


def test_once_it_is_read_it_asks_no_more_and_shows_what_would_become_of_it(ines: User) -> None:
    batch = previewed(ines, {"Mara Example/1.md": document(level="Senior"), "scan.pdf": UNREADABLE})
    for text in (shown(ines, batch), shown(ines, batch, htmx=True)):
        assert "hx-get" not in text
        assert "Mara Example</strong>" in text
        assert "Senior · Hire" in text
        assert "7 ratings, 1 red flag" in text
        assert text.index("scan.pdf") < text.index("Mara Example/1.md")
    assert not Evaluation.objects.exists()


def test_lines_that_were_not_understood_are_shown_by_number_and_escaped(ines: User) -> None:
    line = "Confidence: <b>80%</b>"
    text = document(unclear=line)
    number = text.splitlines().index(line) + 1
    page = shown(ines, previewed(ines, {"1.md": text}))
    assert f"<dt>Line {number}</dt>" in page
    assert "Confidence: &lt;b&gt;80%&lt;/b&gt;" in page


def test_import_has_a_worker_import_it_and_the_result_leads_to_each(ines: User) -> None:
    batch = previewed(ines)
    assert decide(ines, batch, "import") == url(batch)
    assert "Importing: 0 of 1" in shown(ines, batch)
    working.work(batch.pk)
    text = shown(ines, batch)
    assert "1 file imported" in text
    assert f'href="/evaluations/{Evaluation.objects.get().pk}/"' in text
    assert "hx-get" not in text


def test_imported_again_it_is_already_imported_and_leads_to_the_same(ines: User) -> None:
    imported(ines)
    again = previewed(ines, {"other/name.md": document()})
    text = shown(ines, again)
    assert "There is nothing to import" in text
    assert "1 already imported" in text
    assert f'href="/evaluations/{Evaluation.objects.get().pk}/"' in text


def test_what_somebody_else_imported_is_not_shown(ines: User) -> None:
    imported(ines)
    text = shown(otto := factories.user(), previewed(otto))
    assert "not open to you" in text
    assert f"/evaluations/{Evaluation.objects.get().pk}/" not in text


def test_discard_deletes_it(ines: User) -> None:
    batch = previewed(ines)
    assert decide(ines, batch, "discard") == "/import/"
    assert not any(table.objects.exists() for table in (ImportBatch, ImportedFile, Original, Evaluation))


def test_what_states_no_level_is_read_again_at_the_one_that_is_chosen(ines: User) -> None:
    batch = previewed(ines, {"1.md": document(level="")})
    assert "Say which level such documents have." in (text := shown(ines, batch))
    assert "Read again" in text
    decide(ines, batch, "read", level="Principal")
    assert "Read again" in shown(ines, batch)
    decide(ines, batch, "read", level="Senior")
    working.work(batch.pk)
    assert "Senior · Hire" in (text := shown(ines, batch))
    assert "Read again" not in text


def test_stop_while_it_is_imported(ines: User) -> None:
    batch = previewed(ines)
    decide(ines, batch, "import")
    assert decide(ines, batch, "discard") == url(batch)
    assert "Stopped; the rest was not imported." in shown(ines, batch)
    working.work(batch.pk)
    assert not Evaluation.objects.exists()


def test_a_decision_that_comes_twice_or_too_late_or_is_none_changes_nothing(ines: User) -> None:
    batch = imported(ines)
    for decision in ("import", "discard", "", "\x00"):
        assert decide(ines, batch, decision) == url(batch)
    assert ImportBatch.objects.get().state == ImportBatch.State.DONE
    assert Evaluation.objects.count() == 1


def test_before_it_is_read_it_is_not_imported(ines: User) -> None:
    batch = sent(ines)
    decide(ines, batch, "import")
    assert ImportBatch.objects.get().state == ImportBatch.State.READING


def test_where_the_queue_is_away_it_waits(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(batch_id: str) -> None:
        raise OperationalError

    batch = previewed(ines)
    monkeypatch.setattr(tasks.work_on_import, "delay", refuse)
    assert decide(ines, batch, "import") == url(batch)
    assert "Importing: 0 of 1" in shown(ines, batch)


def test_many_files_are_shown_in_pages_in_as_many_queries_as_few(ines: User) -> None:
    def queries(number: int) -> int:
        files: dict[str, str | bytes] = {f"{n:03}.md": document(question=f"{number} {n}?") for n in range(number)}
        batch = previewed(ines, files)
        client = signed_in(ines)
        with CaptureQueriesContext(connection) as captured:
            assert ('href="?page=2"' in client.get(url(batch)).text) == (number > 50)
        return len(captured)

    assert queries(1) == queries(60)


def test_nobody_else_finds_it(ines: User) -> None:
    batch = previewed(ines)
    for user in (factories.user(), factories.user(role=Role.COMMITTEE), factories.user(role=Role.ADMIN)):
        for response in (signed_in(user).get(url(batch)), signed_in(user).post(url(batch), {"decision": "discard"})):
            assert response.status_code == 404
    assert ImportBatch.objects.exists()


def test_wrong_methods(ines: User) -> None:
    assert wrong_methods(signed_in(ines), url(sent(ines)), "get", "post") == set()
