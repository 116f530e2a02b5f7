"""The config file: what each key takes, and what is said of a file that cannot be used."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui import config, i18n
from placentin_tui.commands import COMMANDS, IDS
from placentin_tui.config import Config, NetworkConfig
from placentin_tui.errors import ConfigError
from placentin_tui.models.setting_enums import Hyphens, Justify, LetteringMode, Metered, PictureMode, Spacing

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(folder: Path, text: str | bytes) -> str:
    """What is said of the file; it must begin with the file's name, and the file must stay as it is."""
    path = written(folder, text)
    before = path.read_bytes()
    with pytest.raises(ConfigError) as raised:
        config.load(path)
    sentence = str(raised.value)
    assert sentence.startswith(str(path))
    assert "\n" not in sentence
    assert path.read_bytes() == before
    return sentence.removeprefix(str(path))


def test_no_file_is_all_defaults(tmp_path: Path) -> None:
    assert config.load(tmp_path / "config.toml") == Config()


def test_an_empty_file_is_all_defaults(tmp_path: Path) -> None:
    assert config.load(written(tmp_path, "# nothing yet\n")) == Config()


def test_every_key(tmp_path: Path) -> None:
    text = """
        language = "fr"
        theme = "placentin-day"
        pictures = "halfblock"
        pictures_budget = 50
        lettering = "off"
        headline_font = "EB Garamond"
        measure = 66
        spacing = "tight"
        hyphens = "on"
        justify = "off"
        refresh_on_start = false
        refresh_every = 0
        browser = "firefox --new-tab"
        save_to = "~/Articles"

        [share.wallabag]
        command = ["wallabag", "add", "{url}", "{title}"]

        [share."my notes"]
        command = ["tee"]

        [keys]
        quit = "Q, ctrl+q"
        all-read = ""
        search = "/"

        [network]
        timeout = 5
        metered = "yes"
    """
    assert config.load(written(tmp_path, text)) == Config(
        language="fr",
        theme="placentin-day",
        pictures=PictureMode.HALFBLOCK,
        pictures_budget=50,
        lettering=LetteringMode.OFF,
        headline_font="EB Garamond",
        measure=66,
        spacing=Spacing.TIGHT,
        hyphens=Hyphens.ON,
        justify=Justify.OFF,
        refresh_on_start=False,
        refresh_every=0,
        browser="firefox --new-tab",
        save_to="~/Articles",
        share={"wallabag": ("wallabag", "add", "{url}", "{title}"), "my notes": ("tee",)},
        keys={"quit": "Q,ctrl+q", "all-read": "", "search": "slash"},
        network=NetworkConfig(timeout=5, metered=Metered.YES),
    )


def test_headlines_in_letters_count_as_pictures() -> None:
    settings = Config(pictures_budget=100)
    assert settings.picture_bytes + settings.lettering_bytes == 100_000_000
    assert 0 < settings.lettering_bytes < 10_000_000


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    assert config.load(written(tmp_path, b"\xef\xbb\xbfmeasure = 60\n")).measure == 60


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (
            '\ncolour = "red"\n',
            2,
            "“colour” is no setting; there are: browser, cursor, ground, headline_font, hyphens, justify, keys, ",
        ),
        ("[network]\n\nspeed = 3\n", 3, "“speed” is no setting of [network]; there is: metered, portraits, timeout."),
        ("network.speed = 3\n", 1, "“speed” is no setting of [network]"),
        ("# comment\nnetwork = { speed = 3 }\n", 2, "“speed” is no setting of [network]"),
        ('[keys]\nfly = "f"\n', 2, "“fly” is no setting of [keys]; there is: add, all-read"),
        ("[colours]\nred = 1\n", 1, "“colours” is no setting"),
        ("[[colours]]\nred = 1\n", 1, "“colours” is no setting"),
        ("\n\n[colours.dark]\nred = 1\n", 3, "“colours” is no setting"),
        ('language = "de"\n', 1, '“language” must be one of "", "fr", "en".'),
        ("language = 3\n", 1, "“language” must be one of"),
        ("theme = true\n", 1, "“theme” must be a text between quotation marks."),
        ('theme = "nope"\n', 1, "“nope” is no theme; there are: placentin-day, placentin-night, "),
        ('theme = "ansi-dark"\n', 1, "“ansi-dark” is no theme"),
        ("browser = 'firefox \"x'\n", 1, "“browser” must be a command, its quotation marks in pairs."),
        ('[keys]\nrefresh = "ctrl+alt+zz"\n', 2, "“keys.refresh” must be keys"),
        ('[keys]\nrefresh = "strg+r"\n', 2, "“keys.refresh” must be keys"),
        (
            'x = 1\npictures = "ascii"\n'.replace("x = 1", ""),
            2,
            '“pictures” must be one of "auto", "kitty", "sixel", "halfblock", "sextant", "off".',
        ),
        ("lettering = true\n", 1, "“lettering” must be one of"),
        ("headline_font = 3\n", 1, "“headline_font” must be a text between quotation marks."),
        ("pictures_budget = 0\n", 1, "“pictures_budget” must be a whole number from 1 to 1000000."),
        ("[network]\nmetered = true\n", 2, '“network.metered” must be one of "auto", "yes", "no".'),
        ("measure = 39\n", 1, "“measure” must be 0, or a whole number from 40 to 160."),
        ("measure = 161\n", 1, "“measure” must be 0, or a whole number"),
        ("measure = true\n", 1, "“measure” must be 0, or a whole number"),
        ("measure = 72.0\n", 1, "“measure” must be 0, or a whole number"),
        ("refresh_on_start = 1\n", 1, "“refresh_on_start” must be true or false."),
        ("refresh_every = -1\n", 1, "“refresh_every” must be a whole number from 0 to 10080."),
        ("browser = ['firefox']\n", 1, "“browser” must be a text"),
        ("network = 3\n", 1, "“network” must be a table: [network]."),
        ('keys = "j"\n', 1, "“keys” must be a table: [keys]."),
        ("[network]\n# seconds\ntimeout = 0\n", 3, "“network.timeout” must be a whole number from 1 to 300."),
        ("\"network\" . 'timeout' = 0\n", 1, "“network.timeout” must be"),
        ('save_to = "Articles"\n', 1, "“save_to” must be a folder, whole or from ~ on."),
        ("save_to = 3\n", 1, "“save_to” must be a folder"),
        ('share = "x"\n', 1, "“share” must be a table: [share]."),
        ('[share]\nnotes = "tee"\n', 2, "“share.notes” must be a table: [share.notes]."),
        ("[share.notes]\n", 1, "[share.notes] needs a “command”."),
        ("[share.notes]\nurl = 3\n", 2, "“url” is no setting of [share.notes]; there is: command."),
        ('[share.notes]\ncommand = "tee"\n', 2, "“share.notes.command” must be a program and its arguments, such as"),
        ("[share.notes]\ncommand = []\n", 2, "“share.notes.command” must be a program"),
        ("[share.notes]\ncommand = [3]\n", 2, "“share.notes.command” must be a program"),
        ('[share.notes]\ncommand = [" "]\n', 2, "“share.notes.command” must be a program"),
        ('[share.notes]\ncommand = ["a\\u0000"]\n', 2, "“share.notes.command” must be a program"),
        ('[share.notes]\ncommand = ["{url}"]\n', 2, "“share.notes.command” must be a program"),
        (
            '[share.n]\ncommand = ["sh", "-c", "x {title}"]\n',
            2,
            "“share.n.command” must be a program and its arguments, each",
        ),
        ('[share.qr]\ncommand = ["x"]\n', 1, "“qr” cannot be the name of a program to share with"),
        ('\n[share."-x"]\ncommand = ["x"]\n', 2, "“-x” cannot be the name"),
        ('[share."a\\u001b"]\ncommand = ["x"]\n', 1, "“a"),
        ("[keys]\nquit = 3\n", 2, "“keys.quit” must be keys between quotation marks"),
        ('[keys]\nquit = "q,,x"\n', 2, "“keys.quit” must be keys"),
        ('[keys]\nquit = "Ctrl Q"\n', 2, "“keys.quit” must be keys"),
        ('language = "fr"\nmeasure = \n', 2, "this is not valid TOML: Invalid value."),
        ('theme = "a\n', 1, "this is not valid TOML"),
        ('measure = 60\nkeys = {\n\n  quit = "q"', 2, "this is not valid TOML"),
        ("measure = 60\nmeasure = 61\n", 2, "this is not valid TOML: Cannot overwrite a value."),
        ("browser = '''\n", 1, "this is not valid TOML"),
        ("x = " + "[" * 20_000, 1, "this is "),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    assert f", line {line}: {says}" in refusal(tmp_path, text)


def test_the_line_is_the_settings_own_when_another_table_has_the_name(tmp_path: Path) -> None:
    assert ", line 4: “network.timeout” must be" in refusal(tmp_path, "[keys]\nquit='q'\n[network]\ntimeout = 'x'\n")


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    assert refusal(tmp_path, 'theme = "encré"'.encode("latin-1")) == " is not written in UTF-8."


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(ConfigError, match=r"config\.toml cannot be read: Is a directory\."):
        config.load(tmp_path / "config.toml")


def test_every_command_can_have_other_keys(tmp_path: Path) -> None:
    text = "[keys]\n" + "".join(f'{name} = "ctrl+{chr(0x4E00 + number)}"\n' for number, name in enumerate(sorted(IDS)))
    assert config.load(written(tmp_path, text)).keys.keys() == IDS


@pytest.mark.parametrize("key", ["s", "é", "space", "?", "f5,s"])
@pytest.mark.parametrize("command", [command.id for command in COMMANDS if command.priority])
def test_what_is_done_while_typing_takes_no_key_that_types(tmp_path: Path, command: str, key: str) -> None:
    with pytest.raises(ConfigError, match=r"line 2: “keys\..+” must be keys that type nothing"):
        config.load(written(tmp_path, f'[keys]\n{command} = "{key}"\n'))
    silent = config.load(written(tmp_path, f'[keys]\n{command} = "f5,ctrl+g,enter"\n'))
    assert silent.keys == {command: "f5,ctrl+g,enter"}


@given(st.text())
def test_any_text_is_read_or_refused_with_a_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = written(tmp_path_factory.getbasetemp(), text)
    said = ""
    try:
        config.load(path)
    except ConfigError as error:
        said = str(error)
    assert not said or re.match(re.escape(str(path)) + r", line \d+: ", said)


DOCS = (Path(__file__).parents[1] / "docs" / "config.md").read_text("utf-8")


def test_the_documentation_has_every_key_and_its_default() -> None:
    documented = dict(re.findall(r"^\| `([a-z_]+)` \|.+?\| `(.*?)` \|", DOCS, re.MULTILINE))
    known = {
        name: getattr(Config(), name) for name in Config.__struct_fields__ if name not in ("keys", "network", "share")
    }
    known |= {name: getattr(NetworkConfig(), name) for name in NetworkConfig.__struct_fields__}
    assert documented == {name: json.dumps("" if value is None else value) for name, value in known.items()}


def test_the_documentation_has_every_command() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (none|`\S+`(?: `\S+`)*) \| (.+?) \|$", DOCS, re.MULTILINE)
    commands = [(one.id, " ".join(f"`{key}`" for key in one.keys) or "none", one.help) for one in COMMANDS]
    assert [row for row in rows if row[0] in IDS] == commands


def test_the_documentations_example_is_accepted(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.+?)```", DOCS, re.DOTALL)
    assert config.load(written(tmp_path, example)).keys == {"next-unread": "n,tab", "all-read": ""}
