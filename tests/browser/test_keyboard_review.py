"""A whole review by keyboard alone: the draft of the built-in engine, an edit of each kind, up to the signature."""

import re
from collections import Counter

from playwright.sync_api import Page, expect

from evaluations import present, scorecards
from evaluations.evidence.claims import Section
from evaluations.models import Edit, Evaluation
from interviews.models import Interview
from tests.browser.desks import focused
from tests.browser.hands import go_to, history, open_form, press, saved, tab_to
from tests.browser.test_main_job import SEED
from tests.browser.test_main_job import interview as interview
from tests.worker import Worker

# Invented, and misread once, as real files are; the built-in engine finds things to flag in it.
QUESTION = "Tell me about a time when a release went wrong."
ANSWER = """Last spring our release broke the printing of parcel labels. I was responsible for the release. I read the \
logs for an hour and found that a template was missing. I wrote a script that put the templates back and tested it on \
two printers.

We told the depots what to do. Maybe we should have tested more, things like that. It wasn‚Äôt our fault, it was \
basically the fault of the depot team, because they never answer. The labels were back after three hours."""
INES = "Ines Interviewer"
NOTE = "Owned the release, said so"
REASON = "1 of 5 steps was not asked about"


def seed() -> tuple[str, str]:
    """The real document's question and answer where it is at hand."""
    if not SEED.exists():
        return QUESTION, ANSWER
    source = SEED.read_text(encoding="utf-8")
    question = source.split("## Question")[1].split("## Answer")[0].strip()
    return question, source.split("## Answer")[1].split("## Feedback")[0].strip()


def sentences_of(page: Page) -> list[str]:
    """The sentences of the answer as the page shows them."""
    sentences = page.locator(".sentence").evaluate_all(
        """found => found.map(sentence => {
          const copy = sentence.cloneNode(true);
          copy.querySelectorAll(".ref").forEach(number => number.remove());
          return copy.textContent.trim();
        })"""
    )
    return [str(sentence) for sentence in sentences]


def items(section: Section) -> list[str]:
    """The ids that they have on the page."""
    return [f"item-{entry.id}" for entry in present.read(Evaluation.objects.get()).items(section)]


def test_review_without_a_mouse(page: Page, worker: Worker, interview: Interview, problems: list[str]) -> None:
    paste(page)
    drafted = {section: present.read(Evaluation.objects.get()).items(section) for section in Section}

    # The head says that something is to decide, and leads there.
    tab_to(page, r"\d+ to decide")
    press(page, "Enter")
    page.wait_for_function("() => document.activeElement.matches('[data-item]')")
    changed, unassessed = rate(page, problems)
    note, added = write(page)
    overridden = decide_otherwise(page)
    confirmed, own = decide_flags(page)

    # What became of each, exactly.
    first = {section: entries[0].item for section, entries in drafted.items()}
    rating, other = (entry.item for entry in drafted[Section.RATINGS][:2])
    flag = first[Section.FLAGS]
    assert history(page, note) == [
        f"Undone {INES} Owned the release, said [-so twice-] {{+so+}}",
        f"Reworded {INES} Owned the release, said [-so-] {{+so twice+}}",
        f"Reworded {INES} [-{first[Section.NOTES].text}-] {{+{NOTE}+}}",
        f"Drafted by builtin {first[Section.NOTES].text}",
    ]
    sentence = sentences_of(page)[0]
    assert history(page, added) == [
        f"Evidence changed {INES} Evidence attached: {sentence}",
        f"Put back {INES}",
        f"Removed {INES}",
        f"Moved {INES}",
        f"Added {INES} Did not ask the depots",
    ]
    assert history(page, changed) == [
        f"Decided {INES} Rating: [-{rating.rating}-] → {{+Below+}}",
        f"Drafted by builtin {rating.rating}. {rating.text}",
    ]
    assert history(page, unassessed) == [
        f"Decided {INES} “{REASON}”Rating: [-{other.rating}-] → {{+Not assessed+}}",
        f"Drafted by builtin {other.rating}. {other.text}",
    ]
    assert history(page, overridden) == [
        f"Decided {INES} “Nobody else was heard”Verdict: [-none-] → {{+Leaning No Hire+}}",
        f"Drafted by builtin {first[Section.RECOMMENDATION].text}",
    ]
    assert history(page, confirmed) == [
        f"Reworded {INES} Severity: [-{flag.severity}-] → {{+3+}}",
        f"Decided {INES} Decision: [-unconfirmed-] → {{+confirmed+}}",
        f"Drafted by builtin {flag.label} ({flag.severity}). {flag.text}",
    ]
    assert history(page, own) == [
        f"Decided {INES} Decision: [-confirmed-] → {{+dismissed+}}",
        f"Added {INES} Blames others (2).",
    ]
    flags_decided = len(drafted[Section.FLAGS]) + 1
    assert Counter(Edit.objects.values_list("action", flat=True)) == {
        "changed": 4 + flags_decided,
        "kept": 5,
        "reworded": 3,
        "added": 2,
        "undone": 2,
        **dict.fromkeys(("moved", "removed", "put_back", "supported"), 1),
    }

    sign(page)


def paste(page: Page) -> None:
    """From signing in to the draft; what was misread once is mended before it is evaluated."""
    page.goto("/")
    tab_to(page, "E-mail")
    page.keyboard.type("ines@debrief.example")
    tab_to(page, "Password")
    page.keyboard.type("correct horse")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="What waits for me")).to_be_visible()
    tab_to(page, Interview.objects.get().candidate.name)
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Paste an answer")).to_be_visible()
    question, answer = seed()
    page.wait_for_load_state()
    expect(page.get_by_label("Answer", exact=True)).to_be_focused()
    tab_to(page, "Question$")
    page.keyboard.insert_text(question)
    tab_to(page, "Answer")
    page.keyboard.insert_text(answer)
    press(page, "Control+Enter")
    expect(page.locator(".repair del")).to_have_text("‚Äô")
    tab_to(page, "Answer")
    press(page, "Control+Enter")
    expect(page.locator("#section-ratings .rating-row")).to_have_count(7)
    expect(page.locator("#section-suggestions .claim").first).to_be_visible()
    expect(page.locator("#progress")).not_to_have_attribute("hx-get", re.compile("."))


def rate(page: Page, problems: list[str]) -> tuple[str, str]:
    """Every rating: one corrected, one taken out with a reason, the others kept. Returns the first two."""
    changed, unassessed, *others = items(Section.RATINGS)
    drafted = present.read(Evaluation.objects.get()).ratings["Ownership"]
    assert focused(page) == changed
    press(page, "2")
    saved(page, changed, f"Changed from {drafted} by {INES}")
    press(page, "j", "0")
    page.wait_for_function("() => document.activeElement.name === 'reason'")
    assert [problem for problem in problems if "422" in problem]
    problems.clear()
    page.keyboard.type(REASON)
    press(page, "Enter")
    saved(page, unassessed, f"by {INES}")
    for item in others:
        press(page, "j")
        assert focused(page) == item
        press(page, "c")
        saved(page, item, f"Kept by {INES}")
    # Faster than the server.
    press(page, "1", "u")
    expect(page.locator(f"#{item} [type=radio]").first).not_to_be_checked()
    saved(page, item, f"Kept by {INES}")
    return changed, unassessed


def write(page: Page) -> tuple[str, str]:
    """A note in one's own words, and back; another one added, moved, removed, put back, with evidence of its own."""
    note = items(Section.NOTES)[0]
    go_to(page, note)
    open_form(page, note)
    press(page, "Control+a")
    page.keyboard.type(NOTE)
    press(page, "Control+Enter")
    saved(page, note, f"Reworded · {INES}")
    open_form(page, note)
    page.keyboard.type(" twice")
    press(page, "Control+Enter")
    saved(page, note, f"{NOTE} twice")
    press(page, "u")
    saved(page, note, f"Undone · {INES}")

    go_to(page, "add-notes")
    press(page, "e")
    expect(page.locator("#text-notes")).to_be_focused()
    page.keyboard.type("Did not ask the depots")
    press(page, "Control+Enter")
    expect(page.locator("#list-notes")).to_contain_text("Did not ask the depots")
    page.wait_for_function("() => document.activeElement.id === 'add-notes'")
    press(page, "k")
    added = items(Section.NOTES)[-1]
    assert focused(page) == added
    open_form(page, added)
    tab_to(page, "Move up")
    press(page, "Enter")
    expect(page.locator(f"#list-notes > #{added}:nth-last-child(2)")).to_be_visible()
    page.wait_for_function("id => document.activeElement.id === id", arg=added.replace("item", "up"))
    tab_to(page, "Remove")
    press(page, "Enter")
    saved(page, added, f"Removed by {INES}")
    press(page, "u")
    saved(page, added, f"Put back · {INES}")

    open_form(page, added)
    tab_to(page, "Evidence")
    press(page, "Enter")
    expect(page.locator(f"#{added} .picker input").first).to_be_focused()
    press(page, "Space", "Control+Enter")
    saved(page, added, f"Evidence changed · {INES}")
    return note, added


def decide_otherwise(page: Page) -> str:
    """Than the rubric, with a reason."""
    item = items(Section.RECOMMENDATION)[0]
    go_to(page, item)
    tab_to(page, "Decide otherwise")
    press(page, "Enter")
    tab_to(page, "Verdict")
    page.keyboard.type("Leaning No")
    tab_to(page, "Reason")
    page.keyboard.type("Nobody else was heard")
    press(page, "Control+Enter")
    saved(page, item, "History")
    expect(page.locator("#verdict")).to_contain_text("Decided by a person")
    return item


def decide_flags(page: Page) -> tuple[str, str]:
    """One of one's own; the first drafted confirmed and its severity corrected, the others dismissed."""
    confirmed, *others = items(Section.FLAGS)
    go_to(page, "add-flags")
    press(page, "e")
    expect(page.locator("#label-flags")).to_be_focused()
    page.keyboard.type("Blames others")
    press(page, "Control+Enter")
    expect(page.locator("#list-flags")).to_contain_text("Blames others")
    page.wait_for_function("() => document.activeElement.id === 'add-flags'")
    own = items(Section.FLAGS)[-1]
    go_to(page, confirmed)
    press(page, "c")
    saved(page, confirmed, f"Confirmed by {INES}")
    open_form(page, confirmed)
    press(page, "Shift+Tab")
    assert page.evaluate("document.activeElement.name") == "severity"
    press(page, "3", "Control+Enter")
    saved(page, confirmed, "drafted with severity")
    for item in (*others, own):
        go_to(page, item)
        press(page, "x")
        saved(page, item, f"Dismissed by {INES}")
    return confirmed, own


def sign(page: Page) -> None:
    """The evaluation is reviewed; then the scorecard, the verdict one's own, the signature confirmed."""
    tab_to(page, "Mark as reviewed")
    press(page, "Enter")
    expect(page.locator("#review")).to_contain_text(f"Reviewed by {INES}")
    tab_to(page, "To the scorecard")
    press(page, "Enter")
    expect(page.locator("#card-left")).to_contain_text("Choose your own verdict")
    tab_to(page, "Verdict")
    page.keyboard.type("Leaning No")
    tab_to(page, "Reason, where")
    page.keyboard.type("Nobody else was heard")
    tab_to(page, "Note for the committee")
    page.keyboard.type("Ask the depots")
    press(page, "Control+Enter")
    expect(page.locator("#card-left")).to_contain_text("Everything is decided.")
    tab_to(page, "Save and sign")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Sign the scorecard of")).to_be_visible()
    tab_to(page, "Sign$")
    press(page, "Enter")
    expect(page.locator("#card-verdict")).to_contain_text(f"Signed by {INES}")
    card = scorecards.current(Interview.objects.get())
    assert card.is_signed
    assert (card.scorecard.own_verdict, card.words.verdict_reason) == ("Leaning No Hire", "Nobody else was heard")
    assert card.words.note == "Ask the depots"
