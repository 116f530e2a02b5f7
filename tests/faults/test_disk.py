"""Disks that are full, folders that are read-only, or gone: said in a sentence; what is there is read, and stays."""

from __future__ import annotations

import os
import resource
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bench.home import PROGRAM
from placentin_tui import i18n
from placentin_tui.errors import LibraryError, LibraryReadOnly
from placentin_tui.library import Library, open_or_repair
from placentin_tui.models import View
from placentin_tui.paths import NAME
from tests.faults.test_terminal import gone
from tests.harness.home import environment, open_with_list
from tests.harness.tty import Tty
from tests.library.factories import NOON, Clock, article, paper, put

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "placentin_tui"]
FULL = "The disk is full"
READ_ONLY = "The library cannot be written: its file or its folder is read-only."


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture(scope="session")
def namespace() -> list[str]:
    """What runs a shell line where file systems can be mounted that nobody else sees."""
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*command, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system lets nobody mount anything")
    return command


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a person with a paper of twenty articles; its library is `library.db`."""
    folder = tmp_path / "data" / NAME
    with opened(folder) as library:
        put(library, paper(library), *(article(str(n), f"Texte {n}. " * 50, published=NOON - n) for n in range(20)))
        library.undo_log.star([3])
    return folder


def opened(folder: Path) -> Library:
    return open_or_repair(folder / "library.db", folder / "pictures", clock=Clock())


def run(
    home: Path, command: Sequence[str], *, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", **environment(home), **(variables or {})},
    )


def is_a_sentence(done: subprocess.CompletedProcess[str], says: str, status: int = 1) -> None:
    assert (done.returncode, done.stderr.count("\n")) == (status, 1), done.stderr
    assert says in done.stderr


def unharmed(folder: Path) -> None:
    """Everything that was confirmed is there, and the next start works."""
    with opened(folder) as library:
        assert library.notice == ""
        assert library.check() == "ok"
        assert library.articles.count(View()) >= 20
        assert [row.id for row in library.articles.page(View(starred=True))] == [3]


# ── full ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

WRITE = """
import sys
from pathlib import Path
from placentin_tui import i18n
from placentin_tui.errors import LibraryError
from placentin_tui.library import Library, open_or_repair
from placentin_tui.models import View
from tests.library.factories import article
i18n.use("en")
folder, ballast = Path(sys.argv[1]), Path(sys.argv[1]) / "ballast"
with open_or_repair(folder / "library.db", folder / "pictures") as library:
    stored = []
    try:
        for n in range(100_000):
            text = "".join(map(chr, range(200 + n % 999, 4000)))
            stored += library.articles.store(1, [article(f"more{n}", text)]).new
    except LibraryError as error:
        said = [str(error)]
    # What was confirmed is there, all of it can be read, and what cannot be kept is said each time.
    for number in stored:
        assert library.articles.get(number).blocks
    assert library.articles.count(View(query="texte")) == 20
    for act in (lambda: library.back_up(), lambda: library.undo_log.mark_read(stored[:5000])):
        try:
            act()
        except LibraryError as error:
            said.append(str(error))
    before = library.articles.count(View())
    ballast.unlink()
    # As soon as there is room it goes on.
    assert library.undo_log.mark_read([1, 2]) is not None
    assert library.articles.store(1, [article("after", "Encore.")]).new
    assert library.check() == "ok"
    print(len(stored), before, *said, sep="\\n")
"""


def test_a_full_disk(namespace: list[str], tmp_path: Path, data: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    line = (
        f"mount -t tmpfs -o size=3m tmpfs {small} && cp {data}/library.db {small}"
        f" && head -c 1000000 /dev/zero > {small}/ballast && exec {sys.executable} -c {shlex.quote(WRITE)} {small}"
    )
    done = run(tmp_path, [*namespace, line])
    assert done.returncode == 0, done.stderr
    stored, before, *said = done.stdout.splitlines()
    assert int(stored) > 5
    assert int(before) == int(stored) + 20
    assert said[0].startswith(FULL)
    assert all(FULL in sentence or "No space left" in sentence for sentence in said)


def test_a_disk_that_is_full_from_the_start(namespace: list[str], tmp_path: Path, data: Path) -> None:
    """The library opens and is read; a mark that cannot be kept is said on the screen, and nothing breaks."""
    line = (
        f"cp -r {data} {tmp_path}/kept && mount -t tmpfs -o size=1m tmpfs {tmp_path}/data && mkdir {data} &&"
        f" cp {tmp_path}/kept/library.db {data}/ && (head -c 2000000 /dev/zero > {data}/ballast || true) 2>/dev/null;"
        f" {shlex.join(COMMAND)} list --limit 3 && {shlex.join(COMMAND)} show 3 && exec {PROGRAM} --offline"
    )
    with Tty([*namespace, line], env={**environment(tmp_path), "LANGUAGE": "en"}, cwd=ROOT) as tty:
        tty.wait("Enter Read")
        tty.wait("Titre 0")
        for keys in ("j", "\r", " ", "q", "s", "T", "m"):
            tty.send(keys)
            tty.settle(0.2)
        tty.wait(FULL)
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left
        assert b"Traceback" not in tty.raw


def test_a_limit_on_the_size_of_files(tmp_path: Path, data: Path) -> None:
    size = (data / "library.db").stat().st_size
    (data / "ballast").touch()
    done = subprocess.run(
        [sys.executable, "-c", WRITE.replace("ballast.unlink()", "import resource; lift()").replace(
            "folder, ballast", "def lift():\n    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))\nfolder, ballast"
        ), str(data)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 300_000, -1)),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) > 2
    unharmed(data)


def test_a_repair_without_room_leaves_everything_as_it_is(namespace: list[str], tmp_path: Path, data: Path) -> None:
    file = data / "library.db"
    spoiled = b"\xa5" * 100 + file.read_bytes()[100:]
    file.write_bytes(spoiled)
    line = (
        f"mkdir {tmp_path}/small && mount -t tmpfs -o size=300k tmpfs {tmp_path}/small && mkdir {tmp_path}/small/{NAME}"
        f" && cp {file} {tmp_path}/small/{NAME}/ && {shlex.join(COMMAND)} list; echo $?"
        f" && cat {tmp_path}/small/{NAME}/library.db > {tmp_path}/after"
    )
    done = run(tmp_path, [*namespace, line], variables={"XDG_DATA_HOME": str(tmp_path / "small")})
    assert done.stdout.strip() == "1"
    assert done.stderr.count("\n") == 2
    assert "is being repaired" in done.stderr
    assert "isk is full" in done.stderr or "No space left" in done.stderr
    assert (tmp_path / "after").read_bytes() == spoiled
    with opened(data) as library:
        assert library.articles.count(View()) == 20


# ── read-only ────────────────────────────────────────────────────────────────────────────────────────────────────────


def mounted(data: Path, then: str) -> str:
    return f"mount --bind {data} {data} && mount -o remount,bind,ro {data} && {then}"


def test_a_read_only_folder_is_read(namespace: list[str], tmp_path: Path, data: Path) -> None:
    for command, says in (("list --limit 1", "Titre 0"), ("show 4", "Texte 3."), ("search texte --limit 1", "Titre 0")):
        done = run(tmp_path, [*namespace, mounted(data, f"{shlex.join(COMMAND)} {command}")])
        is_a_sentence(done, f"{READ_ONLY} Everything in it can be read; nothing new is kept.", status=0)
        assert says in done.stdout
    for command in ("mark 1 --read", "refresh", "restore"):
        done = run(tmp_path, [*namespace, mounted(data, f"{shlex.join(COMMAND)} {command}")])
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert READ_ONLY.split(":")[0] in done.stderr or "no backup" in done.stderr
    unharmed(data)


def test_what_was_not_moved_into_a_read_only_file_is_read_too(namespace: list[str], tmp_path: Path, data: Path) -> None:
    leave_a_wal = "import os, sys; from tests.faults.test_disk import *; library = opened(Path(sys.argv[1])); "
    leave_a_wal += "library.undo_log.mark_read([1]); library.undo_log.star([2]); os._exit(0)"
    subprocess.run([sys.executable, "-c", leave_a_wal, str(data)], check=True, cwd=ROOT)
    assert (data / "library.db-wal").stat().st_size
    (own := tmp_path / "tmp").mkdir()
    line = mounted(data, f"{shlex.join(COMMAND)} list --starred --json")
    done = run(tmp_path, [*namespace, line], variables={"TMPDIR": str(own)})
    assert done.stdout.count("\n") == 2
    assert READ_ONLY in done.stderr
    assert not list(own.iterdir()), "the copy it read from is still there"


def test_the_paper_opens_on_a_read_only_folder(namespace: list[str], tmp_path: Path, data: Path) -> None:
    line = mounted(data, f"exec {PROGRAM}")
    with Tty([*namespace, line], env={**environment(tmp_path), "LANGUAGE": "en"}, cwd=ROOT) as tty:
        tty.wait("Titre 0")
        tty.wait("cannot be")
        for keys in ("j", "\r", " ", "q", "s", "m", "R", "T"):
            tty.send(keys)
            tty.settle(0.2)
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left
    unharmed(data)


def test_a_folder_that_is_not_ours(tmp_path: Path, data: Path) -> None:
    """What permissions forbid is said; as root nobody forbids anything, so another user is taken."""
    if os.getuid() == 0 and not all(path.stat().st_mode & 0o001 for path in (ROOT, *ROOT.parents)):
        pytest.skip("the other user may not read the program where it lies")
    for path in (*tmp_path.parents, tmp_path, data.parent):
        if str(path).startswith("/tmp/pytest"):
            path.chmod(0o755)
    data.chmod(0o500)
    (data / "library.db").chmod(0o400)
    other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
    # Who may not write here may not measure coverage here either.
    other = ["env", "--unset=COVERAGE_PROCESS_CONFIG", *other] if other else []
    code = "import sys; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv.pop(1));"
    code += "from placentin_tui.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = run(tmp_path, [*other, sys.executable, "-c", code, str(ROOT), "list"])
    if other:
        is_a_sentence(done, "cannot be opened")
    else:
        assert "nothing new is kept" in done.stderr


# ── gone ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_that_goes_while_it_is_open(data: Path) -> None:
    with opened(data) as library:
        assert library.undo_log.mark_read([1])
        shutil.rmtree(data)
        for act in (
            lambda: library.undo_log.mark_read([2]),
            lambda: library.settings.set("theme", "day"),
            lambda: library.articles.store(1, [article("x")]),
            lambda: library.outbox.draft(1),
        ):
            with pytest.raises(LibraryError, match="taken away while it was open"):
                act()
        with pytest.raises(LibraryError, match="cannot be written"), library.refresh_lock():
            pass
        # What is there is read on.
        assert len(library.articles.page(View(), limit=50)) == 20
        assert library.articles.get(5).blocks


def test_another_file_in_the_librarys_place(tmp_path: Path, data: Path) -> None:
    with opened(data) as library:
        shutil.move(data, tmp_path / "aside")
        data.mkdir()
        shutil.copy(tmp_path / "aside" / "library.db", data)
        with pytest.raises(LibraryError, match="taken away while it was open"):
            opened(data)
        with pytest.raises(LibraryError, match="taken away while it was open"):
            library.undo_log.mark_read([2])
    unharmed(tmp_path / "aside")


@pytest.mark.parametrize("home", ["/proc/nobody", "/dev/null"])
def test_no_home(home: str) -> None:
    variables = {"HOME": home, **dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), "")}
    for command in ("list", "refresh", "add paper.example --offline"):
        done = run(Path("/"), [*COMMAND, *command.split()], variables=variables)
        assert done.returncode in {1, 3}, command
        assert done.stderr.count("\n") == 1, done.stderr
    with Tty([PROGRAM, "--offline"], env={"LANGUAGE": "en", **variables}, cwd=ROOT) as tty:
        assert tty.exit() == 1
        assert not tty.modes_left
        assert "Traceback" not in tty.text


def test_the_reader_says_that_the_folder_is_gone(tmp_path: Path, data: Path) -> None:
    open_with_list(tmp_path)
    with Tty([PROGRAM, "--offline"], env={**environment(tmp_path), "LANGUAGE": "en"}, cwd=ROOT) as tty:
        tty.wait("1/20")
        tty.settle(1)
        shutil.rmtree(data)
        tty.send("s")
        tty.wait("taken away")
        tty.send("jj\r")
        tty.wait("Texte 2.")
        pids = tty.processes()
        tty.send("Q")
        assert tty.exit() == 0
        assert not tty.modes_left
    assert gone(pids)


def test_read_only_is_an_error_of_its_own(data: Path) -> None:
    with opened(data) as library:
        library._connection.forbid_writes()
        with pytest.raises(LibraryReadOnly, match="read-only"):
            library.settings.set("theme", "day")
