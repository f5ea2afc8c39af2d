"""How much can be uploaded at all. A page says so itself; here nothing of what is too much is kept meanwhile."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from evaluations.documents.batches import UPLOAD_LIMIT

AROUND = 1_000_000
"""Bytes that a form may have besides its files."""


def is_too_large(request: HttpRequest) -> bool:
    """Its files were not taken then, and what stands behind them in the form is missing as well."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > UPLOAD_LIMIT + AROUND


class Bounded(FileUploadHandler):
    """Stands before the handlers that keep files."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.request and is_too_large(self.request):
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has it."""
