"""What README says of keys, settings and files is so."""

from __future__ import annotations

import re
from pathlib import Path

from placentin_tui import config
from placentin_tui.commands import MAIN, sign

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_names_the_first_key_of_every_act() -> None:
    named = set(re.findall(r"`([^`]+)`", section("Keys")))
    assert {sign(command.keys[0]) for command in MAIN if command.keys} <= named


def test_names_no_key_that_does_nothing() -> None:
    known = {sign(key) for command in MAIN for key in command.keys}
    table = "\n".join(line for line in section("Keys").splitlines() if line.startswith("|"))
    assert set(re.findall(r"`([^`]+)`", table)) <= known


def test_shows_the_settings_as_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(section("Settings").partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert config.load(file) == config.Config()
    assert all(f"{setting} =" in file.read_text(encoding="utf-8") for setting in ("theme", "measure", "timeout"))


def test_points_to_files_that_are_there() -> None:
    addresses = re.findall(r"\]\(([^)#]+)\)", README)
    assert [address for address in addresses if "://" not in address and not (ROOT / address).exists()] == []
