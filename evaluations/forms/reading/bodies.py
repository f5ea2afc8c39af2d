"""What stands below a heading: bullets, paragraphs, rows; and the items that they are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evaluations.evidence.claims import Basis, Item
from evaluations.evidence.grounding import not_assessed
from evaluations.evidence.sentences import split
from evaluations.forms.reading import scales, vocabulary
from evaluations.forms.reading.grammar import Numbered
from evaluations.forms.reading.vocabulary import plain
from evaluations.rules.rubric import Rubric

_BULLET = re.compile(r"\s*(?:[-*•–—·‣◦●▪]|\d{1,3}\s*[.)])\s+(?P<text>.*)")
_ROW = re.compile(r"\s*\|(?P<cells>.*)\|?\s*")
_TABLE_RULE = re.compile(r"[\s|:\-]+")
_EMPHASIS = re.compile(r"^(\*\*|__)(?P<text>.*)\1$")
_NAMED = re.compile(
    r"(?P<name>\*\*.{1,120}?\*\*(?=\s*[:–—|-])|[^:|]{1,120}?)\s*(?::|\s[-–—]\s|\|)\s*(?P<rest>.*)", re.DOTALL
)
_NONE = frozenset(vocabulary.variants({0: vocabulary.NONE}, 0))


@dataclass
class Point:
    """A bullet with what continues it, or a paragraph."""

    number: int
    text: str


@dataclass
class Notes:
    """What was not understood while items were made."""

    lines: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, text: str) -> None:
        self.lines.append((number, text))


def points(body: Sequence[Numbered]) -> list[Point]:
    """Bullets where there are any, else paragraphs' lines, each for itself."""
    has_bullets = any(_BULLET.fullmatch(line.text) for line in body)
    found: list[Point] = []
    may_continue = False
    for line in body:
        text = line.text.strip()
        bullet = _BULLET.fullmatch(line.text)
        if not text:
            may_continue = may_continue and has_bullets and line.text.startswith("  ")
        elif bullet or not (has_bullets and may_continue and found):
            found.append(Point(line.number, _plain_text(bullet["text"] if bullet else text)))
            may_continue = True
        else:
            found[-1].text += f"\n{text}"
    return [point for point in found if point.text and plain(point.text) not in _NONE]


def _plain_text(text: str) -> str:
    whole = _EMPHASIS.fullmatch(text.strip())
    return whole["text"].strip() if whole else text.strip()


def stated(point: Point) -> Item:
    return Item(text=point.text, basis=Basis.STATED)


def sentences(body: Sequence[Numbered]) -> list[Item]:
    paragraphs = " ".join(point.text for point in points(body))
    return [Item(text=paragraphs[one.start : one.end], basis=Basis.STATED) for one in split(paragraphs)]


def ratings(body: Sequence[Numbered], rubric: Rubric, notes: Notes) -> list[Item]:
    """One for each competency of the rubric, in its order."""
    scale = scales.ratings(rubric)
    found: dict[str, Item] = {}
    for number, name, rest in _named(body):
        competency = _competency(name, rubric)
        meant = scale.leading(rest) if rest else None
        if competency is None or meant is None or competency in found:
            notes.add(number, f"{name}: {rest}")
            continue
        if meant.is_contradicted:
            notes.add(number, f"{name}: {rest}")
        found[competency] = Item(text=meant.rest, basis=Basis.STATED, competency=competency, rating=meant.word)
    return [found.get(name) or not_assessed(name) for name in rubric.competency_names]


def _named(body: Sequence[Numbered]) -> Iterable[tuple[int, str, str]]:
    for line in body:
        row = _ROW.fullmatch(line.text)
        if row and not _TABLE_RULE.fullmatch(line.text):
            cells = [cell.strip().strip("*_ ") for cell in row["cells"].split("|") if cell.strip()]
            if len(cells) >= 2 and plain(cells[0]) not in ("competency", "competencies"):
                yield line.number, cells[0], " ".join(cells[1:])
    for point in points([line for line in body if not _ROW.fullmatch(line.text)]):
        match = _NAMED.fullmatch(point.text)
        yield point.number, (match["name"] if match else point.text).strip("*_ "), match["rest"] if match else ""


def _competency(name: str, rubric: Rubric) -> str | None:
    """The rubric's name; also where only one of two names that a slash joins is written."""
    wanted = plain(name)
    exact = [known for known in rubric.competency_names if plain(known) == wanted]
    parts = [known for known in rubric.competency_names if wanted in map(plain, known.split("/"))]
    return next(iter(exact or parts), None)


def recommendation(body: Sequence[Numbered], rubric: Rubric, notes: Notes) -> tuple[str, str]:
    """Verdict and justification; either may be empty."""
    scale = scales.verdicts(rubric)
    verdict, said = "", []
    for point in points(body):
        first, _, more = point.text.partition("\n")
        meant = None if verdict else scale.leading(re.sub(r"^(?:verdict|recommendation)\s*:\s*", "", first, flags=re.I))
        if meant is None:
            said.append(point.text)
            continue
        verdict = meant.word
        said += [text for text in (meant.rest, more) if text]
        if meant.is_contradicted:
            notes.add(point.number, first)
    return verdict, "\n".join(said)


def flags(body: Sequence[Numbered], severities: Sequence[Numbered], rubric: Rubric, notes: Notes) -> list[Item]:
    """Unconfirmed, each with its severity: by its label, or in order where severities name none."""
    by_label, in_order = _severities(severities, notes)
    usual = {plain(kind.label): kind.severity for kind in rubric.flags}
    found = []
    for point in points(body):
        match = _NAMED.fullmatch(point.text)
        label, detail = (match["name"], match["rest"]) if match else (point.text, "")
        label = label.strip("*_ ")
        named = by_label.pop(plain(label), [])
        severity = named[0] if named else in_order.pop(0) if in_order else 0
        if named[1:]:
            by_label[plain(label)] = named[1:]
        if not severity:
            severity = usual.get(plain(label), 1)
            notes.add(point.number, f"{label}: no severity is stated; {severity} is taken.")
        found.append(Item(text=detail, basis=Basis.STATED, label=label, severity=severity))
    for label in by_label:
        notes.add(
            severities[0].number if severities else 0, f"A severity is stated for “{label}”, which is no red flag here."
        )
    return found


def _severities(body: Sequence[Numbered], notes: Notes) -> tuple[dict[str, list[int]], list[int]]:
    by_label: dict[str, list[int]] = {}
    in_order: list[int] = []
    for point in points(body):
        if alone := scales.severity(point.text):
            in_order.append(int(alone.word))
            continue
        match = _NAMED.fullmatch(point.text)
        meant = scales.severity(match["rest"]) if match else None
        if match and meant:
            by_label.setdefault(plain(match["name"]), []).append(int(meant.word))
        else:
            notes.add(point.number, point.text)
    return by_label, in_order


def texts(body: Sequence[Numbered]) -> list[Item]:
    return [stated(point) for point in points(body)]
