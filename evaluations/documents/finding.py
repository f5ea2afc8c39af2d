"""The files in what somebody names or uploads: files, folders, zips. Each is read when it is wanted, within bounds.

A zip is never unpacked to disk, its names are only ever shown, and not more of it is read than is allowed: what it
says about its own sizes is not believed.
"""

import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from evaluations.forms.reading import is_json

FILE_LIMIT = 1_000_000
"""Bytes; the longest answer in its longest form is far shorter."""
JSON_LIMIT = 20_000_000
"""Of JSON, which may be a candidate with all their evaluations: 200 of them have about half of that."""
MOST_IN_ZIP = 100_000
"""Entries. Looking through them is all that is done before the first is read."""
JOINERS = "\u200c\u200d"
"""Nobody sees them, and names of several scripts are not spelt right without (هاشم‌پور)."""

_OFFICE = ("[Content_Types].xml", "mimetype")
"""In a zip that is a document of some office program."""
_NOWHERE = ("/", ".", "..")
"""Parts of a path that name no folder."""


class NotTaken(Exception):
    """A file that cannot be taken in; the message says why, in words for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Found:
    name: str
    """With the folders that lead to it, as people should see it."""
    folder: str
    """The folders between what was named or uploaded and the file; empty where it lies there itself."""
    load: Callable[[], bytes]
    """Its bytes. Raises NotTaken."""

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def title(self) -> str:
        """What it is about, as far as its place tells: the folder that holds it, or else its own name."""
        return PurePosixPath(self.folder).name or self.stem


class Upload(Protocol):
    """An uploaded file, as far as it matters here."""

    name: str | None
    file: IO[bytes]


def in_paths(paths: Iterable[Path]) -> Iterator[Found]:
    """In the order of their names, folder by folder; hidden ones are left out. A path that is not there cannot load."""
    for path in paths:
        if path.is_dir():
            for file in _files_below(path):
                folder = file.parent.relative_to(path)
                yield from _opened(file, "" if folder == Path() else _shown(folder.as_posix()))
        else:
            yield from _opened(path, "")


def in_uploads(uploads: Iterable[Upload]) -> Iterator[Found]:
    for upload in uploads:
        name = _shown(upload.name or "upload")
        yield from _in_zip(upload.file, name, "") or [Found(name, "", partial(_read_upload, upload.file))]


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        yield from (Path(parent, name) for name in sorted(files) if not _is_hidden(name))


def _is_hidden(name: str) -> bool:
    return name not in _NOWHERE and (name.startswith((".", "__MACOSX")) or name in ("Thumbs.db", "desktop.ini"))


def _shown(name: str) -> str:
    """Without what no screen shows and no database takes."""
    return "".join(char if char.isprintable() or char in JOINERS else "\ufffd" for char in name)


def _opened(path: Path, folder: str) -> list[Found]:
    name = _shown(str(path))
    if path.exists() and not path.is_file():
        return [_refused(name, "It is no file.")]  # A pipe would have us wait for ever.
    alone = [Found(name, folder, partial(_read_path, path))]
    try:
        return _in_zip(path, name, folder) or alone
    except OSError:
        return alone  # Loading it says what is wrong.


def _read_path(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _read(file)
    except OSError as error:
        raise NotTaken(f"It cannot be read: {error.strerror}.") from error


def _read_upload(file: IO[bytes]) -> bytes:
    file.seek(0)  # Looking whether it is a zip has moved on in it.
    return _read(file)


def _read(file: IO[bytes]) -> bytes:
    data = file.read(FILE_LIMIT + 1)
    limit = FILE_LIMIT
    if len(data) > limit and is_json(data):
        limit = JSON_LIMIT
        data += file.read(limit + 1 - len(data))
    if len(data) > limit:
        raise NotTaken(f"It is larger than {limit // 1_000_000} MB, the most that one document may have.")
    return data


def _in_zip(source: Path | IO[bytes], name: str, folder: str) -> list[Found]:
    """Empty where it is no zip, or one that is itself a document."""
    if not zipfile.is_zipfile(source):
        return []
    try:
        packed = zipfile.ZipFile(source)
    except zipfile.BadZipFile:
        return [_refused(name, "This zip is damaged.")]
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    if any(entry.filename in _OFFICE for entry in entries):
        packed.close()
        return []
    if len(entries) > MOST_IN_ZIP:
        packed.close()
        return [_refused(name, f"This zip holds {len(entries):,} files; at most {MOST_IN_ZIP:,} can be taken at once.")]
    wanted = [entry for entry in entries if not any(map(_is_hidden, _parts(entry)))]
    if not wanted:
        packed.close()
        return [_refused(name, "This zip is empty.")]
    return [_entry(packed, entry, name, folder) for entry in sorted(wanted, key=lambda entry: entry.filename)]


def _entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, folder: str) -> Found:
    path = PurePosixPath(*(part for part in _parts(entry) if part not in _NOWHERE))
    inside = "" if path.parent == PurePosixPath() else str(path.parent)
    below = "/".join(filter(None, (folder, inside)))
    return Found(_shown(f"{name}/{path}"), _shown(below), partial(_read_entry, packed, entry))


def _parts(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    return PurePosixPath(entry.filename.replace("\\", "/")).parts


def _read_entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & 1:
        raise NotTaken("It is locked with a password. Unpack it and send the files.")
    try:
        with packed.open(entry) as file:
            return _read(file)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
        lzma.LZMAError,
    ) as error:
        raise NotTaken("It is damaged inside its zip, or packed in a way that Debrief does not know.") from error


def _refused(name: str, why: str) -> Found:
    def load() -> bytes:
        raise NotTaken(why)

    return Found(name, "", load)
