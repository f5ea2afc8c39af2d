"""Cases before a committee, as people act on them through the pages. Invented."""

from interviews.models import Candidate, Interview, Opening, Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.signed import signed


class Case:
    """A candidate with one signed interview, for whom nobody has voted."""

    def __init__(self, candidate: Candidate | None = None) -> None:
        ines = factories.user(name="Ines Interviewer")
        self.interview: Interview = signed(factories.interview(interviewer=ines, candidate=candidate))
        self.candidate: Candidate = self.interview.candidate
        self.opening: Opening = self.interview.opening
        self.chair: User = factories.chair(self.opening, name="Carla Chair")

    def member(self, name: str = "Mona Member") -> User:
        return factories.user(role=Role.COMMITTEE, name=name)

    @property
    def page(self) -> str:
        return f"/candidates/{self.candidate.pk}/"

    def url(self, act: str) -> str:
        return f"{self.page}openings/{self.opening.pk}/{act}/"

    def shown_to(self, user: User) -> str:
        return " ".join(signed_in(user).get(self.page).text.split())

    def post(self, user: User, act: str, **typed: object) -> int:
        return signed_in(user).post(self.url(act), typed).status_code

    def vote(self, user: User, verdict: str = "Hire", reason: str = "Solid throughout.") -> int:
        return self.post(user, "vote", verdict=verdict, reason=reason)

    def debrief(self, user: User | None = None) -> int:
        return self.post(user or self.chair, "debrief")

    def decide(self, user: User | None = None, verdict: str = "Hire", reason: str = "We agreed.") -> int:
        chair = user or self.chair
        return self.post(chair, "decide", decision=verdict, decision_reason=reason, seal=self.seal(chair))

    def seal(self, user: User) -> str:
        """As the page carries it; nothing where it has no form for deciding."""
        return self.shown_to(user).partition('name="seal" value="')[2].partition('"')[0]
