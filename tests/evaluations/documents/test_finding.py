"""Which files are found in folders, zips and uploads, and that no file can be more than it is allowed to be."""

import io
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from evaluations.documents import finding
from evaluations.documents.finding import FILE_LIMIT, JSON_LIMIT, Found, NotTaken, in_paths, in_uploads
from tests.evaluations.documents.samples import zipped


def uploaded(data: bytes, name: str) -> list[Found]:
    return list(in_uploads([SimpleNamespace(name=name, file=io.BytesIO(data))]))


def places(found: Iterable[Found]) -> list[tuple[str, str]]:
    """Folder and what the place says the file is about."""
    return [(one.folder, one.title) for one in found]


def refusal(found: Found) -> str:
    with pytest.raises(NotTaken) as caught:
        found.load()
    return str(caught.value)


def test_a_folder_is_walked_in_order_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    for name in (
        "b.md",
        "a.md",
        ".DS_Store",
        "Mara/02.md",
        "Mara/01.md",
        ".git/config",
        "Mara/Thumbs.db",
        "2026/Otto/x.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = list(in_paths([tmp_path]))
    assert [one.load().decode() for one in found] == ["a.md", "b.md", "2026/Otto/x.md", "Mara/01.md", "Mara/02.md"]
    assert places(found) == [("", "a"), ("", "b"), ("2026/Otto", "Otto"), ("Mara", "Mara"), ("Mara", "Mara")]


def test_a_file_that_is_named_is_about_itself_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "Mara").mkdir()
    (tmp_path / "Mara" / "first talk.md").write_text("x")
    assert places(in_paths([tmp_path / "Mara" / "first talk.md"])) == [("", "first talk")]


def test_a_zip_in_a_folder_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "all.zip").write_bytes(zipped({"Otto/1.md": "1", "loose.md": "2"}))
    found = list(in_paths([tmp_path]))
    assert places(found) == [("old/Otto", "Otto"), ("old", "old")]
    assert found[0].name.endswith("old/all.zip/Otto/1.md")


def test_a_path_that_is_not_there_says_so(tmp_path: Path) -> None:
    (found,) = in_paths([tmp_path / "gone.md"])
    assert refusal(found) == "It cannot be read: No such file or directory."


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "folder.md"
    os.mkfifo(folder)  # Not a file; opening it would wait for ever.
    (found,) = in_paths([folder])
    assert refusal(found) == "It is no file."


def test_a_file_that_is_uploaded_comes_whole() -> None:
    (found,) = uploaded(b"What was said", "Mara.md")
    assert (found.name, found.folder, found.load()) == ("Mara.md", "", b"What was said")


def test_a_zip_gives_its_files_in_order_without_what_a_mac_adds() -> None:
    data = zipped({"Mara/2.md": "2", "Mara/1.md": "1", "__MACOSX/Mara/._1.md": "x", "Mara/.DS_Store": "x"})
    found = uploaded(data, "old.zip")
    assert [(one.name, one.load()) for one in found] == [("old.zip/Mara/1.md", b"1"), ("old.zip/Mara/2.md", b"2")]


def test_paths_in_a_zip_lead_nowhere() -> None:
    found = uploaded(zipped({"../../etc/Mara/1.md": "1", "/root/2.md": "2", "win\\dows\\3.md": "3"}), "evil.zip")
    assert places(found) == [("etc/Mara", "Mara"), ("root", "root"), ("win/dows", "dows")]


def test_names_that_no_screen_shows_are_made_visible(tmp_path: Path) -> None:
    (found,) = uploaded(zipped({"a\u202eb\n.md": "1"}), "x.zip")
    assert found.name == "x.zip/a\ufffdb\ufffd.md"
    (Path(os.fsdecode(bytes(tmp_path) + b"/\xff.md"))).write_text("1")
    (named,) = in_paths([tmp_path])
    named.name.encode()
    assert named.load() == b"1"


def test_a_file_that_is_too_large_is_refused() -> None:
    (found,) = uploaded(b"x" * (FILE_LIMIT + 1), "large.md")
    assert refusal(found) == "It is larger than 1 MB, the most that one document may have."


def test_json_may_be_larger_since_it_may_be_a_candidate_with_many_answers() -> None:
    (found,) = uploaded(b'{"' + b"x" * FILE_LIMIT, "candidate.json")
    assert len(found.load()) == FILE_LIMIT + 2
    (found,) = uploaded(b'{"' + b"x" * JSON_LIMIT, "candidate.json")
    assert refusal(found) == "It is larger than 20 MB, the most that one document may have."


def test_of_a_zip_bomb_no_more_is_read_than_a_file_may_have() -> None:
    """Also where the zip says that it is small."""
    data = bytearray(zipped({"bomb.md": b"0" * 50_000_000}))
    size = (50_000_000).to_bytes(4, "little")
    for _ in range(2):  # in the file's head and in the directory
        at = data.index(size)
        data[at : at + 4] = (100).to_bytes(4, "little")
    (found,) = uploaded(bytes(data), "bomb.zip")
    assert refusal(found)
    (honest,) = uploaded(zipped({"bomb.md": b"0" * 50_000_000}), "bomb.zip")
    assert refusal(honest).startswith("It is larger than 1 MB")


def test_a_zip_with_far_too_many_files_is_refused_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_IN_ZIP", 2)
    (found,) = uploaded(zipped({"1": "", "2": "", "3": ""}), "many.zip")
    assert refusal(found) == "This zip holds 3 files; at most 2 can be taken at once."


def test_a_damaged_zip_says_so() -> None:
    whole = zipped({"1.md": "What was said " * 50, "2.md": "More"})
    broken = whole.replace(whole[36:50], b"\0" * 14)
    first, second = uploaded(broken, "broken.zip")
    assert refusal(first) == "It is damaged inside its zip, or packed in a way that Debrief does not know."
    assert second.load() == b"More"


def test_an_empty_zip_says_so() -> None:
    (found,) = uploaded(zipped({}), "empty.zip")
    assert refusal(found) == "This zip is empty."


def test_a_locked_zip_says_so() -> None:
    data = bytearray(zipped({"1.md": "x"}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    (found,) = uploaded(bytes(data), "locked.zip")
    assert refusal(found) == "It is locked with a password. Unpack it and send the files."


@pytest.mark.parametrize("entry", ["[Content_Types].xml", "mimetype"])
def test_a_document_of_an_office_program_is_one_file_and_no_zip(entry: str) -> None:
    (found,) = uploaded(zipped({entry: "x", "word/document.xml": "x"}), "Mara.docx")
    assert found.name == "Mara.docx"
    assert found.load().startswith(b"PK")


def test_a_zip_in_a_zip_is_a_file_that_reading_refuses() -> None:
    (found,) = uploaded(zipped({"inner.zip": zipped({"1.md": "x"})}), "outer.zip")
    assert zipfile.is_zipfile(io.BytesIO(found.load()))
