"""Evaluations as files: one in a form, many as one file of it or as a zip with a folder for each candidate.

A form that has a file for each evaluation is zipped where there are many; a table stays one file. A candidate is one
file in each form, with what only several evaluations together say.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from evaluations.forms import candidate_csv, candidate_form, candidate_markdown
from evaluations.forms.csv_form import to_csv
from evaluations.forms.json_form import to_json
from evaluations.forms.markdown_form import to_markdown
from evaluations.forms.overview import Overview
from evaluations.forms.record import Record

ZIP = "application/zip"
NAME_LIMIT = 80
"""Characters of each part of a path, so that every system takes it."""
_NOT_IN_NAMES = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True)
class Form:
    """How evaluations are written. `each` writes one; `together` writes any number as one file, in pieces."""

    suffix: str
    content_type: str
    each: Callable[[Record], str] | None = None
    together: Callable[[Iterable[Record]], Iterable[bytes]] | None = None

    def write(self, records: Iterable[Record], to: IO[bytes]) -> None:
        """Any number of them: as one file where the form has room for them all, else as a zip."""
        if self.together:
            to.writelines(self.together(records))
        else:
            with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
                for name, record in _named(records, self.suffix):
                    packed.writestr(name, self.one(record))

    def one(self, record: Record) -> bytes:
        """One evaluation as a file of its own."""
        if self.each:
            return self.each(record).encode()
        assert self.together is not None, "a form has one of the two"
        return b"".join(self.together([record]))

    @property
    def is_zipped(self) -> bool:
        """Whether many are."""
        return self.together is None


FORMS = {
    "markdown": Form("md", "text/markdown; charset=utf-8", each=to_markdown),
    "json": Form("json", "application/json", each=lambda record: _indented(to_json(record))),
    "csv": Form("csv", "text/csv; charset=utf-8", together=lambda records: [to_csv(records).encode()]),
}


@dataclass(frozen=True, slots=True)
class CandidateForm:
    suffix: str
    content_type: str
    write: Callable[[Overview], bytes]


def _candidate_zip(overview: Overview) -> bytes:
    """A file for each evaluation, and one more beside them that `candidate_markdown` writes."""
    data = io.BytesIO()
    named = list(_named(overview.records, "md"))
    folder = _part(overview.name) or "Candidate"
    page = candidate_markdown.to_markdown(overview, [PurePosixPath(name).name for name, _ in named])
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{folder}/candidate.md", page)
        for name, record in named:
            packed.writestr(name, to_markdown(record))
    return data.getvalue()


def _indented(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


CANDIDATE_FORMS = {
    "markdown": CandidateForm("zip", ZIP, _candidate_zip),
    "json": CandidateForm("json", "application/json", lambda one: _indented(candidate_form.to_json(one)).encode()),
    "csv": CandidateForm("csv", "text/csv; charset=utf-8", lambda one: candidate_csv.to_csv(one).encode()),
}


def file_name(*parts: str, suffix: str) -> str:
    """A name that every file system takes, of the words that say what is inside."""
    return f"{' - '.join(filter(None, map(_part, parts))) or 'evaluation'}.{suffix}"


def _part(text: str) -> str:
    shown = "".join(char if char.isprintable() and char not in _NOT_IN_NAMES else " " for char in text)
    return " ".join(shown.split())[:NAME_LIMIT].strip(". ")


def _named(records: Iterable[Record], suffix: str) -> Iterator[tuple[str, Record]]:
    """Each with its path in the zip. The answers of a candidate are numbered as they were given."""
    folders: dict[str, str] = {}
    counts: dict[str, int] = {}
    for record in records:
        whose = record.origin.candidate_id if record.origin else ""
        if whose not in folders:
            folders[whose] = _another(_part(record.origin.candidate if record.origin else "") or "Candidate", folders)
        counts[whose] = counts.get(whose, 0) + 1
        yield f"{folders[whose]}/{counts[whose]:02} {_part(record.question) or 'evaluation'}.{suffix}", record


def _another(folder: str, taken: dict[str, str]) -> str:
    """Two candidates of one name have two folders, also where a file system takes A for a."""
    names = {name.casefold() for name in taken.values()}
    number, name = 1, folder
    while name.casefold() in names:
        number += 1
        name = f"{folder} ({number})"
    return name
