"""Text that some program garbled is mended in its field, and the mending can be undone."""

import pytest
from django.test import Client

from interviews.models import Interview
from tests import factories
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db

MISREAD = "I didnâ€™t know why.\u200b So I read the logs."
MENDED = "I didn’t know why. So I read the logs."


@pytest.fixture
def interview() -> Interview:
    return factories.interview()


@pytest.fixture
def client(interview: Interview) -> Client:
    return signed_in(interview.interviewer, htmx=True)


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/paste/repair/"


def test_the_field_comes_back_mended_with_what_was_changed(client: Client, interview: Interview) -> None:
    response = client.post(url(interview), {"answer": MISREAD})
    assert f">{MENDED}</textarea>" in response.text
    assert "<del>â€™</del> → <ins>’</ins>" in response.text
    assert f'<textarea name="original" hidden>{MISREAD}</textarea>' in response.text
    assert "<html" not in response.text


def test_a_change_that_nobody_can_see_is_named(client: Client, interview: Interview) -> None:
    assert "<del>[zero width space]</del>" in client.post(url(interview), {"answer": MISREAD}).text


def test_a_text_that_needs_nothing_is_left_alone(client: Client, interview: Interview) -> None:
    assert client.post(url(interview), {"answer": MENDED}).status_code == 204


def test_undoing_gives_back_what_was_pasted_and_asks_no_more(client: Client, interview: Interview) -> None:
    response = client.post(url(interview), {"answer": MENDED, "original": MISREAD, "undo": "1"})
    assert f">{MISREAD}</textarea>" in response.text
    assert 'name="repair_decided" value="1"' in response.text


def test_without_scripts_the_whole_page_comes_back_with_the_question(interview: Interview) -> None:
    response = signed_in(interview.interviewer).post(url(interview), {"question": "Why so?", "answer": MISREAD})
    assert "<html" in response.text
    assert f">{MENDED}</textarea>" in response.text
    assert "Why so?" in response.text


def test_html_in_what_was_pasted_stays_text(client: Client, interview: Interview) -> None:
    response = client.post(url(interview), {"answer": f"<script>1</script> {MISREAD}</textarea>"})
    assert "<script>" not in response.text
    assert "&lt;/textarea&gt;" in response.text


def test_only_the_interviewer_mends(interview: Interview) -> None:
    assert others(interview, lambda client: client.post(url(interview), {"answer": MISREAD})) == INTERVIEWER_ONLY


def test_it_is_sent_by_post(client: Client, interview: Interview) -> None:
    assert wrong_methods(client, url(interview), "post") == set()
