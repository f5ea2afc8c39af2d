"""What signed scorecards hold about a candidate, opening by opening. docs/candidate-page.md.

`case` is what is read for each look at it, `findings` what is worked out of answers and evaluations and stays the same
as long as the scorecards are signed.
"""

from evaluations.candidates.case import Case, Said, Seen
from evaluations.candidates.findings import Findings, Heard, Judged, Place, Row
from evaluations.candidates.reading import cases, findings, of_case

__all__ = ["Case", "Findings", "Heard", "Judged", "Place", "Row", "Said", "Seen", "cases", "findings", "of_case"]
