"""What the committee did about the cases of a candidate, as one person may see it."""

from evaluations.deliberations.case import Deliberated
from evaluations.deliberations.facts import Remarked
from evaluations.deliberations.json_form import to_json
from evaluations.deliberations.reading import deliberated, deliberations, locked

__all__ = ["Deliberated", "Remarked", "deliberated", "deliberations", "locked", "to_json"]
