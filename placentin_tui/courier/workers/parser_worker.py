"""Foreign documents read in a process of its own: what `ParserPool` starts, and how the two speak (MessagePack)."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast, get_type_hints

import msgspec

from placentin_tui import errors, i18n
from placentin_tui.courier.workers import parser_tasks, worker_loop
from placentin_tui.courier.workers.parser_tasks import FeedLost
from placentin_tui.errors import ReasonedError
from placentin_tui.reasons import Value  # noqa: TC001 - msgspec reads it at run time

if TYPE_CHECKING:
    from collections.abc import Callable

MODULES = ("placentin_tui.courier.workers.parser_tasks", "placentin_tui.courier.workers.wordpress_tasks")
"""Where the functions are that may be called."""
MEMORY = 1_000_000_000
"""Bytes of addresses a process may have; the largest document there may be takes a third of them."""


class Call(msgspec.Struct, frozen=True, array_like=True):
    """A question: a function to be called."""

    module: str
    function: str
    arguments: msgspec.Raw
    """The values it takes, in order; packed with the call, and unpacked for the function there is."""
    seconds: float
    """Of the processor's time, after which the system ends the process."""
    forgotten: tuple[int, ...] = ()
    """Tickets of feeds that are not needed any more."""


class Done(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What it gave."""

    result: msgspec.Raw


class Refused(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The document is not what it should be: which of `errors`, and why."""

    kind: str
    code: str
    values: dict[str, Value]


class Overrun(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The document wants more memory than there may be."""


class Lost(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The feed is not here any more; its document is to be read again."""


class Mistaken(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A fault of our own."""

    kind: str
    trace: str


Answer: TypeAlias = Done | Refused | Overrun | Lost | Mistaken

calls = msgspec.msgpack.Decoder(Call)
answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
_encoder = msgspec.msgpack.Encoder()


def encode(value: object) -> bytes:
    """MessagePack of a value; half a character, which no encoding can carry, becomes a whole one that says so."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_whole(msgspec.to_builtins(value, builtin_types=(bytes,))))


def _whole(part: Any) -> Any:
    if isinstance(part, str):
        return part.encode("utf-8", "replace").decode()
    if isinstance(part, dict):
        return {_whole(name): _whole(value) for name, value in part.items()}
    return [_whole(each) for each in part] if isinstance(part, list | tuple) else part


@cache
def arguments_of(function: Callable[..., Any]) -> msgspec.msgpack.Decoder[Any]:
    """What reads a function's arguments."""
    kinds = tuple(kind for name, kind in get_type_hints(function).items() if name != "return")
    return msgspec.msgpack.Decoder(tuple[kinds])  # type: ignore[valid-type]


@cache
def result_of(function: Callable[..., Any]) -> msgspec.msgpack.Decoder[Any]:
    """What reads a function's result."""
    return msgspec.msgpack.Decoder(get_type_hints(function)["return"])


def answer(question: bytes) -> bytes:
    """What a call comes to, as it is sent back."""
    call = calls.decode(question)
    worker_loop.bound_time(call.seconds)
    parser_tasks.forget_feeds(call.forgotten)
    try:
        return encode(Done(cast("msgspec.Raw", _called(call))))
    except MemoryError:
        return encode(Overrun())
    except FeedLost:
        return encode(Lost())
    except ReasonedError as error:
        return encode(Refused(type(error).__name__, error.code, error.values))
    except Exception as error:  # noqa: BLE001 - told to the courier, which logs it
        import traceback  # 10 ms

        return encode(Mistaken(type(error).__name__, traceback.format_exc()))


def _called(call: Call) -> object:
    assert call.module in MODULES
    function = getattr(importlib.import_module(call.module), call.function)
    return function(*arguments_of(function).decode(call.arguments))


def refusal(said: Refused) -> ReasonedError:
    """The error that was refused with."""
    kind: type[ReasonedError] = getattr(errors, said.kind)
    return kind(said.code, **said.values)


def main() -> None:
    """Answer what is asked on stdin."""
    worker_loop.bound_memory(MEMORY)
    i18n.use("")
    worker_loop.answer_all(answer)


if __name__ == "__main__":
    main()
