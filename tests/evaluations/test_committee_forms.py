"""Whatever form a candidate is taken away in, it says of votes, discussion and decision what its reader may see."""

import io
import json
import zipfile
from uuid import uuid4

import pypdfium2 as pdfium
import pytest

from interviews.models import User
from tests import factories
from tests.evaluations.committees import Case
from tests.evaluations.pages.visiting import signed_in

pytestmark = pytest.mark.django_db
SAID = ("Solid throughout.", "Who wrote the rollback script?", "We agreed.", "We were at school together.")


@pytest.fixture
def case() -> Case:
    """Decided, with an override, after a changed vote, a remark and a recusal."""
    case = Case()
    mona = case.member("Mona Member")
    case.vote(mona, "No Hire", "Too vague.")
    case.post(mona, "remark", remark=SAID[1], id=uuid4())
    case.post(case.member("Mats Member"), "recuse", recusal=SAID[3])
    case.debrief()
    case.vote(mona, "Hire", SAID[0])
    case.decide(verdict="Strong Hire", reason=SAID[2])
    return case


def forms(case: Case, user: User) -> dict[str, str]:
    client = signed_in(user)
    document = client.get(f"{case.page}download/json/").content.decode()
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{case.page}download/markdown/").content))
    name = next(name for name in archive.namelist() if name.endswith("candidate.md"))
    pdf = pdfium.PdfDocument(client.get(f"{case.page}packet.pdf").content)
    pages = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return {"json": document, "markdown": archive.read(name).decode(), "pdf": " ".join(pages.split())}


def test_the_committee_takes_away_what_it_said_and_decided(case: Case) -> None:
    for form, text in forms(case, case.chair).items():
        missing = [words for words in (*SAID, "Too vague.", "Mona Member", "Strong Hire") if words not in text]
        assert missing == [], form


def test_that_it_was_an_override_is_told(case: Case) -> None:
    found = forms(case, case.chair)
    assert "Otherwise than the rubric, which gave Hire." in found["markdown"]
    assert "Otherwise than the rubric, which gave Hire." in found["pdf"]
    decision = json.loads(found["json"])["cases"][0]["committee"]["decisions"][0]
    assert (decision["verdict"], decision["rubric_verdict"]) == ("Strong Hire", "Hire")


def test_who_sits_on_the_panel_and_did_not_interview_takes_nothing_of_it_away(case: Case) -> None:
    stranger = factories.user()
    assert signed_in(stranger).get(f"{case.page}download/json/").status_code == 404
    case.opening.panel.add(stranger)
    text = signed_in(stranger).get(f"{case.page}download/json/", follow=True).text
    assert not any(words in text for words in SAID)
