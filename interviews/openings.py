"""Opening a position, and who sits on its panel."""

from collections.abc import Iterable

from django.db import transaction

from interviews.models import Opening, PanelMember, User


@transaction.atomic
def create(*, title: str, level: str, creator: User, panel: Iterable[User] = ()) -> Opening:
    """A new opening, chaired by whoever creates it."""
    opening = Opening.objects.create(title=title, level=level, created_by=creator)
    PanelMember.objects.create(opening=opening, user=creator, seat=PanelMember.Seat.CHAIR)
    _seat(opening, panel)
    return opening


@transaction.atomic
def change(opening: Opening, *, title: str, level: str, panel: Iterable[User]) -> None:
    """Rename it, move its level, and seat exactly this panel beside its chairs. What was judged keeps its level."""
    opening.title, opening.level = title, level
    opening.save(update_fields=["title", "level"])
    _seat(opening, panel)


def _seat(opening: Opening, panel: Iterable[User]) -> None:
    wanted = {user.pk for user in panel}
    seats = PanelMember.objects.filter(opening=opening)
    seats.filter(seat=PanelMember.Seat.PANEL).exclude(user__in=wanted).delete()
    # A chair stays one: the unique seat of each person is left as it is.
    PanelMember.objects.bulk_create((PanelMember(opening=opening, user_id=pk) for pk in wanted), ignore_conflicts=True)
