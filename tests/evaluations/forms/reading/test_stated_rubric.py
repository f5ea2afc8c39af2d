"""An evaluation that says by which rubric it was judged is read in that one's words, where that rubric is here."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest

from evaluations.evidence.claims import Section
from evaluations.forms.json_form import to_json
from evaluations.forms.markdown_form import to_markdown
from evaluations.forms.reading import ReadEvaluation, Unreadable, read
from evaluations.forms.record import Record
from evaluations.rules.rubric import Rubric
from tests.evaluations.forms.any_record import as_read
from tests.evaluations.forms.records import RECORD
from tests.rules.samples import DEFAULT, SOURCE

OTHER = Rubric.from_toml(SOURCE.replace('"Meets+"', '"Solid"').replace('"Leaning Hire"', '"Perhaps"'))
OWNERSHIP, CULTURE_FIT = RECORD.items(Section.RATINGS)
(VERDICT,) = RECORD.items(Section.RECOMMENDATION)
JUDGED = replace(
    RECORD,
    rubric=OTHER,
    rubric_version=2,
    if_flags_confirmed="Perhaps",
    sections={
        **RECORD.sections,
        Section.RATINGS: (replace(OWNERSHIP, rating="Solid"), CULTURE_FIT),
        Section.RECOMMENDATION: (replace(VERDICT, override="Perhaps"),),
    },
)


def lookup(name: str, version: int) -> Rubric | None:
    return {(DEFAULT.name, 2): OTHER, (DEFAULT.name, 3): DEFAULT}.get((name, version))


def read_one(text: str) -> ReadEvaluation:
    (found,) = read(text.encode(), DEFAULT, lookup=lookup)
    return found


def in_json(record: Record) -> str:
    return json.dumps(to_json(record))


@pytest.mark.parametrize("written", [in_json(JUDGED), to_markdown(JUDGED)], ids=["json", "markdown"])
def test_it_is_read_in_its_own_words(written: str) -> None:
    assert read_one(written) == as_read(JUDGED)


def test_each_evaluation_of_a_file_is_read_in_its_own_words() -> None:
    found = read(f"[{in_json(JUDGED)}, {in_json(RECORD)}]".encode(), DEFAULT, lookup=lookup)
    assert found == (as_read(JUDGED), as_read(RECORD))


def test_a_document_that_was_changed_by_hand_is_read_in_its_own_words() -> None:
    changed = read_one(to_markdown(JUDGED).replace("- Acts at once", "- Acts in the end"))
    assert next(item.rating for item in changed.sections[Section.RATINGS]) == "Solid"
    assert changed.sections[Section.RECOMMENDATION][0].verdict == "Perhaps"
    assert (changed.rubric_name, changed.rubric_version) == (DEFAULT.name, 2)


def test_words_of_a_rubric_that_is_not_here_are_refused_with_those_that_are_known() -> None:
    with pytest.raises(Unreadable, match=r"“Solid” is not known. Known: Strong, Meets\+"):
        read_one(in_json(replace(JUDGED, rubric_version=7)))


@pytest.mark.parametrize("stated", [None, [], "x", {}, {"name": 1, "version": 2}, {"name": "\0", "version": 2}])
def test_what_states_no_rubric_is_read_in_the_usual_words(stated: object) -> None:
    form = {**to_json(RECORD), "rubric": stated}
    asked = []

    def none_is_asked_for(name: str, version: int) -> None:
        asked.append((name, version))

    with suppress(Unreadable):
        read(json.dumps(form).encode(), DEFAULT, lookup=none_is_asked_for)
    assert asked == []
