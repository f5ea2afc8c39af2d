"""What the committee did is in a candidate's files exactly where it is on the page of whoever downloads them."""

import io
import zipfile

import pytest

from interviews.models import User
from tests.evaluations.committees import Case
from tests.evaluations.packet.pdfs import Pdf
from tests.evaluations.pages.visiting import signed_in

pytestmark = pytest.mark.django_db
REASON = "The rollback was theirs alone."


def files(user: User, case: Case) -> dict[str, str]:
    client = signed_in(user)
    get = {form: client.get(f"{case.page}download/{form}/") for form in ("json", "markdown", "csv")}
    with zipfile.ZipFile(io.BytesIO(get["markdown"].content)) as packed:
        markdown = packed.read("Mara Example/candidate.md").decode()
    pdf = Pdf(client.get(f"{case.page}packet.pdf").content).text
    return {
        "json": get["json"].content.decode(),
        "markdown": markdown,
        "csv": get["csv"].content.decode(),
        "pdf": pdf,
    }


def test_what_others_voted_is_in_no_file_before_ones_own_vote() -> None:
    case = Case()
    mona, mats = case.member("Mona Member"), case.member("Mats Member")
    case.vote(mona, "No Hire", REASON)
    assert [form for form, text in files(mats, case).items() if REASON in text] == []
    case.vote(mats, "Hire", "Enough for me.")
    assert [form for form, text in files(mats, case).items() if REASON in text] == ["json", "markdown", "pdf"]


def test_a_decision_is_in_the_files_with_its_reason() -> None:
    case = Case()
    mona = case.member()
    case.vote(mona)
    case.debrief()
    assert case.decide(reason="All of us agreed.") == 302
    told = [form for form, text in files(mona, case).items() if "All of us agreed." in text]
    assert told == ["json", "markdown", "pdf"]
