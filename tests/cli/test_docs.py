"""docs/cli.md says what the program does: its commands, its options, its keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from placentin_tui.__main__ import main
from placentin_tui.cli import exit_codes
from placentin_tui.prose.blocks import Block

DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")


def section(heading: str) -> str:
    """What stands under a heading."""
    return re.split(r"^##+ ", DOCS.split(heading, 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def keys(heading: str) -> list[str]:
    """The first column of the first table under a heading."""
    table = section(heading).split("|---|---|", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("command", "line"),
    re.findall(r"`([a-z]+)\b([^`]*)`(?=.*$)", "\n".join(
        line for line in DOCS.splitlines() if line.startswith("### ")
    )),
)  # fmt: skip
def test_every_option_is_documented(capsys: pytest.CaptureFixture[str], command: str, line: str) -> None:
    assert main([command, "--help"]) == 0
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help", "--offline", "--language"}
    assert set(re.findall(r"--[a-z-]+", line)) == options


def test_keys_are_the_ones_the_other_tests_hold() -> None:
    # The very lists the tests of the commands compare with.
    from tests.cli.test_articles import ARTICLE_KEYS, SHOW_KEYS
    from tests.cli.test_comments import COMMENT_KEYS, OUTBOX_KEYS
    from tests.cli.test_refresh import REFRESH_KEYS
    from tests.cli.test_restore import RESTORE_KEYS
    from tests.cli.test_rules import RULE_KEYS
    from tests.cli.test_share import SHARE_KEYS
    from tests.cli.test_sources import SOURCE_KEYS
    from tests.cli.test_tags import TAG_KEYS, TAGS_KEYS
    from tests.cli.test_views import SAVED_KEYS, SECTION_KEYS

    assert keys("### `sources") == SOURCE_KEYS
    assert keys("### `refresh") == REFRESH_KEYS
    assert keys("### `list") == ARTICLE_KEYS
    assert "`hit`" in section("### `search")
    assert keys("### `tags") == TAGS_KEYS
    assert keys("### `tag ID") == TAG_KEYS
    assert keys("### `show") == SHOW_KEYS
    assert keys("### `share") == SHARE_KEYS
    assert keys("### `rules") == RULE_KEYS
    assert keys("### `comments") == COMMENT_KEYS
    assert keys("### `outbox") == OUTBOX_KEYS
    assert keys("### `restore") == RESTORE_KEYS
    assert keys("### `sections") == SECTION_KEYS
    assert keys("### `saved") == SAVED_KEYS


def test_every_block_is_documented() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", section("### `show").split("| `type` |")[1], re.MULTILINE))
    assert rows == {
        kind.__name__.lower(): ", ".join(f"`{field}`" for field in kind.__struct_fields__) or "none"
        for kind in get_args(Block)
    }


def test_every_status_is_documented() -> None:
    documented = {int(number) for number in re.findall(r"^\| (\d+) \|", DOCS, re.MULTILINE)}
    assert documented == {value for name, value in vars(exit_codes).items() if name.isupper()}
