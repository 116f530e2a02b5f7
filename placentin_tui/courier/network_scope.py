"""Whether a source is on the internet or in the person's own network, which decides where its parts may come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.web import is_home

if TYPE_CHECKING:
    from placentin_tui.courier.process.executor import Executor


async def is_public(executor: Executor, source: int) -> bool:
    """Whether what a source names may come from the internet only.

    Its server's first answer decided that; before there is one, its URL does. No name is resolved for this: its owner
    could answer with an address of the person's network.
    """
    sources = executor.library.sources
    may_name_home = await executor.call_library(sources.may_name_home, source)
    if may_name_home is None:
        may_name_home = is_home((await executor.call_library(sources.get, source)).url)
    return not may_name_home
