"""What the worker does with a pass: claim it, have an engine draft it, check the reply, store it once."""
