"""Documents as they are read: what a file says, and what in it was not understood."""

from evaluations.forms.reading.results import Line, ReadEvaluation, Unreadable

__all__ = ["Line", "ReadEvaluation", "Unreadable"]
