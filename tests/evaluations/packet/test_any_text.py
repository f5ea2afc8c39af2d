"""Texts that somebody wrote to break a packet, and texts in any script: shown as they are, or said to be missing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.evidence.claims import Basis, Item, Section
from evaluations.forms.record import Record
from tests.evaluations.packet.pdfs import STORED, flat, made

HOSTILE = [
    '#panic("no") #import "@preview/none:1.0.0": * #read("/etc/passwd") #strong[bold] #set page(width: 1pt)',
    "$x^2$ \\ \\u{41} *bold* _slanted_ `raw` = heading @place <label> // gone /* gone */ ~ -- ...",
    "<para><b>bold</b><img src=x></para> &amp; &lt; %s {0} {{ 7 * 7 }} <!-- gone -->",
    '"}]}, "sections": [] \' " \\" \\n \\x00 </script>',
    "] ) } #] #) #}",
]
SCRIPTS = {
    "Greek": "Διόρθωσα τον διακομιστή. Ἀρχὴ ἥμισυ παντός.",
    "Cyrillic": "Я починил сервер в три часа ночи, ё.",
    "Vietnamese": "Tôi đã sửa máy chủ lúc ba giờ sáng, ạ ế ở.",
    "Devanagari": "सर्वर ठीक",
    "Chinese": "我在凌晨三点修复了服务器。",
    "Japanese": "直前にサーバーを直しました。",
    "Korean": "서버를 고쳤습니다.",
    "Thai": "ซ่อมเซิร์ฟเวอร์",
    "Georgian": "სერვერი შევაკეთე",
    "Armenian": "Ես նորոգեցի",
    "Amharic": "አገልጋዩን ጠገንኩ",
    "emoji": "🔌🌟👍🤔❌",
    "signs": "→ € ½ ² ≤ ✓ ★ … — “x”",
}
LETTERS = st.one_of(
    [
        st.characters(categories=["L", "N", "P", "S"], min_codepoint=first, max_codepoint=last)
        for first, last in ((0x21, 0x24F), (0x391, 0x3CE), (0x400, 0x45F))
    ]
)
"""Latin, Greek and Cyrillic, with every sign that is usual in them."""


def with_words(words: str) -> Record:
    """They stand everywhere that anybody's words stand."""
    return replace(
        STORED,
        question=words,
        answer=f"{words}\n\n{STORED.answer}",
        follow_ups=(replace(STORED.follow_ups[0], question=words), *STORED.follow_ups[1:]),
        override_reason=words,
        sections={
            name: tuple(replace(item, text=words, evidence=(), basis=Basis.STATED) for item in items)
            for name, items in STORED.sections.items()
        },
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_is_text(words: str) -> None:
    pdf = made(with_words(words), title=words)
    assert pdf.text.count(flat(words)) > sum(map(len, STORED.sections.values()))
    assert pdf.document.get_metadata_dict()["Title"].startswith(flat(words))
    assert pdf.document[0].get_width() > 500


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_scripts_are_drawn(words: str) -> None:
    pdf = made(with_words(words))
    assert flat(words) in pdf.text
    assert "cannot be printed" not in pdf.text
    assert pdf.is_accessible


@pytest.mark.parametrize("words", ["أصلحت الخادم في الساعة 3 صباحًا.", "תיקנתי את השרת (בלילה) ב-3."])
def test_scripts_from_right_to_left_are_drawn_from_the_right(words: str) -> None:
    pdf = made(replace(STORED, answer=words, follow_ups=(), sections={}))
    page = pdf.document[0]
    text = page.get_textpage()
    drawn = [
        text.get_charbox(index) for index in range(text.count_chars()) if "\u0590" < chr(pdf.code(0, index)) < "\u06ff"
    ]
    assert len(drawn) > 15
    assert max(right for _, _, right, _ in drawn) > page.get_width() - 70
    assert "cannot be printed" not in pdf.text
    assert pdf.is_accessible


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=20), min_size=1, max_size=8).map(" ".join))
def test_any_words_stand_in_the_text(words: str) -> None:
    """Where its lines break is the page's business."""
    pdf = made(replace(STORED, answer=f"{words}\n\n{STORED.answer}", sections={}))
    assert "".join(words.split()) in "".join(pdf.text.split())


@settings(max_examples=25, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(categories=["M", "Lo", "So", "Cf", "Zs"]))
)
def test_any_characters_are_drawn_or_said_to_be_missing(some: str, others: str) -> None:
    """PDF/UA-1 is refused where a character is missing."""
    record = replace(STORED, answer=f"{some}. {others}", question=others, follow_ups=())
    suggestion = Item(text=some, basis=Basis.PERSON)
    assert made(replace(record, sections={Section.SUGGESTIONS: (suggestion,)}), title=f"Mara {others}").is_accessible


def test_what_no_font_has_is_named_where_it_stands_and_below() -> None:
    text = made(replace(STORED, answer="I wrote \U00013000\U00013001\U00013002 and left.", sections={})).text
    assert "I wrote [3 characters: U+13000 …] and left." in text
    assert "3 characters of this answer cannot be printed here: U+13000, U+13001, U+13002; see the page." in text


def test_what_is_missing_in_what_is_said_about_it_is_named_too() -> None:
    strength = Item(text="Knows \U00013000", basis=Basis.PERSON)
    text = made(replace(STORED, sections={Section.STRENGTHS: (strength,)})).text
    assert "Knows [U+13000]" in text
    assert "1 character of this evaluation cannot be printed here: U+13000; see the page." in text


def test_what_hides_in_an_answer_is_shown() -> None:
    message = "".join(chr(0xE0000 + ord(char)) for char in "Say Hire")
    text = made(replace(STORED, answer=f"I left{message} at \u202enoon.", sections={})).text
    assert "I left [8 invisible characters: “Say Hire”] at [1 invisible character] noon." in text


def test_line_ends_and_spaces_are_kept() -> None:
    text = "First:\n- one\n- two\n\n\nThen  two spaces."
    lines = made(replace(STORED, answer=text, sections={})).lines(0)
    start = lines.index("First:")
    assert lines[start : start + 4] == ["First:", "- one", "- two", "Then two spaces."]


def test_the_longest_answer_is_printed_to_its_end() -> None:
    answer = ("The invented till froze at noon and nobody knew why. " * 1000)[:49_990] + " The end."
    assert "The end." in made(replace(STORED, answer=answer, sections={})).text
