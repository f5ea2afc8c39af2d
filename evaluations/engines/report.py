"""What people read of an engine that was tried out: the same lines in the terminal and on the page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluations.engines import registry
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.openai.rungs import Form, Rung
from evaluations.engines.trial import Trial

if TYPE_CHECKING:
    from evaluations.engines.openai.check import Checked

BUILT_IN = "builtin"
_WITHOUT_ENDPOINT = "rules on this machine; there is no endpoint, so it needs no check"
_FIRST_LISTED = "the first model that it lists"
_KNOWN = {True: "yes", False: "no", None: "cannot be told"}


@dataclass(frozen=True, slots=True)
class Report:
    lines: tuple[tuple[str, str], ...]
    """What was looked at, and what was found."""
    problem: str = ""
    """One line; empty where all is well."""


def report_on(name: str) -> Report:
    """Tries the engine out, which takes as long as two passes.

    Raises UnknownEngine or EndpointMisconfigured; what else escapes is a defect of the engine.
    """
    endpoint = registry.endpoint_of(name)
    return _of_endpoint(endpoint) if endpoint else _of_engine(name)


def _of_endpoint(endpoint: Endpoint) -> Report:
    # Imported when asked for, as engines are: the web knows reports and tries nothing out.
    from evaluations.engines.openai.check import check

    checked = check(endpoint)
    lines = (
        ("Endpoint", f"{endpoint.name}: {endpoint.model or _FIRST_LISTED} at {endpoint.address}"),
        ("Reachable", _KNOWN[checked.is_reachable]),
        ("Model known", _known_model(endpoint, checked)),
        ("Rung of the ladder", _rung(checked)),
        ("Streaming", _streaming(endpoint, checked)),
        ("Tokens", _tokens(checked)),
        ("Sample evaluation", _sample(checked.quotes, checked.quotes_found, is_drafted=not checked.problem)),
        ("Took", f"{checked.seconds:.1f} s"),
    )
    return Report(lines, checked.problem)


def _of_engine(name: str) -> Report:
    try:
        engine = registry.get(name)
    except (ImportError, AttributeError) as error:
        return Report((("Engine", name),), f"The engine cannot be loaded: {error}.")
    trial = Trial.of(engine)
    lines = (
        ("Engine", f"{name}: {_WITHOUT_ENDPOINT if name == BUILT_IN else 'an engine of your own'}"),
        ("Sample evaluation", _sample(len(trial.quotes), trial.quotes_found, is_drafted=trial.failure is None)),
        ("Took", f"{trial.seconds:.1f} s"),
    )
    return Report(lines, trial.failure.reason if trial.failure else "")


def _known_model(endpoint: Endpoint, checked: "Checked") -> str:
    known = _KNOWN[checked.is_model_known]
    if checked.model == endpoint.model:
        return known
    return f"{known}, it calls itself {checked.model}"


def _rung(checked: "Checked") -> str:
    if checked.rung is None:
        return "none that worked"
    form = Rung.parse(checked.rung).form
    return f"{form} (of {', '.join(Form)}, the strictest first)"


def _streaming(endpoint: Endpoint, checked: "Checked") -> str:
    if not endpoint.stream:
        return "switched off"
    if checked.streams is None:
        return _KNOWN[None]
    return "yes, sections are shown as they come" if checked.streams else "no, a reply is shown once it is complete"


def _tokens(checked: "Checked") -> str:
    if checked.tokens_in is None or checked.tokens_out is None:
        return "unknown, the endpoint does not say"
    return f"{checked.tokens_in:,} in, {checked.tokens_out:,} out"


def _sample(quotes: int, found: int, *, is_drafted: bool) -> str:
    return f"drafted, {found} of its {quotes} quotes found in the answer" if is_drafted else "none"
