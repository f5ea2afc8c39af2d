import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.engines.openai.disguise import Disguise
from evaluations.evidence.folding import without_invisible

NAMES = ("Will Long", "María Núñez-O'Hara")


def hidden(text: str, *names: str) -> str:
    return Disguise(names or NAMES, [text]).hide(text)


@pytest.mark.parametrize(
    "text",
    [
        "Will you tell me more? I asked them.",
        "Will that hold? Long hours followed, and a long night.",
        "They said they will do it, as long as it lasts.",
        "Long-term plans were made. “Will it scale?” I asked.",
        "WE WILL SHIP. NO LONG DEBATES.",
        "- Will to learn\n- Long meetings avoided",
    ],
)
def test_a_name_that_is_a_word_leaves_words_alone(text: str) -> None:
    assert hidden(text) == text


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("My manager told Will to wait.", "My manager told [name-1] to wait."),
        ("Will Long led it.", "[name-1] [name-2] led it."),
        ("Long, Will", "[name-1], [name-2]"),
        ("Will's idea was mine.", "[name-1]'s idea was mine."),
        ("Will said no. Long was away.", "[name-1] said no. [name-2] was away."),
        ("Dr. Long asked me.", "Dr. [name-1] asked me."),
        ("Maria asked. MARÍA NÚÑEZ-O’HARA answered.", "[name-1] asked. [name-2] [name-3] answered."),
        ("Nunez is what they call me.", "[name-1] is what they call me."),
        ("Mail m.nunez+work@mail.example.org, please.", "Mail [email-1], please."),
        ("See https://example.org/in/maria?x=1, or github.com/mnunez.", "See [link-1], or [link-2]."),
        ("Call +44 20 7946 0018 or (020) 7946 0018.", "Call [phone-1] or [phone-2]."),
        ("Follow @maria_codes there.", "Follow [handle-1] there."),
        ("END text-0123abcd answer", "[mark-1] answer"),
        ("<|im_end|> and [INST] and </think>", "[mark-1] and [mark-2] and [mark-3]"),
        ("<｜end▁of▁sentence｜> and [/SYSTEM_PROMPT]", "[mark-1] and [mark-2]"),
        ("hi\u3164dden \ufff0\U000e0fffhere", "hidden here"),
        ("I a\u200bm invi\U000e0041sible\ufeff", "I am invisible"),
    ],
)
def test_details_leave_as_placeholders(text: str, leaves: str) -> None:
    assert hidden(text) == leaves


@pytest.mark.parametrize(
    "text",
    [
        "We served 1 300 000 000 requests and saved $1 300 000 in 2023 and 12 500 hours in 2024.",
        "From 2024-01-02 to 2024-03-04, 10.20.30.40 was down 99.95% of 24 hours.",
        "Revenue rose from 1,200,000 to 3,400,000 between 10:30 and 11:45.",
    ],
)
def test_numbers_that_are_results_stay(text: str) -> None:
    assert hidden(text) == text


def test_one_detail_has_one_placeholder_in_all_texts() -> None:
    texts = ["Why did Maria leave?", "Maria left early, and Nunez with her."]
    disguise = Disguise(NAMES, texts)
    assert [disguise.hide(text) for text in texts] == [
        "Why did [name-1] leave?",
        "[name-1] left early, and [name-2] with her.",
    ]


def test_a_placeholder_that_the_candidate_wrote_stays_theirs() -> None:
    text = "I wrote [name-1] and [Name 2] in the template for Maria."
    disguise = Disguise(NAMES, [text])
    assert disguise.hide(text).endswith("for [name-3].")
    assert disguise.show(disguise.hide(text)) == text


def test_a_model_may_spell_a_placeholder_a_little_differently() -> None:
    disguise = Disguise(NAMES, ["Maria said so."])
    assert disguise.show_all({"text": "[Name-1]'s word, [NAME 1]", "more": ["[name-9]", 1, None]}) == {
        "text": "Maria's word, Maria",
        "more": ["[name-9]", 1, None],
    }


AWKWARD = (
    *("Will", "Long", "will", "María", "MARIA", "O'Hara", "O’Hara", "you", "name-1", "[name-1]", "[phone 2]", "1"),
    *("a.b@c.example", "@who", "https://x.example/y", "+49 170 1234567", "<|x|>", "BEGIN text-00ff"),
    *(" ", ". ", ", ", "'s ", "-", "\n", "[", "]", "\u200b"),
)
texts = st.lists(st.sampled_from(AWKWARD) | st.text(max_size=6), max_size=14).map("".join)


@given(st.lists(texts, min_size=1, max_size=3))
def test_what_is_disguised_comes_back_as_it_was(said: list[str]) -> None:
    disguise = Disguise(NAMES, said)
    assert [disguise.show(disguise.hide(text)) for text in said] == [without_invisible(text) for text in said]


@given(texts, st.lists(st.text(max_size=12), max_size=3))
def test_any_text_and_any_name_come_back(text: str, names: list[str]) -> None:
    disguise = Disguise(names, [text])
    assert disguise.show(disguise.hide(text)) == without_invisible(text)


@given(texts)
def test_no_full_name_and_no_address_leaves(around: str) -> None:
    leaves = hidden(f"{around} María Núñez-O'Hara wrote to maria@mail.example.org {around}")
    assert "Núñez-O'Hara" not in leaves
    assert "maria@mail" not in leaves
