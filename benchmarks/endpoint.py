"""A scripted endpoint in a process of its own, so that its CPU time is nobody else's: python -m benchmarks.endpoint

Prints its address, answers every call after half a second, and ends when its input does.
"""

import sys
import time

from tests.engines.openai.replies import FEEDBACK
from tests.openai_server import Exchange, OpenAIServer, completed

LATENCY = 0.5
"""Seconds."""


def answer(exchange: Exchange) -> None:
    time.sleep(LATENCY)
    completed(FEEDBACK)(exchange)


if __name__ == "__main__":
    with OpenAIServer([answer]) as server:
        print(server.base_url, flush=True)
        sys.stdin.read()
