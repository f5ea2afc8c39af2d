"""A rubric draft tried out: an engine drafts answers by it, and the rules decide. No evaluation is touched."""

import logging
from collections.abc import Iterable
from functools import partial

from django.db import connection
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from evaluations import present
from evaluations.engines import registry
from evaluations.engines.base import Assignment, EngineFailure, texts
from evaluations.engines.openai.endpoints import EndpointMisconfigured
from evaluations.engines.patience import patiently
from evaluations.engines.registry import UnknownEngine
from evaluations.engines.trial import PATIENCE, sample
from evaluations.evidence.claims import Item, PassKind, Section
from evaluations.evidence.grounding import ground
from evaluations.models import Evaluation, RubricDraft, TriedAnswer
from evaluations.pipeline.checks import ENGINE_DEFECT
from evaluations.pipeline.replays import assignment_of
from evaluations.rules.rubric import Rubric
from interviews.models import User

logger = logging.getLogger(__name__)


def ask(
    draft: RubricDraft, rubric: Rubric, evaluations: Iterable[Evaluation | None], engine: str, by: User
) -> list[TriedAnswer]:
    """Those that a worker has to be told about. None stands for the invented answer."""
    content = rubric.model_dump(mode="json")
    return TriedAnswer.objects.bulk_create(
        TriedAnswer(draft=draft, rubric=content, evaluation=evaluation, engine=engine, asked_by=by)
        for evaluation in evaluations
    )


def run(tried_id: int) -> None:
    """Does nothing where it is over, or gone."""
    tried = TriedAnswer.objects.filter(pk=tried_id, finished_at=None).first()
    if tried is None:
        return
    try:
        _try(tried, Rubric.model_validate(tried.rubric))
    except (UnknownEngine, EndpointMisconfigured, EngineFailure) as error:
        finish(tried_id, str(error))
    except Exception:
        logger.exception("Trying a rubric out with the engine %s stopped", tried.engine)
        finish(tried_id, ENGINE_DEFECT)


def finish(tried_id: int, problem: str) -> None:
    TriedAnswer.objects.filter(pk=tried_id, finished_at=None).update(finished_at=Now(), problem=problem)


def _try(tried: TriedAnswer, rubric: Rubric) -> None:
    engine = registry.get(tried.engine)
    assignments = [_assignment(tried, kind, rubric) for kind in PassKind]
    # A model takes seconds. No connection of the pool waits with it.
    connection.close()
    sections: dict[Section, tuple[Item, ...]] = {}
    for given in assignments:
        ask = partial(engine.draft, given, lambda section, claims: None)
        reply = patiently(ask, lambda failure: None, PATIENCE)
        sections |= ground(reply.sections, texts(given.answer, given.follow_ups), rubric)
    level, aims = assignments[0].level, assignments[0].aims
    decision = present.stand(present.drafted(sections), rubric=rubric, level=level, aims=aims).decision
    TriedAnswer.objects.filter(pk=tried.pk, finished_at=None).update(
        finished_at=Now(),
        sections={name.value: [item.to_json() for item in items] for name, items in sections.items()},
        verdict=decision.verdict,
        trace=[[step.text, step.decided] for step in decision.trace],
    )


def _assignment(tried: TriedAnswer, kind: PassKind, rubric: Rubric) -> Assignment:
    if tried.evaluation_id is None:
        return sample(kind, rubric)
    evaluation = Evaluation.objects.with_facts().get(pk=tried.evaluation_id)
    if evaluation.draft is None:
        raise EngineFailure("undrafted", _("This answer was never drafted."))
    names = (evaluation.answer.interview.candidate.name,)
    return assignment_of(evaluation.draft, kind, names, rubric=rubric)
