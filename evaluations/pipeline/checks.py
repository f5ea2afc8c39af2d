"""Trying an engine out in a worker: the web never speaks to a model."""

import logging

from django.db import connection
from django.db.models.functions import Now

from evaluations.engines.openai.endpoints import EndpointMisconfigured
from evaluations.engines.registry import UnknownEngine
from evaluations.engines.report import Report, report_on
from evaluations.models import EngineCheck

ENGINE_DEFECT = "The engine stopped with an error of its own. The log of the worker says where."

logger = logging.getLogger(__name__)


def run(check_id: int) -> None:
    """Does nothing where the check is over, or unknown."""
    engine = EngineCheck.objects.filter(pk=check_id, finished_at=None).values_list("engine", flat=True).first()
    if engine is None:
        return
    # A model takes seconds. No connection of the pool waits with it.
    connection.close()
    finish(check_id, _report(engine))


def finish(check_id: int, report: Report) -> None:
    """The first report stays."""
    EngineCheck.objects.filter(pk=check_id, finished_at=None).update(
        lines=report.lines, problem=report.problem, finished_at=Now()
    )


def _report(engine: str) -> Report:
    try:
        return report_on(engine)
    except (UnknownEngine, EndpointMisconfigured) as error:
        # What the worker reads may differ from what the web does.
        return Report((), f"Where the worker runs: {error}")
    except Exception:
        logger.exception("The engine %s has a defect", engine)
        return Report((), ENGINE_DEFECT)
