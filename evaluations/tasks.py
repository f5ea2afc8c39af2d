"""The doorbell. A message is a number or an id and nothing else: lost ones are rung again, doubled ones do nothing."""

import logging
from uuid import UUID

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from evaluations import mentioning, reminding, what_if
from evaluations.documents import batches, working
from evaluations.engines.report import Report
from evaluations.models import EngineCheck, TriedAnswer, WhatIf
from evaluations.pipeline import checks, passes, trying
from evaluations.pipeline.sweep import take_due

SOON = 60.0
"""Seconds up to which a pass that is to be tried again gets a doorbell of its own; later ones are the sweeper's."""

QUEUE_AWAY = "The queue does not answer, so no worker could be told. Try again in a moment."

logger = logging.getLogger(__name__)


@shared_task
def draft_pass(pass_id: int) -> None:
    again = passes.run(pass_id)
    if again is not None and again <= SOON:
        draft_pass.apply_async((pass_id,), countdown=again)


@shared_task
def sweep() -> None:
    ids = take_due()
    if ids:
        logger.info("Ringing %d passes that nobody works on", len(ids))
    ring(ids)
    for batch_id in batches.take_due():
        ring_import(batch_id)


@shared_task
def tidy() -> None:
    if gone := batches.purge():
        logger.info("Deleted %d uploads that nobody decided about", gone)


@shared_task
def remind() -> None:
    if sent := reminding.remind(timezone.now()):
        logger.info("Reminded %d interviewers of what waits for their signature", sent)


@shared_task
def mail_mentions() -> None:
    mentioning.mail()


@shared_task
def work_on_import(batch_id: str) -> None:
    working.work(UUID(batch_id))


@shared_task
def check_engine(check_id: int) -> None:
    checks.run(check_id)


@shared_task
def run_what_if(what_if_id: int) -> None:
    what_if.run(what_if_id)


@shared_task
def try_answer(tried_id: int) -> None:
    trying.run(tried_id)


def ring(pass_ids: list[int]) -> None:
    """Tell a worker. Where the queue is away, the sweeper tells one later."""
    for pass_id in pass_ids:
        try:
            draft_pass.delay(pass_id)
        except OperationalError:
            logger.warning("The queue does not answer; pass %s waits for the sweeper", pass_id)


def ring_mentions() -> None:
    """Tell a worker to mail who was mentioned. Where the queue is away, the sweeper does it later."""
    try:
        mail_mentions.delay()
    except OperationalError:
        logger.warning("The queue does not answer; who was mentioned is mailed later")


def ring_import(batch_id: UUID) -> None:
    """Tell a worker. Where the queue is away, the sweeper tells one later."""
    try:
        work_on_import.delay(str(batch_id))
    except OperationalError:
        logger.warning("The queue does not answer; the import %s waits for the sweeper", batch_id)


def ask_for_check(check: EngineCheck) -> None:
    """Tell a worker. Nobody sweeps these: where the queue is away, the check says so and is over."""
    try:
        check_engine.delay(check.pk)
    except OperationalError:
        checks.finish(check.pk, Report((), QUEUE_AWAY))


def ask_for_what_if(asked: WhatIf) -> None:
    """Tell a worker. Nobody sweeps these: where the queue is away, the run says so and is over."""
    try:
        run_what_if.delay(asked.pk)
    except OperationalError:
        what_if.finish(asked.pk, QUEUE_AWAY)


def ask_for_try(tried: TriedAnswer) -> None:
    """As `ask_for_what_if`."""
    try:
        try_answer.delay(tried.pk)
    except OperationalError:
        trying.finish(tried.pk, QUEUE_AWAY)
