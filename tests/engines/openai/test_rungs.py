import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.engines.openai.rungs import Extra, Form, Rung

extras = st.frozensets(st.sampled_from(Extra))
TOP = Rung(Form.JSON_SCHEMA, frozenset(Extra))


@given(st.sampled_from(Form), extras, extras)
def test_a_rung_is_remembered_as_text(form: Form, taken: frozenset[Extra], refused: frozenset[Extra]) -> None:
    rung = Rung(form, taken, refused)
    assert Rung.parse(str(rung)) == rung


@pytest.mark.parametrize("text", ["", "yaml", "json_schema speed", "json_schema without", "without usage"])
def test_a_text_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Rung.parse(text)


@pytest.mark.parametrize(
    ("complaint", "left"),
    [
        (
            "Unrecognized request argument supplied: stream_options",
            "json_schema stream temperature tokens without usage",
        ),
        ("stream is not supported", "json_schema temperature tokens without stream usage"),
        ("Unsupported parameter: 'max_tokens'", "json_schema stream temperature usage without tokens"),
        ("temperature does not support 0.2", "json_schema stream tokens usage without temperature"),
        ("Invalid schema for response_format", "json_object stream temperature tokens usage"),
        ('{"detail": [{"loc": ["body", "response_format"]}]}', "json_object stream temperature tokens usage"),
        ("failed to compile the grammar", "json_object stream temperature tokens usage"),
        ("Extra inputs are not permitted", "json_schema stream temperature tokens without usage"),
    ],
)
def test_a_complaint_takes_away_what_it_names(complaint: str, left: str) -> None:
    assert str(TOP.without(complaint)) == left


def test_what_is_not_sent_is_not_what_the_complaint_is_about() -> None:
    plain = Rung(Form.JSON_SCHEMA, frozenset())
    assert plain.without("stream: the messages are too many") is None
    assert plain.without("The messages are too many.") is None


@given(st.lists(st.sampled_from(("stream_options", "stream", "max_tokens", "temperature", "schema", "parameter"))))
def test_the_ladder_ends(complaints: list[str]) -> None:
    rung: Rung | None = TOP
    for complaint in (*complaints, *["parameter"] * 4):
        rung = rung and rung.without(complaint)
    assert rung is None


def test_what_is_configured_later_is_used_unless_it_was_refused() -> None:
    refused = Rung.parse("json_object without usage")
    assert str(refused.carrying(TOP.extras)) == "json_object stream temperature tokens without usage"
