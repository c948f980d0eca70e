"""What applicants and officers of a run do, drawn before it begins: the end that each application has to come to follows from it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: What happens to an application, as the codes of its events in order (api/intake/README.md).
Codes = tuple[int, ...]
RECEIVED, WITHDRAWN, ACCEPTED, CORRECTION_BEGUN, CORRECTION_ENDED, ISSUED, DELIVERED = 1, 2, 3, 6, 7, 17, 18
#: After one of these nothing can be withdrawn.
DECISIONS: Final = frozenset({5, 11, 13})
#: What only the applicants' side does.
APPLICANTS: Final = frozenset({RECEIVED, WITHDRAWN, CORRECTION_ENDED})

#: Stories that officers bring to their end, and how often.
_KEPT: Final[dict[Codes, int]] = {
    (1, 3, 11, 17): 30,
    (1, 6, 7, 3, 11, 17): 30,
    (1, 3, 9, 10, 11, 17, 18): 10,
    (1, 3, 13): 8,
    (1, 6, 7, 5): 5,
    (1, 5): 4,
    (1,): 2,
}
#: Stories that the applicant ends, and of a bundle also what is decided before. A correction is answered in all parts or in none:
#: parts share their answers.
_LEFT_ALONE: Final[tuple[Codes, ...]] = ((1, 2), (1, 3, 2), (1, 6, 2), (1, 3, 13))
_ANSWERED: Final[tuple[Codes, ...]] = ((1, 2), (1, 3, 2), (1, 6, 7, 2), (1, 3, 11, 17))
#: Stories that go on while the applicant withdraws: who is first is not known before.
_RACED: Final[tuple[Codes, ...]] = ((1, 3, 11, 17), (1, 3, 9, 10, 11, 17), (1, 3, 13))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen to what one applicant hands in.

    Args:
        stories: of each application of the bundle, in the order of its forms.
        withdraws: the applicant takes back what is not decided by then.
        races: without waiting for where the stories would have it.
    """

    number: int
    stories: tuple[Codes, ...]
    withdraws: bool = False
    races: bool = False

    def ends(self, place: int) -> tuple[Codes, ...]:
        """What may have happened to the application at the end; several only where officers and the applicant raced."""
        story = self.stories[place]
        if not self.races:
            return (story,)
        decided = next(at for at, code in enumerate(story) if code in DECISIONS)
        return (story, *((*story[:at], WITHDRAWN) for at in range(1, decided + 1)))

    def next_act(self, place: int, happened: int, last: int) -> int | None:
        """The code that an officer brings about now, after so many events of which ``last`` was the last; None: it is not theirs."""
        story = self.stories[place]
        if last == WITHDRAWN or happened >= len(story) or story[happened] in APPLICANTS:
            return None
        return story[happened]

    def is_answered(self) -> bool:
        """Whether the applicant answers corrections."""
        return any(CORRECTION_ENDED in story for story in self.stories)


def plan_of(seed: int, number: int, most: int) -> Plan:
    """The plan of the applicant of this number: the same in every process of a run. ``most``: forms of a bundle."""
    rng = random.Random(f"{seed}:{number}")
    forms = min(rng.choices((1, 2, 3), (60, 20, 20))[0], most)
    kind = rng.choices(("kept", "withdrawn", "raced"), (80, 14, 6))[0]
    if kind == "kept":
        stories = rng.choices(tuple(_KEPT), tuple(_KEPT.values()), k=forms)
        return Plan(number, tuple(stories))
    if kind == "raced":
        return Plan(number, tuple(rng.choices(_RACED, k=forms)), withdraws=True, races=True)
    among = rng.choice((_LEFT_ALONE, _ANSWERED))
    stories = [rng.choice([one for one in among if one[-1] == WITHDRAWN]), *rng.choices(among, k=forms - 1)]
    rng.shuffle(stories)
    return Plan(number, tuple(stories), withdraws=True)


def delivered(story: Codes) -> Codes:
    """The story where what is issued is delivered by itself."""
    return (*story, DELIVERED) if story[-1] == ISSUED else story


def conversation(number: int) -> str:
    """The conversation of this applicant."""
    return f"c_{number}"


def number_of(conversation: str) -> int:
    """Whose conversation it is."""
    return int(conversation.removeprefix("c_"))


def name_of(number: int) -> str:
    """What the shop of this applicant is called: each application can be told from all others."""
    return f"阿婆{number}号奶茶店"


def better_name(number: int) -> str:
    """What it is called once that was corrected."""
    return f"阿公{number}号茶铺"


def is_at(codes: Sequence[int], story: Codes) -> bool:
    """Whether all has happened that comes before the applicant's withdrawal; of a story without one, all."""
    return tuple(codes) == (story[:-1] if story[-1] == WITHDRAWN else story)
