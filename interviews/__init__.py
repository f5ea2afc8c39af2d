"""Who was interviewed for what, by whom, what was asked and what was answered. Knows of no judgement."""
