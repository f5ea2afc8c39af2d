"""What stops a command from starting, told to the person who typed it."""


class Trouble(Exception):
    """Its message is one or more plain sentences with what to do; it is printed, never traced."""
