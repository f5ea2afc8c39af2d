"""However somebody writes the parts of an evaluation, they say the same."""

import pytest

from evaluations.evidence.claims import Basis, FlagStatus, Section
from evaluations.forms.reading import ReadEvaluation
from evaluations.forms.reading.text_documents import read_text
from tests.evaluations.forms.reading.documents import ANSWER, FLAGS, PLAIN, RATINGS, REASONS, Style, parts, written
from tests.rules.samples import DEFAULT


def read(text: str) -> ReadEvaluation:
    (one,) = read_text(text.encode(), DEFAULT)
    return one


def said(text: str) -> dict[Section, list[tuple[str | int, ...]]]:
    return {
        section: [(item.label, item.severity, item.competency, item.rating, item.verdict, item.text) for item in items]
        for section, items in read(text).sections.items()
    }


USUAL = said(written())


def lines(text: str) -> list[str]:
    return [line.text for line in read(text).not_understood]


def instead(part: str, *said: str) -> str:
    """The usual document with other lines in one of its parts."""
    number = list(parts()).index(part) % 7 + 1
    return written(said={**parts(), part: PLAIN.part(number, part, list(said))})


def test_what_is_stated_is_kept_as_stated() -> None:
    evaluation = read(written())
    (recommendation,) = evaluation.sections[Section.RECOMMENDATION]
    assert (recommendation.verdict, recommendation.text, recommendation.basis) == (
        "Leaning Hire",
        REASONS,
        Basis.STATED,
    )
    assert {item.competency: item.rating for item in evaluation.sections[Section.RATINGS]} == RATINGS
    assert {item.basis for item in evaluation.sections[Section.RATINGS]} == {Basis.STATED}
    assert [(item.label, item.text, item.severity, item.status) for item in evaluation.sections[Section.FLAGS]] == [
        (label, detail, severity, FlagStatus.UNCONFIRMED) for label, (detail, severity) in FLAGS.items()
    ]
    assert list(evaluation.sections) == list(Section)
    assert (evaluation.level, evaluation.not_understood) == ("Senior", ())


def test_what_repeats_the_answer_is_quoted() -> None:
    _, note, _ = read(written()).sections[Section.NOTES]
    (span,) = note.evidence
    assert (note.basis, ANSWER[span.start : span.end]) == (Basis.QUOTED, "called the mill within ten minutes")


def test_a_rating_with_a_rationale_that_repeats_the_answer_stays_stated() -> None:
    text = written().replace("Strong(🌟)", "Strong (🌟) - called the mill within ten minutes")
    ownership = read(text).sections[Section.RATINGS][0]
    assert (ownership.rating, ownership.text) == ("Strong", "called the mill within ten minutes")
    assert (ownership.basis, len(ownership.evidence)) == (Basis.STATED, 1)


@pytest.mark.parametrize("rule", ["", "-" * 20, "***", "____", "- - -", "=" * 60])
def test_any_rule_line(rule: str) -> None:
    assert said(written(PLAIN.but(rule=rule))) == USUAL


@pytest.mark.parametrize(
    "heading",
    [
        *("### {name}", "### {number}. {name}", "## {name}", "**{name}**", "**{number}. {name}:**", "{number}) {name}"),
        *("Section {number}: {name}", "{name}", "{name}:", "{number}. {name} (for the committee)", "📝 {name}"),
    ],
)
@pytest.mark.parametrize("rule", ["", PLAIN.rule])
def test_any_style_of_headings(heading: str, rule: str) -> None:
    assert said(written(PLAIN.but(heading=heading, rule=rule))) == USUAL


@pytest.mark.parametrize(
    "group", ["# {name}", "### {name}", "**{name}**", "{name}:", "{name}", "{name}\n======", "## 📝 {name}"]
)
def test_any_style_of_groups(group: str) -> None:
    text = written(PLAIN.but(group=group))
    assert (said(text), read(text).answer) == (USUAL, ANSWER)


def test_capitals_in_headings() -> None:
    assert said(written().replace("Strengths", "STRENGTHS").replace("## Answer", "## ANSWER")) == USUAL


@pytest.mark.parametrize("bullet", ["* ", "• ", "– ", "1. ", "1) ", "", "  - ", "•"])
def test_any_bullet(bullet: str) -> None:
    assert said(written(PLAIN.but(bullet=bullet))) == USUAL


@pytest.mark.parametrize(
    "style",
    [
        PLAIN.but(rating="{mark}"),
        PLAIN.but(rating="{word}"),
        PLAIN.but(rating="**{word}**"),
        PLAIN.but(rating="{mark} {word}"),
        PLAIN.but(rating="{word} ({mark})"),
        PLAIN.but(rated="| {competency} | {rating} |"),
        PLAIN.but(rated="* **{competency}** – {rating}"),
        PLAIN.but(rated="**{competency}: {rating}**"),
    ],
)
def test_any_way_to_write_a_rating(style: Style) -> None:
    assert said(written(style)) == USUAL


@pytest.mark.parametrize("spelling", ["Meets Plus", "meets+", "Meets +", "👍🏽", "4/5", "Meets-plus", ":+1:", "ðŸ‘"])
def test_other_spellings_of_a_rating(spelling: str) -> None:
    assert said(written().replace("Meets+(👍)", spelling)) == USUAL


@pytest.mark.parametrize("name", ["Leadership/Influence", "leadership and influence", "Leadership & Influence"])
def test_other_spellings_of_a_competency(name: str) -> None:
    assert said(written().replace("Leadership / Influence", name)) == USUAL


def test_a_table_with_its_head() -> None:
    rows = [f"| {name} | {rating} |" for name, rating in RATINGS.items()]
    text = instead("Competency Ratings", "| Competency | Rating |", "|---|:---:|", *rows)
    assert (said(text), lines(text)) == (USUAL, [])


@pytest.mark.parametrize(
    "written_as", ["Culture Fit: Meh", "Culture Fit: Meets most of it", "Grit: Meets+", "Culture Fit: 4"]
)
def test_a_rating_that_the_rubric_does_not_know_is_said(written_as: str) -> None:
    text = written().replace("Culture Fit: Meets+(👍)", written_as)
    assert lines(text) == [written_as]
    last = read(text).sections[Section.RATINGS][-1]
    assert (last.competency, last.rating, last.basis) == ("Culture Fit", "Not assessed", Basis.ABSENT)


def test_a_rationale_may_have_any_letters() -> None:
    """Some of them have a longer small form."""
    text = written().replace("Strong(🌟)", "Strong (🌟) - stets groß, notes: viele")
    assert read(text).sections[Section.RATINGS][0].text == "stets groß, notes: viele"


def test_a_word_that_contradicts_its_mark_is_said() -> None:
    text = written().replace("Strong(🌟)", "Strong(👌)")
    assert said(text) == USUAL
    assert [line for line in lines(text) if "differ" in line]


@pytest.mark.parametrize(
    "severity",
    [
        *(
            "- {stars}",
            "- {label}: {number}/5",
            "- {label}: {number}",
            "{number}",
            "| {label} | {stars} |",
            "{number}/5",
        ),
        *("- **{label}** - {number} - mild concern", "{label} (severity {number})", "- {label} {stars}"),
    ],
)
def test_any_way_to_write_a_severity(severity: str) -> None:
    assert said(written(PLAIN.but(severity=severity.replace(" - mild concern", "")))) == USUAL


@pytest.mark.parametrize(
    "stars", ["⭐⭐", "⭐️⭐️", "★★", "2 - mild concern", "2 (mild)", "mild", "2 out of 5", "Severity: 2"]
)
def test_two_stars(stars: str) -> None:
    assert said(written().replace("★★☆☆☆", stars)) == USUAL


@pytest.mark.parametrize(
    "flag",
    [
        *("- **{label}**: {detail}", "- {label} - {detail}", "1. {label} — {detail}", "**{label}**\n{detail}"),
        *("| {label} | {detail} |", "- {label}:\n  {detail}"),
    ],
)
def test_any_way_to_write_a_flag(flag: str) -> None:
    assert said(written(PLAIN.but(flag=flag))) == USUAL


def test_flags_with_their_severities() -> None:
    flagged = [f"- {label} ({'★' * severity}): {detail}" for label, (detail, severity) in FLAGS.items()]
    text = instead("Red Flag Detection", *flagged).replace(parts()["Red Flag Severity Rating"], "")
    assert (said(text), lines(text)) == (USUAL, [])


def test_flags_of_one_name_have_their_severities_in_order() -> None:
    text = instead("Red Flag Detection", "- Vagueness: on Friday", "- Vagueness: on Monday")
    severities = PLAIN.part(2, "Red Flag Severity Rating", ["- Vagueness: ★★★★☆", "- Vagueness: ★☆☆☆☆"])
    flags = read(text.replace(parts()["Red Flag Severity Rating"], severities)).sections[Section.FLAGS]
    assert [(flag.text, flag.severity) for flag in flags] == [("on Friday", 4), ("on Monday", 1)]


def test_a_severity_that_names_a_part_of_one_flag_is_that_ones() -> None:
    text = written().replace("- Lack of reflection: ★★★☆☆", "- Reflection: ★★★☆☆")
    assert (said(text), lines(text)) == (USUAL, [])


def test_a_severity_line_in_the_flags_own_part_keeps_its_reason() -> None:
    text = instead("Red Flag Detection", "- Vagueness: The colleagues' part stays open.", "  - Severity: 4 - twice so")
    (flag,) = read(text.replace(parts()["Red Flag Severity Rating"], "")).sections[Section.FLAGS]
    assert (flag.severity, flag.text) == (4, "The colleagues' part stays open. twice so")


def test_a_flag_without_a_severity_takes_a_usual_one_and_says_so() -> None:
    text = written(said={name: part for name, part in parts().items() if name != "Red Flag Severity Rating"})
    assert len([line for line in lines(text) if "no severity" in line]) == 2
    assert all(1 <= flag.severity <= 5 for flag in read(text).sections[Section.FLAGS])


@pytest.mark.parametrize("none", ["None", "- None", "No red flags.", "- No red flags detected", "N/A"])
def test_none_is_none(none: str) -> None:
    text = instead("Red Flag Detection", none).replace(parts()["Red Flag Severity Rating"], "")
    assert (said(text)[Section.FLAGS], lines(text)) == ([], [])


@pytest.mark.parametrize(
    "verdict",
    [
        "Leaning Hire",
        "🤔",
        "**Leaning Hire**",
        "Recommendation: Leaning Hire",
        "Verdict: 🤔",
        "- Lean hire (🤔)",
        "Verdict: **Leaning-Hire**",
    ],
)
def test_any_way_to_write_a_verdict(verdict: str) -> None:
    assert said(written().replace("- 🤔 Leaning Hire", verdict)) == USUAL


def test_the_recommendation_wins_over_the_rating_at_the_top_and_it_is_said() -> None:
    text = written(rating="Hire")
    assert said(text) == USUAL
    assert [line for line in lines(text) if "Hire at its top and Leaning Hire" in line]


def test_without_a_recommendation_the_rating_at_the_top_counts() -> None:
    text = written(said={name: part for name, part in parts().items() if name != "Final Overall Recommendation"})
    (item,) = read(text).sections[Section.RECOMMENDATION]
    assert (item.verdict, item.text, item.basis) == ("Leaning Hire", "", Basis.STATED)
