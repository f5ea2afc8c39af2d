"""The engine for every endpoint that speaks OpenAI's chat completions: docs/engines.md.

The client library is imported when the first draft is made, never by a web process.
"""
