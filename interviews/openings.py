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
def change(opening: Opening, *, title: str, level: str, panel: Iterable[User], chairs: Iterable[User]) -> None:
    """Rename it, move its level, and seat exactly these chairs and this panel. What was judged keeps its level."""
    opening.title, opening.level = title, level
    opening.save(update_fields=["title", "level"])
    chairing = {user.pk for user in chairs}
    seats = PanelMember.objects.filter(opening=opening)
    # Who chairs no longer keeps a seat only where the panel given names them.
    seats.filter(seat=PanelMember.Seat.CHAIR).exclude(user__in=chairing).delete()
    seats.filter(user__in=chairing).update(seat=PanelMember.Seat.CHAIR)
    PanelMember.objects.bulk_create(
        (PanelMember(opening=opening, user_id=pk, seat=PanelMember.Seat.CHAIR) for pk in chairing),
        ignore_conflicts=True,
    )
    _seat(opening, panel)


def _seat(opening: Opening, panel: Iterable[User]) -> None:
    wanted = {user.pk for user in panel}
    seats = PanelMember.objects.filter(opening=opening)
    seats.filter(seat=PanelMember.Seat.PANEL).exclude(user__in=wanted).delete()
    # A chair stays one: the unique seat of each person is left as it is.
    PanelMember.objects.bulk_create((PanelMember(opening=opening, user_id=pk) for pk in wanted), ignore_conflicts=True)
