"""Documents as people keep them, invented like everybody in them."""

from dataclasses import dataclass, replace

QUESTION = "Tell me about a time a delivery went wrong."
ANSWER = """On a Friday our flour supplier sent rye for wheat. I called the mill within ten minutes and kept the \
first batch back.

I asked two colleagues to check the other pallets, and by noon we had baked everything that was ordered. In hindsight \
I should have looked at the labels before unloading."""
NOTES = ("rye for wheat, Friday", "called the mill within ten minutes", "labels not looked at")
SUMMARY = "The candidate described a wrong delivery. They called the mill and kept a batch back. All orders were baked."
STRENGTHS = ("Acts at once", "Asks for help early")
IMPROVEMENTS = ("Checks come late",)
RATINGS = {
    "Ownership": "Strong",
    "Problem Solving": "Meets+",
    "Execution": "Meets+",
    "Collaboration": "Meets",
    "Communication": "Meets",
    "Leadership / Influence": "Below",
    "Culture Fit": "Meets+",
}
VERDICT = "Leaning Hire"
REASONS = "Calm and quick for a Senior level role, with little said about the others."
QUESTIONS = ("What did the colleagues find?", "What has changed since?", "Who told the customers?")
FLAGS = {
    "Vagueness": ("The colleagues' part stays open.", 2),
    "Lack of reflection": ("One sentence of hindsight, no new practice.", 3),
}
JUSTIFICATION = ("Says little about the others.",)
SUGGESTIONS = ("A practice that changed", "Numbers of what was saved")
MARKS = {"Strong": "🌟", "Meets+": "👍", "Meets": "👌", "Below": "🤔", "Concern": "❌"}
STARS = {severity: "★" * severity + "☆" * (5 - severity) for severity in range(1, 6)}


@dataclass(frozen=True, kw_only=True)
class Style:
    """How somebody writes."""

    heading: str = "{number}. {name}"
    group: str = "## {name}"
    rule: str = "=" * 30
    bullet: str = "- "
    rating: str = "{word}({mark})"
    rated: str = "- {competency}: {rating}"
    severity: str = "- {label}: {stars}"
    flag: str = "- {label}: {detail}"

    def but(self, **changes: str) -> "Style":
        return replace(self, **changes)

    def part(self, number: int, name: str, lines: list[str]) -> str:
        head = [self.rule] if self.rule else []
        return "\n".join([*head, self.heading.format(number=number, name=name), *lines, ""])

    def listed(self, points: tuple[str, ...]) -> list[str]:
        return [f"{self.bullet}{point}" for point in points]

    def ratings(self, ratings: dict[str, str]) -> list[str]:
        return [
            self.rated.format(competency=name, rating=self.rating.format(word=word, mark=MARKS[word]))
            for name, word in ratings.items()
        ]


PLAIN = Style()


def parts(style: Style = PLAIN) -> dict[str, str]:
    """The parts behind the answer, by their usual names."""
    flagged = [style.flag.format(label=label, detail=detail) for label, (detail, _) in FLAGS.items()]
    severe = [
        style.severity.format(label=label, stars=STARS[severity], number=severity)
        for label, (_, severity) in FLAGS.items()
    ]
    lines = {
        "Real-Time Raw Notes": style.listed(NOTES),
        "Formal Interview Summary": [SUMMARY],
        "Strengths": style.listed(STRENGTHS),
        "Areas for Improvement": style.listed(IMPROVEMENTS),
        "Competency Ratings": style.ratings(RATINGS),
        "Final Overall Recommendation": [f"- 🤔 {VERDICT}", "", REASONS],
        "Probing Follow-up Questions": [f"{number}. {text}" for number, text in enumerate(QUESTIONS, 1)],
        "Red Flag Detection": flagged,
        "Red Flag Severity Rating": severe,
        "Short Justification": style.listed(JUSTIFICATION),
        "Improvement Suggestions": style.listed(SUGGESTIONS),
    }
    numbers = (1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4)
    return {name: style.part(number, name, said) for number, (name, said) in zip(numbers, lines.items(), strict=True)}


def written(
    style: Style = PLAIN,
    *,
    said: dict[str, str] | None = None,
    answer: str = ANSWER,
    rating: str = VERDICT,
    title: str = "# Red Flag Evaluation (20260109)",
) -> str:
    """A whole document; `said` are its parts where they are not the usual ones."""
    said = said or parts(style)
    names = list(parts())
    feedback = [said[name] for name in said if name not in names[7:]]
    red_flags = [said[name] for name in said if name in names[7:]]
    groups = [
        (style.group.format(name="Question"), QUESTION),
        (style.group.format(name="Answer"), answer),
        (style.group.format(name="Feedback"), "\n".join(feedback)),
        (style.group.format(name="Red Flag"), "\n".join(red_flags)),
    ]
    head = f"{title}\n\n**Rating**: {rating}\n\n"
    return head + "\n\n".join(f"{heading}\n\n{text}" for heading, text in groups) + "\n"
