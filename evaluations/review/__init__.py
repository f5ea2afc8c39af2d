"""What people decide and write on top of a draft, one story a file.

Every edit is appended, never written over another; the verdict that follows is recomputed in the same transaction. An
edit takes a constant number of statements. It names the number it was made on; where somebody was faster it is
refused, and the page shows the present state beside what was typed.
"""

from evaluations.review.appending import EDITED_SECTIONS, REASON_LIMIT, SIGNED, Decision, NotTheirs, Outdated, Refused
from evaluations.review.flags import decide_flag
from evaluations.review.order import move
from evaluations.review.ratings import rate
from evaluations.review.reviewed import mark_reviewed, undecided
from evaluations.review.support import CLAIMING, NotAQuote, attach, checked, detach
from evaluations.review.undo import undo
from evaluations.review.verdict import override
from evaluations.review.wording import LABEL_LIMIT, TEXT_LIMIT, Words, add, put_back, remove, reword

__all__ = [
    "CLAIMING",
    "EDITED_SECTIONS",
    "LABEL_LIMIT",
    "REASON_LIMIT",
    "SIGNED",
    "TEXT_LIMIT",
    "Decision",
    "NotAQuote",
    "NotTheirs",
    "Outdated",
    "Refused",
    "Words",
    "add",
    "attach",
    "checked",
    "decide_flag",
    "detach",
    "mark_reviewed",
    "move",
    "override",
    "put_back",
    "rate",
    "remove",
    "reword",
    "undecided",
    "undo",
]
