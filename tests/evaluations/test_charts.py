"""Pictures of counts on a scale: every number is in the words, in the drawing's lengths and beside them."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.charts import ROW, WIDTH, Chart, on_scale

SCALE = ("Strong", "Meets", "Below")
BESIDE = ("Not assessed",)
NAME = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)

found = st.lists(st.tuples(st.sampled_from((*SCALE, *BESIDE, "Elsewhere")), NAME), max_size=60)


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg())


def on_row(svg: ElementTree.Element, index: int, tag: str) -> list[ElementTree.Element]:
    """The shapes in a row, without the band, which is 2 wide."""
    middle = ROW * (index + 0.5)

    def at(shape: ElementTree.Element) -> float:
        return float(shape.get("cy") or float(shape.get("y", 0)) + float(shape.get("height", 0)) / 2)

    return [shape for shape in svg.iter(tag) if at(shape) == middle and shape.get("class") != "chart-band"]


def one(things: list[tuple[str, str]], title: str = "Verdicts") -> Chart:
    (chart,) = on_scale([(title, things)], SCALE, BESIDE)
    return chart


@given(found)
def test_each_row_has_as_much_as_was_found(things: list[tuple[str, str]]) -> None:
    chart = one(things)
    svg = drawn(chart)
    for index, step in enumerate(chart.steps):
        count = sum(word == step.word for word, _ in things)
        dots, bars = on_row(svg, index, "circle"), on_row(svg, index, "rect")
        if chart.has_dots:
            assert (len(dots), bars) == (count, [])
        else:
            assert dots == []
            assert sum(float(bar.get("width", 0)) for bar in bars) == pytest.approx(count * chart.apart, abs=0.01)
        assert on_row(svg, index, "text")[-1].text == str(count)


@given(found)
def test_the_words_say_every_number(things: list[tuple[str, str]]) -> None:
    chart = one(things)
    title = drawn(chart).find("title")
    assert title is not None
    assert title.text == chart.text
    for word in SCALE:
        assert f"{word} {sum(one == word for one, _ in things)}" in chart.text


@given(found)
def test_nothing_is_drawn_outside_and_dots_do_not_touch(things: list[tuple[str, str]]) -> None:
    chart = one(things)
    svg = drawn(chart)
    assert (svg.get("width"), svg.get("height")) == (str(WIDTH), str(ROW * len(chart.steps)))
    for shape in svg.iter():
        right = float(shape.get("x", 0)) + float(shape.get("width", 0))
        assert right <= WIDTH
        if "cx" in shape.attrib:
            radius = float(shape.get("r", 0))
            assert radius <= float(shape.get("cx", 0)) <= WIDTH - radius
    for index in range(len(chart.steps)):
        places = [float(dot.get("cx", 0)) for dot in on_row(svg, index, "circle")]
        assert all(after - before > 2 * 5.5 - 0.01 for before, after in pairwise(places))


@given(found, found)
def test_pictures_beside_each_other_have_one_measure(
    first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    charts = on_scale([("First", first), ("Second", second)], SCALE)
    assert len({(chart.apart, chart.has_dots) for chart in charts}) == 1


def test_the_band_goes_from_the_highest_to_the_lowest_of_the_scale() -> None:
    def band(*words: str) -> tuple[str | None, str | None] | None:
        shape = drawn(one([(word, "x") for word in words])).find("rect[@class='chart-band']")
        return None if shape is None else (shape.get("y"), shape.get("height"))

    assert band("Strong", "Below") == ("11", "44")
    assert band("Meets", "Below", "Not assessed") == ("33", "22")
    assert band("Meets", "Meets") is None
    assert band("Meets", "Not assessed") is None


def test_a_word_that_is_no_step_has_a_row_only_where_something_has_it() -> None:
    assert [step.word for step in one([("Strong", "x")]).steps] == list(SCALE)
    assert [step.word for step in one([("Not assessed", "x")]).steps] == [*SCALE, *BESIDE]


def test_words_are_words_whatever_they_are() -> None:
    evil = '</title><script>alert("&")</script>'
    (chart,) = on_scale([(evil, [(evil, evil)])], [evil])
    svg = drawn(chart)
    assert {shape.tag for shape in svg.iter()} == {"svg", "title", "text", "line", "circle"}
    assert not [shape for shape in svg.iter() for name in shape.attrib if name == "style" or name.startswith("on")]


def test_a_long_word_is_set_closer_and_stays_in_its_column() -> None:
    (chart,) = on_scale([("Ratings", [])], ["Far beyond what anybody expects here", "Meets"])
    long, _, short, _ = drawn(chart).iter("text")
    assert float(long.get("textLength", 0)) < chart.left
    assert short.get("textLength") is None
