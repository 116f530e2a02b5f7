"""The main program of a parser process, and the messages between it and `ParserPool` (MessagePack)."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast, get_type_hints

import msgspec

from placentin_tui import errors, i18n
from placentin_tui.courier.workers import parser_tasks, worker_loop
from placentin_tui.courier.workers.parser_tasks import FeedLost
from placentin_tui.errors import ReasonedError
from placentin_tui.failure_codes import Value  # noqa: TC001 - msgspec reads it at run time

if TYPE_CHECKING:
    from collections.abc import Callable

MODULES = (
    "placentin_tui.courier.workers.parser_tasks",
    "placentin_tui.courier.workers.wordpress_tasks",
    "placentin_tui.courier.workers.sync_tasks",
    "placentin_tui.sync.answers",
    "placentin_tui.sync.fever_answers",
)
"""The modules whose functions may be called."""
MEMORY = 1_000_000_000
"""Bytes of address space of a process; the largest document there may be takes a third of them."""


class Call(msgspec.Struct, frozen=True, array_like=True):
    """A request: call a function."""

    module: str
    function: str
    arguments: msgspec.Raw
    """Its positional arguments; decoded by the function's annotations."""
    seconds: float
    """Processor time after which the system ends the process."""
    forgotten: tuple[int, ...] = ()
    """Tickets of feeds that are not needed any more."""


class Done(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The result of a call."""

    result: msgspec.Raw


class Refused(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The document is not what it should be: an error of `errors`, with code and values."""

    kind: str
    code: str
    values: dict[str, Value]


class Overrun(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The document needs more memory than there may be."""


class Lost(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The feed of the ticket is not here any more; its document has to be parsed again."""


class Bug(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A bug of ours."""

    kind: str
    trace: str


Answer: TypeAlias = Done | Refused | Overrun | Lost | Bug

calls = msgspec.msgpack.Decoder(Call)
answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
_encoder = msgspec.msgpack.Encoder()


def encode(value: object) -> bytes:
    """Encode a value as MessagePack; lone surrogates, which UTF-8 cannot carry, are replaced."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_whole(msgspec.to_builtins(value, builtin_types=(bytes,))))


def _whole(part: Any) -> Any:
    """A value with lone surrogates replaced."""
    if isinstance(part, str):
        return part.encode("utf-8", "replace").decode()
    if isinstance(part, dict):
        return {_whole(name): _whole(value) for name, value in part.items()}
    return [_whole(each) for each in part] if isinstance(part, list | tuple) else part


@cache
def arguments_of(function: Callable[..., Any]) -> msgspec.msgpack.Decoder[Any]:
    """The decoder of a function's arguments."""
    kinds = tuple(kind for name, kind in get_type_hints(function).items() if name != "return")
    return msgspec.msgpack.Decoder(tuple[kinds])  # type: ignore[valid-type]


@cache
def result_of(function: Callable[..., Any]) -> msgspec.msgpack.Decoder[Any]:
    """The decoder of a function's result."""
    return msgspec.msgpack.Decoder(get_type_hints(function)["return"])


def answer(question: bytes) -> bytes:
    """Make a call, and encode its result or error."""
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
    except Exception as error:  # noqa: BLE001 - sent to the courier, which logs it
        import traceback  # 10 ms

        return encode(Bug(type(error).__name__, traceback.format_exc()))


def _called(call: Call) -> object:
    assert call.module in MODULES
    function = getattr(importlib.import_module(call.module), call.function)
    return function(*arguments_of(function).decode(call.arguments))


def refusal(said: Refused) -> ReasonedError:
    """The error that a `Refused` stands for."""
    kind: type[ReasonedError] = getattr(errors, said.kind)
    return kind(said.code, **said.values)


def main() -> None:
    """Answer the requests on stdin."""
    worker_loop.bound_memory(MEMORY)
    i18n.use("")
    worker_loop.answer_all(answer)


if __name__ == "__main__":
    main()
