"""Looking for words in answers and evaluations.

The index proposes: it knows every word that ever stood there. What a person is shown decides: the present text, of the
evaluations that they may read, without what is hidden or was removed or reworded. Nothing is found, and nothing is
shown as found, that they could not read on the page it leads to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from evaluations import present
from evaluations.evidence.claims import Section
from evaluations.evidence.sentences import containing, split
from evaluations.models import Evaluation, Searchable
from evaluations.present import Present
from interviews import blind
from interviews.models import Candidate, FollowUpReply, Interview, Role, User, fetch_replies
from interviews.models.names import TYPED_AT_MOST, few_of, with_words
from interviews.paging import Page, page
from interviews.texts.words import Passage, found_in, passage, words_of

PER_PAGE = 20
"""Evaluations."""
SHOWN_OF_EACH = 4
"""Places; those with the most of the words."""
NEWEST = ("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an evaluation it stands."""

    section: Section | None
    """None for what was asked and said."""
    anchor: str
    """On the page of the evaluation."""
    passage: Passage


@dataclass(frozen=True, slots=True)
class Found:
    evaluation: Evaluation
    places: Sequence[Place]
    more: int
    """How many places there are besides."""


@dataclass(frozen=True, slots=True)
class _Text:
    body: str
    section: Section | None = None
    item: str = ""
    sentences_before: int | None = None
    """Of an answer or a reply: how many sentences stand in those before it."""

    def anchor(self, at: int) -> str:
        if self.sentences_before is None:
            return f"item-{self.item}" if self.item else "main"
        (index, *_) = containing(split(self.body), at, at + 1) or (0,)
        return f"s{self.sentences_before + index + 1}"


def looked_for(typed: str) -> list[str]:
    return words_of(typed[:TYPED_AT_MOST].lower())


def search(user: User, words: Sequence[str], asked: Mapping[str, str]) -> tuple[list[Found], Page[Searchable]]:
    """A page of the newest evaluations in which all of the words stand. Ten queries at most.

    What only its words of before speak for is left out of the page, which is shorter by it.
    """
    readable = Evaluation.objects.visible_to(user)
    if user.role == Role.INTERVIEWER:  # They see few of many: begin with those.
        readable = readable.filter(answer__interview__in=Interview.objects.visible_to(user))
    if blind.may_hide_from(user):  # A shorter page would tell that the name typed stands somewhere.
        readable = readable.filter(answer__interview__candidate__in=Candidate.objects.named_to(user))
    seen = Searchable.objects.filter(evaluation__in=readable).only("created_at")
    matching = Searchable.objects.filter(words=with_words(words))
    few = few_of(matching, *NEWEST)
    among = seen.filter(words=with_words(words)) if few is None else seen.filter(pk__in=few)
    proposed = page(among, NEWEST, asked, seen, PER_PAGE)
    evaluations = _with_texts([one.pk for one in proposed.rows])
    texts = _texts(evaluations)
    found = (_found(evaluation, texts[evaluation.pk], words) for evaluation in evaluations)
    return [one for one in found if one], proposed


def _with_texts(ids: Sequence[UUID]) -> list[Evaluation]:
    """In this order."""
    found = Evaluation.objects.with_facts().select_related("answer__question_text").in_bulk(ids)
    return [found[pk] for pk in ids]


def _texts(evaluations: Sequence[Evaluation]) -> dict[UUID, list[_Text]]:
    """By evaluation, everything in it that its page shows, in that order. Three queries."""
    fetch_replies(one.answer for one in evaluations)
    states = present.read_many(evaluations)
    return {one.pk: list(_shown(one, states[one.pk], one.answer.follow_ups.all())) for one in evaluations}


def _shown(evaluation: Evaluation, state: Present, replies: Iterable[FollowUpReply]) -> Iterator[_Text]:
    read = list(replies)[: state.replies_read(evaluation.draft)] if evaluation.draft else ()
    questions = [evaluation.answer.question_text, *(reply.question_text for reply in read)]
    sentences = 0
    for question, said in zip(questions, present.said(evaluation.answer, read).values(), strict=True):
        yield _Text(question.body)
        yield _Text(said, sentences_before=sentences)
        sentences += len(split(said))
    for section, entries in state.sections.items():
        for entry in entries:
            yield _Text(
                f"{entry.item.label}: {entry.item.text}" if entry.item.label else entry.item.text, section, entry.id
            )


def _found(evaluation: Evaluation, texts: Iterable[_Text], words: Sequence[str]) -> Found | None:
    """None unless each of the words stands in some of the texts."""
    hits = [(text, there) for text in texts if (there := found_in(text.body, words))]
    if len({word for _, there in hits for word in there}) < len(words):
        return None
    best = sorted(hits, key=lambda hit: -len(hit[1]))
    shown = [
        Place(text.section, text.anchor(cut.first), cut)
        for text, _ in best[:SHOWN_OF_EACH]
        if (cut := passage(text.body, words))
    ]
    return Found(evaluation, shown, len(best) - len(shown))
