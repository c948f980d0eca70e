"""What has been understood so far of one message, put in the order in which it is to be done."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.engine.address import Address
from bot.engine.commands import Answer, AskKnowledge, Command, Correct, Propose
from bot.engine.reading import Mention, Reading
from bot.engine.values import Json, Rejection, Value

from .fact_reader import Found


@dataclass(slots=True)
class Findings:
    """Commands and mentions of one message as they are found. Lives for one call of ``read``."""

    replies: list[Command] = field(default_factory=list)
    corrections: list[Command] = field(default_factory=list)
    answers: list[Command] = field(default_factory=list)
    questions: list[Command] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    proposed: bool = False

    def __bool__(self) -> bool:
        return bool(self.replies or self.corrections or self.answers or self.questions)

    @property
    def answers_asked(self) -> bool:
        """Whether the open question has its answer."""
        return any(isinstance(one, Answer) and one.address is None for one in self.answers)

    @property
    def only_refuses(self) -> bool:
        """Whether nothing was found but a refused answer to the open question."""
        commands = (*self.replies, *self.corrections, *self.questions, *self.answers)
        return len(commands) == 1 and isinstance(commands[0], Answer) and isinstance(commands[0].value, Rejection)

    @property
    def only_asks(self) -> bool:
        """Whether nothing was found but a question that nobody has answered yet."""
        commands = (*self.replies, *self.corrections, *self.questions, *self.answers)
        return len(commands) == 1 and isinstance(commands[0], AskKnowledge) and commands[0].entry is None

    def answer(self, address: Address | None, found: Found, raw: str) -> None:
        """Notes an answer; ``address`` None is the open question's."""
        said = Answer(address, found.value, raw, parts=found.parts)
        if not any(
            isinstance(one, Answer) and (one.address, one.value) == (address, found.value) for one in self.answers
        ):
            self.answers.append(said)

    def correct(self, address: Address | None, found: Found | None, raw: str) -> None:
        """Notes a correction; without ``found`` the question is to be asked again."""
        if found is None:
            self.corrections.append(Correct(address, None, raw))
        else:
            self.corrections.append(Correct(address, found.value, raw, parts=found.parts))

    def propose(self, address: Address, found: Found, raw: str) -> None:
        """Notes a value that must be confirmed; of several only the first, for one yes cannot confirm two."""
        if isinstance(found.value, Value) and not self.proposed:
            self.proposed = True
            self.answers.append(Propose(address, found.value, raw, found.parts))

    def mention(self, address: Address | None, found: Found, start: int, end: int, text: str) -> None:
        """Notes where a value stood."""
        if address is not None and isinstance(found.value, Value):
            value = found.value
            held: Json = value.value if value.range is None else list(value.range)
            self.mentions.append(Mention(address, held, start, end, text))

    def reading(self) -> Reading:
        """Replies to a confirmation first, then corrections, answers and questions."""
        commands = (*self.replies, *self.corrections, *self.answers, *self.questions)
        return Reading(commands, tuple(self.mentions))


def only(*commands: Command) -> Reading:
    """A reading of these commands, without mentions."""
    return Reading(commands)
