"""Something to look at on a first start: three people to sign in as, and invented candidates.

Only on an embedded installation, which nobody but its own machine can reach.
"""

import tomllib
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from evaluations.requests import request
from interviews.models import Answer, Candidate, Identity, Interview, Opening, PanelMember, Question, Role, Text, User

SAMPLES = Path(__file__).resolve().parents[2] / "samples.toml"


class Command(BaseCommand):
    help = "Create three sample accounts and invented candidates (embedded installations only), print the sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("Sample accounts exist on embedded installations only; DATABASE_URL is set here.")
        samples = tomllib.loads(SAMPLES.read_text(encoding="utf-8"))
        with transaction.atomic():
            people = {entry["role"]: self.person(**entry) for entry in samples["people"]}
            if not Opening.objects.exists():
                for entry in samples["openings"]:
                    self.opening(entry, people[Role.INTERVIEWER])
        for entry in samples["people"]:
            role = Role(entry["role"]).label
            self.stdout.write(f"  {role:<18}{entry['email']:<28}{_password(entry['email'])}")

    def person(self, *, role: str, name: str, email: str) -> User:
        user = User.objects.filter(email=email).first()
        return user or User.objects.create_user(email, _password(email), name=name, role=role)

    def opening(self, entry: dict[str, Any], interviewer: User) -> None:
        opening = Opening.objects.create(title=entry["title"], level=entry["level"], created_by=interviewer)
        PanelMember.objects.create(opening=opening, user=interviewer, seat=PanelMember.Seat.CHAIR)
        for candidate in entry["candidates"]:
            self.candidate(candidate, opening, interviewer)

    def candidate(self, entry: dict[str, Any], opening: Opening, interviewer: User) -> None:
        candidate = Candidate.objects.create(created_by=interviewer)
        Identity.objects.create(candidate=candidate, name=entry["name"])
        interview = Interview.objects.create(candidate=candidate, opening=opening, interviewer=interviewer)
        for pair in entry.get("answers", ()):
            question = Question.objects.filter(wording=pair["question"]).first()
            answer = Answer.objects.create(
                interview=interview,
                question=question,
                aims=question.aims if question else [],
                question_text=Text.objects.create(body=pair["question"], created_by=interviewer),
                answer_text=Text.objects.create(body=pair["answer"].strip(), created_by=interviewer),
                created_by=interviewer,
            )
            request(answer, interviewer)


def _password(email: str) -> str:
    """The same at every start, another one on every installation, and nowhere stored in the clear."""
    return blake2b(email.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=6).hexdigest()
