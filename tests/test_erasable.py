"""Whatever a candidate said, or was said about them, sits in a table that can be emptied: docs/decisions/0004.

A table is erasable when its docstring begins with that word. Every other column that could hold words is named here
with the reason why it holds none of a candidate's; a new one fails until somebody has thought about it.
"""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

PEOPLE = "about somebody who signs in, and a candidate never does"
HOUSE = "written by the house before any interview"
NAMES = "names of a rubric's competencies"
TECHNICAL = "says what software ran, in its own names"
RULES = "words of the rubric and sentences made of them"
NUMBERS = "numbers only"
INVENTED = "about an engine that read an invented answer"
PLAIN_WORDS = "our messages and an engine's, which hold no part of an answer"

IMPERSONAL = {
    "interviews.User.email": PEOPLE,
    "interviews.User.name": PEOPLE,
    "interviews.User.password": PEOPLE,
    "interviews.User.time_zone": PEOPLE,
    "interviews.Invitation.email": PEOPLE,
    "interviews.Opening.title": HOUSE,
    "interviews.Question.wording": HOUSE,
    "interviews.Question.aims": NAMES,
    "interviews.Question.probes": HOUSE,
    "interviews.QuestionVersion.wording": HOUSE,
    "interviews.QuestionVersion.aims": NAMES,
    "interviews.QuestionVersion.probes": HOUSE,
    "interviews.Answer.aims": NAMES,
    "evaluations.RubricVersion.name": HOUSE,
    "evaluations.RubricVersion.source": HOUSE,
    "evaluations.RubricVersion.reason": HOUSE,
    "evaluations.RubricDraft.source": HOUSE,
    "evaluations.RubricDraft.content": HOUSE,
    "evaluations.RubricDraft.reason": HOUSE,
    "evaluations.Evaluation.verdict": RULES,
    "evaluations.Evaluation.verdict_if_confirmed": RULES,
    "evaluations.Evaluation.override": RULES,
    "evaluations.Evaluation.trace": RULES,
    "evaluations.Evaluation.ruled_on": RULES,
    "evaluations.WhatIf.rubric": HOUSE,
    "evaluations.WhatIf.problem": PLAIN_WORDS,
    "evaluations.WhatIf.tally": RULES,
    "evaluations.MovedVerdict.before": RULES,
    "evaluations.MovedVerdict.after": RULES,
    "evaluations.Scorecard.own_ratings": RULES,
    "evaluations.Scorecard.own_verdict": RULES,
    "evaluations.Scorecard.combined": RULES,
    "evaluations.Scorecard.verdict": RULES,
    "evaluations.Scorecard.trace": RULES,
    "evaluations.Scorecard.answers": RULES,
    "evaluations.Scorecard.flags": NUMBERS,
    "evaluations.Standing.about": NAMES,
    "evaluations.Standing.scale": TECHNICAL,
    "evaluations.Standing.words": RULES,
    "evaluations.Handover.own_ratings": RULES,
    "evaluations.Handover.own_verdict": RULES,
    "evaluations.Vote.verdict": RULES,
    "evaluations.Decision.verdict": RULES,
    "evaluations.Decision.rubric_verdict": RULES,
    "evaluations.Decision.trace": RULES,
    "evaluations.SettingChange.value": HOUSE,
    "evaluations.OpeningPolicy.engine": TECHNICAL,
    "evaluations.OwnRatings.ratings": RULES,
    "evaluations.OwnRatings.verdict": RULES,
    "evaluations.EndpointHealth.endpoint": TECHNICAL,
    "evaluations.EndpointPlace.endpoint": TECHNICAL,
    "evaluations.EndpointRung.endpoint": TECHNICAL,
    "evaluations.EndpointRung.model": TECHNICAL,
    "evaluations.EndpointRung.rung": TECHNICAL,
    "evaluations.EngineCheck.engine": TECHNICAL,
    "evaluations.EngineCheck.lines": INVENTED,
    "evaluations.EngineCheck.problem": INVENTED,
    "evaluations.Draft.engine": TECHNICAL,
    "evaluations.Draft.aims": NAMES,
    "evaluations.Pass.failure": PLAIN_WORDS,
    "evaluations.Attempt.reason": PLAIN_WORDS,
    "evaluations.Attempt.engine": TECHNICAL,
    "evaluations.Attempt.model": TECHNICAL,
    "evaluations.Attempt.endpoint": TECHNICAL,
    "evaluations.Attempt.rung": TECHNICAL,
    "evaluations.Attempt.prompt_version": TECHNICAL,
    "evaluations.Attempt.request_id": TECHNICAL,
    "evaluations.Evaluation.taken": "the ids of drafts by section",
    "evaluations.Edit.item": "a random number",
    "evaluations.Edit.rank": "a number between two others, by which a list is sorted",
    "evaluations.ImportedFile.digest": "a file's checksum",
}
WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField, ArrayField)


def tables() -> Iterator[type[models.Model]]:
    for app in ("interviews", "evaluations"):
        yield from apps.get_app_config(app).get_models(include_auto_created=True)


def is_erasable(table: type[models.Model]) -> bool:
    return (table.__doc__ or "").startswith("Erasable: ")


def wordy_columns() -> set[str]:
    """Outside of erasable tables. A column of listed choices holds nobody's words."""
    return {
        f"{table._meta.label}.{field.name}"
        for table in tables()
        if not is_erasable(table)
        for field in table._meta.get_fields()
        if isinstance(field, WORDS) and not field.choices
    }


def test_every_column_that_could_hold_a_candidates_words_can_be_erased_or_holds_none() -> None:
    assert wordy_columns() == IMPERSONAL.keys()


def test_no_record_goes_when_an_erasable_one_is_emptied() -> None:
    """History refers to a candidate, a draft or an edit; nothing that stays is deleted along with what was said."""
    taken_along = [
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for table in tables()
        if is_erasable(table)
        for relation in table._meta.related_objects
        if relation.on_delete is models.CASCADE and not is_erasable(relation.related_model)
    ]
    assert taken_along == []
