"""What a first visit to the evaluation page costs, over the wire and from nowhere else."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests import factories
from tests.evaluations import cases

MOST_BYTES = 60_000
MOST_REQUESTS = 12


def test_first_load_of_the_evaluation_page(browser: Browser, web: str) -> None:
    interviewer = factories.user(email="ines@debrief.example", password="correct horse")
    # Longer than the seed's answer, with more items than an engine drafts.
    answer = " ".join(
        f"On day {day} I read the logs of the parcel queue and wrote down what I saw." for day in range(60)
    )
    evaluation = cases.drafted(factories.interview(interviewer=interviewer), answer=answer, claims=12)

    context = browser.new_context(base_url=web)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("E-mail").fill("ines@debrief.example")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="What waits for me").wait_for()

    first_visit = browser.new_context(base_url=web, storage_state=context.storage_state())
    page = first_visit.new_page()
    protocol = first_visit.new_cdp_session(page)
    protocol.send("Network.enable")
    addresses: list[str] = []
    received: list[float] = []
    protocol.on("Network.requestWillBeSent", lambda event: addresses.append(event["request"]["url"]))
    protocol.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(f"/evaluations/{evaluation.pk}/", wait_until="networkidle")

    assert page.locator(".rating-row").count() == 7
    assert {urlsplit(address).netloc for address in addresses} == {urlsplit(web).netloc}
    assert 4 <= len(addresses) <= MOST_REQUESTS
    assert len(received) == len(addresses)
    assert sum(received) <= MOST_BYTES
    context.close()
    first_visit.close()
