"""What all drafts have in common: the memory of endpoints, and their limits. Of this process, unless an application
that has several puts others in their place."""

from dataclasses import dataclass, field

from evaluations.engines.openai.limits import Limits, ProcessLimits
from evaluations.engines.openai.memory import Memory, ProcessMemory


@dataclass(slots=True)
class Shared:
    memory: Memory = field(default_factory=ProcessMemory)
    limits: Limits = field(default_factory=ProcessLimits)


shared = Shared()
