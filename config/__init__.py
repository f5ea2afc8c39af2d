"""How Debrief is put together: settings, URLs, and the processes that run it."""
