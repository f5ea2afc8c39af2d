"""A mail server on the loopback that keeps what it gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.running import free_port

ACCEPTED = "250 OK"


class Mailbox:
    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.says = ACCEPTED
        """What the server answers to the next mail; it keeps only what it accepts."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.says == ACCEPTED:
            content = cast("bytes", envelope.original_content)
            self.mails.append(message_from_bytes(content, policy=policy.default))
        return self.says


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    """The mailbox, and the port that the server listens on."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()
