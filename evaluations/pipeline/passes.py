"""One pass from claim to stored result, however often and wherever it is run."""

import logging
import traceback
from dataclasses import dataclass
from time import monotonic

from django.db import connection, transaction

from evaluations.engines import registry
from evaluations.engines.base import Assignment, EngineFailure, Reply, texts
from evaluations.engines.openai.endpoints import EndpointMisconfigured
from evaluations.evidence.claims import SECTIONS, Claim, Item, Section, Sections
from evaluations.evidence.grounding import InvalidReply, ground
from evaluations.models import Attempt
from evaluations.pipeline import leases, results
from evaluations.pipeline.claiming import Claimed, claim

logger = logging.getLogger(__name__)

ENGINE_DEFECT = "The engine stopped with an error of its own. The answer is saved; try again."
MISCONFIGURED = (
    "The configuration of the engines cannot be read. "
    "The answer is saved; an admin finds the reason on the page “Engines”."
)
UNUSABLE_REPLY = "The engine's reply could not be used: {reason} The answer is saved; try again."


def run(pass_id: int) -> float | None:
    """Does nothing where the pass is done, cancelled, not due, or in other hands.

    Returns after how many seconds it is due again, where it is.
    """
    job = _Job.begin(pass_id)
    if job is None:
        return None
    assignment = job.assignment
    # A model takes seconds. No connection of the pool waits with it.
    connection.close()
    reply = None
    try:
        with leases.kept(job.claimed.token):
            reply = registry.get(job.claimed.engine).draft(assignment, job.arrived)
        job.store(reply)
    except leases.LeaseLostError:
        job.close(Attempt.Outcome.SUPERSEDED, "The pass was cancelled or given to another worker.")
    except EngineFailure as failure:
        return job.fail_as(failure)
    except registry.UnknownEngine as error:
        job.fail(str(error))
    except EndpointMisconfigured as error:
        logger.error("Pass %s: %s", pass_id, error)  # noqa: TRY400
        job.fail(MISCONFIGURED)
    except InvalidReply as error:
        job.fail(UNUSABLE_REPLY.format(reason=error), reply=reply)
    except Exception as error:
        # Where it happened, without its message, which may hold what the candidate said.
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("Pass %s: the engine raised %s\n%s", pass_id, type(error).__name__, where)  # noqa: TRY400
        job.fail(ENGINE_DEFECT)
    return None


@dataclass(frozen=True, slots=True)
class _Job:
    """A claimed pass and the attempt at it."""

    claimed: Claimed
    began: float

    @classmethod
    def begin(cls, pass_id: int) -> "_Job | None":
        """None where there is nothing to do."""
        claimed = claim(pass_id)
        if claimed is None:
            return None
        if claimed.number > 1:
            results.close_abandoned(claimed.work, but=claimed.attempt)
        return cls(claimed, monotonic())

    @property
    def assignment(self) -> Assignment:
        claimed = self.claimed
        return Assignment(
            kind=claimed.kind,
            question=claimed.question,
            answer=claimed.answer,
            follow_ups=claimed.follow_ups,
            level=claimed.level,
            rubric=claimed.rubric,
            aims=tuple(claimed.aims),
            names=tuple(claimed.names),
            attempt=claimed.attempts_made,
        )

    def arrived(self, section: Section, claims: tuple[Claim, ...]) -> None:
        """Show a section before the rest of the reply is there."""
        grounded = self.ground({section: claims})
        results.store_provisional(self.claimed, section, grounded[section])
        connection.close()

    def ground(self, sections: Sections) -> dict[Section, tuple[Item, ...]]:
        said = texts(self.claimed.answer, self.claimed.follow_ups)
        return ground(sections, said, self.claimed.rubric)

    def store(self, reply: Reply) -> None:
        """Sections, attempt, raw reply and verdict, in one transaction, if the lease still holds.

        Raises InvalidReply and LeaseLostError.
        """
        if reply.sections.keys() != set(SECTIONS[self.claimed.kind]):
            raise InvalidReply("It does not have the sections that were asked for.")
        results.store(self.claimed, self.ground(reply.sections), reply, self.duration_ms)

    def fail_as(self, failure: EngineFailure) -> float | None:
        """As `run` returns."""
        if not failure.attempted and failure.retry_after is not None:
            self.put_back(failure.message, failure.retry_after)
            return failure.retry_after
        said = Reply(sections={}, raw=failure.raw) if failure.raw else None
        return self.fail(failure.message, retry_after=failure.retry_after, reply=said)

    def put_back(self, message: str, seconds: float) -> None:
        try:
            with transaction.atomic():
                results.put_back(self.claimed, message, seconds=seconds)
        except leases.LeaseLostError:
            self.close(Attempt.Outcome.SUPERSEDED, message)

    def fail(self, message: str, *, retry_after: float | None = None, reply: Reply | None = None) -> float | None:
        again = retry_after is not None and self.claimed.attempts_made < leases.MOST_ATTEMPTS
        try:
            with transaction.atomic():
                results.withdraw(self.claimed, message, retry_after=retry_after if again else None)
                outcome = Attempt.Outcome.RETRY_LATER if again else Attempt.Outcome.FAILED
                self.close(outcome, message, reply)
        except leases.LeaseLostError:
            self.close(Attempt.Outcome.SUPERSEDED, message)
            return None
        return retry_after if again else None

    def close(self, outcome: Attempt.Outcome, reason: str, reply: Reply | None = None) -> None:
        results.close_attempt(self.claimed.attempt, outcome, reason, duration_ms=self.duration_ms, reply=reply)

    @property
    def duration_ms(self) -> int:
        return round((monotonic() - self.began) * 1000)
