"""The form of a pasted answer. Whatever is wrong with it, what was typed stays in it."""

from typing import Any, Self

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluations import house
from evaluations.pasting import Pasted
from interviews.models import Question
from interviews.texts import ANSWER_LIMIT, QUESTION_LIMIT, Repair, TextRefused, accept, decode, repair

MOST_BYTES = 4 * ANSWER_LIMIT
"""The longest accepted answer in its longest encoding. Nothing longer is read into memory."""


class TypedField(forms.Field):
    """Text as it was typed: whether it is acceptable is for `interviews.texts` to say, in its words."""

    def __init__(self, what: str, limit: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.what, self.limit = what, limit

    def clean(self, value: Any) -> str:
        try:
            return accept(value or "", what=self.what, limit=self.limit)
        except TextRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


class PasteForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    bank_question = forms.CharField(required=False, widget=forms.HiddenInput)
    question = TypedField("question", QUESTION_LIMIT, label=_("Question"))
    answer = TypedField("answer", ANSWER_LIMIT, label=_("Answer"))
    original = forms.CharField(required=False, strip=False)
    """What was pasted, where `answer` is what it was mended to."""
    repair_decided = forms.BooleanField(required=False)
    engine = forms.ChoiceField(
        required=False,
        choices=lambda: [("", ""), *((name, name) for name in house.choosable().names)],
        error_messages={"invalid_choice": _("There is no engine “%(value)s” any more. Choose another one.")},
    )
    """Blank for the opening's own."""

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        self.repair: Repair | None = None
        self.file_problem = ""
        if data is not None:
            data = data.dict()
            if picked := data.pop("pick", ""):
                self._pick(data, picked)
            if upload := (files or {}).get("file"):
                self._open(data, upload)
        super().__init__(data, **kwargs)

    def _pick(self, data: dict[str, Any], picked: str) -> None:
        question = _in_bank(picked)
        if question:
            data["question"], data["bank_question"] = question.wording, str(question.pk)

    def _open(self, data: dict[str, Any], upload: "UploadedFile[bytes]") -> None:
        """A chosen file replaces what is in the field, if it is text."""
        if (upload.size or 0) > MOST_BYTES:
            self.file_problem = gettext("This file is far larger than an answer can be.")
            return
        try:
            text = decode(upload.read())
            accept(repair(text).text, what="file", limit=ANSWER_LIMIT)
            data["answer"] = text
            data.pop("repair_decided", None)
        except TextRefused as refused:
            self.file_problem = str(refused)

    def clean(self) -> dict[str, Any]:
        if self.file_problem:
            self.errors.pop("answer", None)
            self.add_error("answer", self.file_problem)
        return dict(self.cleaned_data)

    def has_undecided_repair(self) -> bool:
        """Whether the text would be mended and the person has not seen it yet. Asked before anything is refused:
        what makes a text unacceptable may be what mending takes out."""
        if self.file_problem or self.data.get("repair_decided"):
            return False
        return bool(repair(self.data.get("answer", "")).changes)

    def pasted(self) -> Pasted:
        data = self.cleaned_data
        return Pasted(
            id=data["id"],
            question=data["question"],
            answer=data["answer"],
            bank_question=_in_bank(data["bank_question"]),
            engine=data["engine"],
        )

    def as_typed(self) -> Self:
        """To be shown again without a word about what is still missing."""
        return type(self)(initial=self.data)

    def as_repaired(self) -> Self:
        mended = repair(self.data.get("answer", ""))
        shown = {**self.data, "answer": mended.text, "original": self.data.get("answer", ""), "repair_decided": True}
        form = type(self)(initial=shown)
        form.repair = mended
        return form

    def as_undone(self) -> Self:
        shown = {**self.data, "answer": self.data.get("original", ""), "original": "", "repair_decided": True}
        return type(self)(initial=shown)


def _in_bank(pk: str) -> Question | None:
    """None where it no longer is in the bank, or never was."""
    try:
        return Question.objects.filter(pk=pk).first() if pk else None
    except forms.ValidationError:
        return None
