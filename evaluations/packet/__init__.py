"""Evaluations as a PDF that can be printed: one evaluation, one interview or one candidate.

`packet` says what goes in, `pdf` makes it. Typst sets it from the templates beside; docs/packet.md tells the rest.
"""
