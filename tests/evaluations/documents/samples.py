"""Documents as people keep them, invented, and zips of them."""

import io
import zipfile
from collections.abc import Mapping

QUESTION = "Tell me about a time when you mended something."
ANSWER = (
    "Our parcel labels came out blank every Friday. I read the printer logs for two weeks and found a queue that "
    "nobody emptied. I wrote a small job that empties it. Since then not one label was blank."
)
UNREADABLE = b"%PDF-1.4 invented"

_DOCUMENT = """# Red Flag Evaluation (20260103)

**Rating**: {verdict}

## Question

{question}

## Answer

{answer}

## Feedback

============================================================
1. Real-Time Raw Notes (Interviewer's scratch notes)
- Blank parcel labels
- I wrote a small job that empties it
============================================================
2. Formal Interview Summary (for hiring committee)
The candidate described how blank labels were traced to a queue. They wrote a job that empties it.

============================================================
3. Strengths (Interviewer perspective)
- Looks for the cause

============================================================
4. Areas for Improvement
- Little said about others

============================================================
5. Competency Ratings (use FAANG rubric)
- Ownership: 👍
- Problem Solving: 👍
- Execution: 👍
- Collaboration: 👌
- Communication: 👍
- Leadership / Influence: 👌
- Culture Fit: 👍

{unclear}

============================================================
6. Final Overall Recommendation
- {verdict}

A steady piece of work{level}.

============================================================
7. Probing Follow-up Questions
1. Who else was asked about it?

## Red Flag

=====================
1. Red Flag Detection
- Vagueness: Says little about the others.

=====================
2. Red Flag Severity Rating
- Vagueness: ★★☆☆☆

=====================
3. Short Justification (Interviewer Tone)
- The others are not mentioned.

=====================
4. Improvement Suggestions (very concise)
- Name who was involved.
"""


def document(
    *,
    question: str = QUESTION,
    answer: str = ANSWER,
    verdict: str = "Hire",
    level: str = "Junior-Mid",
    unclear: str = "",
) -> str:
    """`level` is said in its prose; empty for a document that states none. `unclear` is a line that means nothing."""
    said = f" for a {level} level role" if level else ""
    return _DOCUMENT.format(question=question, answer=answer, verdict=verdict, level=said, unclear=unclear)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()
