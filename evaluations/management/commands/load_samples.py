"""Something to look at on a first start: three people to sign in as, and invented candidates.

Only on an embedded installation, which nobody but its own machine can reach. `sample_data` makes many more.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from evaluations.requests import request
from evaluations.samples import accounts
from interviews.models import Answer, Candidate, Identity, Interview, Opening, PanelMember, Question, Role, Text, User


class Command(BaseCommand):
    help = "Create three sample accounts and invented candidates (embedded installations only), print the sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("Sample accounts exist on embedded installations only; DATABASE_URL is set here.")
        with transaction.atomic():
            people = accounts.ensure()
            if not Opening.objects.exists():
                for entry in accounts.first_start()["openings"]:
                    self.opening(entry, people[Role.INTERVIEWER])
        for line in accounts.sign_ins():
            self.stdout.write(line)

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
