import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.engines.openai.incoming import Completion, EndedEarly, ErrorInside, Incoming, NotACompletion
from tests.openai_server import MODEL, USAGE, event, pieces


def read(body: str, size: int = 7) -> Completion:
    incoming = Incoming()
    for start in range(0, len(body), size):
        incoming.feed(body[start : start + size])
    return incoming.completion()


def stream(*events: str, end: str = "\n\n") -> str:
    return end.join((*events, ""))


DONE = "data: [DONE]"
COUNTED = f"data: {json.dumps({'choices': [], 'usage': USAGE})}"


@given(st.text(), st.integers(1, 50), st.integers(1, 9), st.sampled_from(("\n\n", "\r\n\r\n", "\n")))
def test_a_stream_says_the_same_in_pieces_of_any_size(text: str, size: int, piece: int, end: str) -> None:
    events = [event(text[start : start + piece]) for start in range(0, len(text), piece)]
    body = stream(": ping", *events, event(finish="stop"), COUNTED, DONE, end=end)
    assert read(body, size) == Completion(
        text=text, finish="stop", model=MODEL, id="chatcmpl-1", tokens_in=900, tokens_out=300
    )


def test_text_is_given_as_it_comes() -> None:
    incoming = Incoming()
    assert [incoming.feed(f"{line}\n\n") for line in pieces("abcdef", 3)] == ["abc", "def"]


def test_a_whole_reply_brings_its_text_at_its_end() -> None:
    body = json.dumps({"choices": [{"message": {"content": "all of it"}, "finish_reason": "stop"}], "usage": USAGE})
    incoming = Incoming()
    assert incoming.feed(body) == ""
    assert incoming.completion() == Completion(text="all of it", finish="stop", tokens_in=900, tokens_out=300)


def test_content_may_come_in_parts() -> None:
    parts = [{"type": "text", "text": "one "}, {"type": "text", "text": "two"}, "noise"]
    assert read(json.dumps({"choices": [{"message": {"content": parts}}]})).text == "one two"


@pytest.mark.parametrize(
    "body",
    [
        '{"choices": null}',
        '{"choices": []}',
        '{"choices": [null]}',
        '{"choices": [{"message": null}]}',
        '{"choices": [{"message": {"content": null}}], "usage": null}',
        '{"choices": [{"message": "hello"}], "usage": "many", "model": 3}',
        stream('data: {"choices": null}', DONE),
        stream('data: {"choices": [{"delta": "hello"}]}', DONE),
        stream("data: [1]", "data: not json", "event: ping", DONE),
    ],
)
def test_a_reply_that_says_nothing_is_empty(body: str) -> None:
    completion = read(body)
    assert (completion.text, completion.tokens_in, completion.model) == ("", None, None)


@pytest.mark.parametrize(
    "body", ["<html></html>", '"pong"', "[]", "3", "{}", '{"detail": "Not Found"}', "pong", "busy"]
)
def test_a_body_that_no_endpoint_sends_is_told_apart(body: str) -> None:
    with pytest.raises(NotACompletion):
        read(body)


def test_a_stream_that_stops_is_told_apart() -> None:
    with pytest.raises(EndedEarly):
        read(stream(*pieces("half of")))
    with pytest.raises(EndedEarly):
        read('{"choices": [{"message": {"cont')
    assert read(stream(*pieces("all of it"), DONE)).text == "all of it"
    with pytest.raises(EndedEarly):
        read("")


def test_an_error_inside_is_told_apart() -> None:
    for body in ('{"error": {"code": 429}}', stream(*pieces("half"), 'data: {"error": {"code": 429}}')):
        with pytest.raises(ErrorInside) as found:
            read(body)
        assert found.value.error == {"code": 429}


@given(st.text() | st.text(alphabet='{}[]":,adt \n'), st.integers(1, 9))
def test_no_body_breaks_it(body: str, size: int) -> None:
    incoming = Incoming()
    for prefix in ("", "data: ", '{"choices": '):
        incoming.feed(prefix)
        for start in range(0, len(body), size):
            incoming.feed(body[start : start + size])
        try:
            incoming.completion()
        except (ErrorInside, NotACompletion, EndedEarly):
            continue
