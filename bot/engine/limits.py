"""Named maxima. Past one of them a turn ends in a named rejection, never in an exception."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

#: Commands one turn may carry.
COMMANDS: Final = 20
#: Characters of the applicant's words kept with an answer, and of a text value.
ANSWER_LENGTH: Final = 2000
#: Items of a list whose fact says nothing else.
LIST_ITEMS: Final = 50
#: Answers of one case, list items included.
ANSWERS: Final = 3000
#: Frames on the dialogue stack.
STACK: Final = 8
#: Address keys remembered for 「上一步」.
ORDER: Final = 300
#: Inbound ids remembered by the case itself; the store remembers all.
SEEN: Final = 50
#: How long a clerk who does nothing keeps the guide silent.
CLERK_AWAY: Final = timedelta(minutes=30)
#: Replies not understood before a person is offered.
UNCLEAR: Final = 3
#: Status events kept of one application; the latest are.
HAPPENINGS: Final = 100
#: Applications of one case of which events are kept.
APPLICATIONS: Final = 50
#: Points of one correction.
POINTS: Final = 200
