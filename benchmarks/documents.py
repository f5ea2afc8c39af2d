"""Documents to import, invented: no two alike, written as people write them, with the words of `invented.toml`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from benchmarks.simulated import ANSWER, INVENTED, QUESTION

RATINGS = ("🌟", "👍", "👌", "Meets+ (👍)", "Meets+", "Meets", "Below")
COMPETENCIES = (
    *("Ownership", "Problem Solving", "Execution", "Collaboration", "Communication"),
    *("Leadership / Influence", "Culture Fit"),
)
VERDICTS = ("Strong Hire", "Hire", "Leaning Hire", "Leaning No Hire", "No Hire")
LEVELS = ("Junior-Mid", "Senior", "Staff")
RULE = "=" * 60


def put_into(folder: Path, number: int) -> None:
    """So many, four for each candidate; a third with the line ends of Windows, a third misread as Mac Roman."""
    chance = Random(2026)
    for index, text in enumerate(_documents(chance, number)):
        path = folder / f"Candidate {index // 4:04}" / f"{index % 4}.md"
        path.parent.mkdir(exist_ok=True)
        data = text.encode()
        path.write_bytes((data, data.replace(b"\n", b"\r\n"), data.decode("mac_roman").encode())[index % 3])


def _documents(chance: Random, number: int) -> Iterator[str]:
    for index in range(number):
        verdict = chance.choice(VERDICTS)
        yield "\n\n".join(
            (
                f"# Red Flag Evaluation (2025{chance.randint(1, 12):02}{chance.randint(1, 28):02})",
                f"**Rating**: {verdict}",
                f"## Question\n\n{QUESTION}",
                f"## Answer\n\n{_answer(chance)}\n\nThat was answer number {index}.",
                "## Feedback",
                *_feedback(chance, verdict),
                "## Red Flag",
                *_red_flags(chance),
            )
        )


def _answer(chance: Random) -> str:
    paragraphs = ANSWER.split("\n\n")
    return "\n\n".join(chance.sample(paragraphs, chance.randint(4, len(paragraphs))))


def _feedback(chance: Random, verdict: str) -> Iterator[str]:
    feedback = INVENTED["feedback"]
    notes = [chance.choice([note["text"], *note["quotes"]]) for note in feedback["notes"]]
    yield _part("1. Real-Time Raw Notes (Interviewer's scratch notes)", _bullets(notes))
    yield _part("2. Formal Interview Summary (for hiring committee)", " ".join(_texts(feedback["summary"])))
    yield _part("3. Strengths (Interviewer perspective)", _bullets(_texts(feedback["strengths"])))
    yield _part("4. Areas for Improvement", _bullets(_texts(feedback["improvements"])))
    rated = (f"{name}: {chance.choice(RATINGS)}" for name in COMPETENCIES)
    yield _part("5. Competency Ratings (use FAANG rubric)", _bullets(rated))
    justification = f"They meet what is expected of a {chance.choice(LEVELS)} level role."
    yield _part("6. Final Overall Recommendation", f"- {verdict}\n\n{justification}")
    questions = (f"{n}. {text}" for n, text in enumerate(_texts(feedback["follow_up_questions"]), 1))
    yield _part("7. Probing Follow-up Questions", "\n".join(questions))


def _red_flags(chance: Random) -> Iterator[str]:
    found = INVENTED["red_flags"]
    flags = [(flag["label"], flag["text"], chance.randint(1, 4)) for flag in found["flags"]]
    stars = (f"{label}: {'★' * severity}{'☆' * (5 - severity)}" for label, _, severity in flags)
    yield _part("1. Red Flag Detection", _bullets(f"{label}: {text}" for label, text, _ in flags))
    yield _part("2. Red Flag Severity Rating", _bullets(stars))
    yield _part("3. Short Justification (Interviewer Tone)", _bullets(_texts(found["justification"])))
    yield _part("4. Improvement Suggestions (very concise)", _bullets(_texts(found["suggestions"])))


def _part(heading: str, body: str) -> str:
    return f"{RULE}\n{heading}\n{body}\n{RULE}"


def _texts(claims: list[dict[str, str]]) -> list[str]:
    return [claim["text"] for claim in claims]


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)
