"""A real WordPress on loopback for as long as the tests need it: MariaDB without network, `php -S`, a folder.

`python -m tests.wordpress.lab [THEME]` keeps one up until Ctrl-C, to look at.

Both servers are our children and die with us (`--pdeathsig`), so nothing is left behind even by `kill -9`; they are to
be started by the main thread, for they die with the thread that did it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.wordpress import packages
from tests.wordpress.packages import Unavailable
from tests.wordpress.site import FORBIDDEN, Kept, Posts

PARTS = Path(__file__).parent / "lab"
THEMES = {"block": "twentytwentythree", "classic": "twentytwentyone"}
STATES = {"1": "approved", "0": "hold", "spam": "spam", "trash": "trash"}
PATIENCE = 30.0
_DATABASE = (
    "--no-defaults", "--skip-networking", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0",
    "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=8M",
)  # fmt: skip
_KEPT = """
SELECT JSON_OBJECT('id', comment_ID, 'post', comment_post_ID, 'parent', comment_parent, 'state', comment_approved,
                   'author', comment_author, 'email', comment_author_email, 'text', comment_content)
FROM wp_comments WHERE comment_post_ID = {post} ORDER BY comment_ID
"""
_RECOUNT = """
UPDATE wp_posts SET comment_count =
    (SELECT count(*) FROM wp_comments WHERE comment_post_ID = ID AND comment_approved = '1')
"""


class Lab:
    """One WordPress: a `Site` that is real."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._www = folder / "www"
        self._socket = folder / "run" / "db.sock"
        self._port = _free_port()
        self.home = f"http://127.0.0.1:{self._port}/"
        self._servers: dict[str, subprocess.Popen[bytes]] = {}
        self.now = int(time.time())
        self.posts = Posts(0, 0, 0, 0, 0, 0, 0, 0, 0)
        self.password = ""
        """The reader `lecteur`'s application password."""
        self._last_seeded = 0
        self._options: dict[str, str] = {}

    def up(self) -> None:
        """Bring everything up, from Debian's packages to the printed newspaper. Raises `Unavailable`."""
        packages.install()
        for name in ("www", "db", "run"):
            (self._folder / name).mkdir()
        packages.unpack(self._www)
        shutil.copy(PARTS / "config.php", self._www / "wp-config.php")
        shutil.copy(PARTS / "router.php", self._folder)
        plugins = self._www / "wp-content" / "mu-plugins"
        plugins.mkdir(exist_ok=True)
        (plugins / "quiet.php").write_text("<?php add_filter('pre_wp_mail', '__return_true'); // no mail leaves\n")
        (self._www / "wp-content" / "uploads").mkdir(exist_ok=True)
        self._give_away()
        data = f"--datadir={self._folder / 'db'}"
        self._run(
            "mariadb-install-db", *_DATABASE[:1], data, "--auth-root-authentication-method=normal", "--skip-test-db"
        )
        self._serve(
            "db", ["mariadbd", *_DATABASE, data, f"--socket={self._socket}", f"--pid-file={self._folder}/run/pid"]
        )
        _wait_for(lambda: self._query("CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4", "") is not None)
        self._print()
        self.start()

    def down(self) -> None:
        """End both servers."""
        for server in self._servers.values():
            server.terminate()
            server.wait(PATIENCE)
        self._servers.clear()

    def reset(self, theme: str) -> None:
        """The paper as it was first printed, set in a theme."""
        for name, value in self._options.items():
            self._set_option(name, value)
        self._options.clear()
        for name in ("template", "stylesheet"):
            self._set_option(name, THEMES[theme])
        self._sql(f"DELETE FROM wp_comments WHERE comment_ID > {self._last_seeded}")
        self._sql(_RECOUNT)
        self.pass_a_minute()

    # ── Site ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def url(self, post: int) -> str:
        """The address of an article; WordPress leads on from this one to the one it likes."""
        return f"{self.home}?p={post}"

    def comments(self, post: int) -> list[Kept]:
        """All comments of an article, whatever their state, the oldest first."""
        rows = map(json.loads, self._sql(_KEPT.format(post=post)))
        return [Kept(**row | {"state": STATES[row["state"]]}) for row in rows]

    def pass_a_minute(self) -> None:
        """Make all comments a minute older."""
        self._sql("UPDATE wp_comments SET comment_date_gmt = comment_date_gmt - INTERVAL 1 MINUTE")

    def approve(self, comment: int) -> None:
        """Publish a comment that was held back."""
        self._sql(f"UPDATE wp_comments SET comment_approved = '1' WHERE comment_ID = {comment}")
        self._sql(_RECOUNT)

    def remove(self, comment: int) -> None:
        """Delete a comment for good."""
        self._sql(f"DELETE FROM wp_comments WHERE comment_ID = {comment}")

    def option(self, name: str, value: str) -> None:
        """Change one of WordPress's options until `reset`."""
        before = self._sql(f"SELECT option_value FROM wp_options WHERE option_name = '{name}'")
        self._options.setdefault(name, before[0] if before else "")
        self._set_option(name, value)

    def stop(self) -> None:
        """Kill the web server at once."""
        server = self._servers.pop("web")
        server.kill()
        server.wait(PATIENCE)

    def start(self) -> None:
        """Start the web server."""
        command = ["php", "-d", "opcache.enable_cli=1", "-S", f"127.0.0.1:{self._port}", "-t", str(self._www)]
        self._serve("web", [*command, str(self._folder / "router.php")])
        _wait_for(self._answers)

    # ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _print(self) -> None:
        said = self._run("php", str(PARTS.resolve() / "newspaper.php"), cwd=self._www).strip().splitlines()
        printed = json.loads(said[-1])
        self.posts, self.password = Posts(**printed["posts"]), printed["password"]
        self._last_seeded = int(self._sql("SELECT max(comment_ID) FROM wp_comments")[0])

    def _environment(self) -> dict[str, str]:
        home = self.home.rstrip("/")
        ours = {
            "LAB_HOME": home,
            "LAB_SOCKET": str(self._socket),
            "LAB_THEME": THEMES["block"],
            "LAB_FORBIDDEN": FORBIDDEN,
        }
        return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **ours}

    def _run(self, *command: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            [*_as_nobody(), *command],
            cwd=cwd,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def _serve(self, name: str, command: list[str]) -> None:
        with (self._folder / f"{name}.log").open("ab") as log:
            self._servers[name] = subprocess.Popen(
                [*_as_nobody("--pdeathsig", "KILL"), *command],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _sql(self, statement: str) -> list[str]:
        lines = self._query(statement, "wordpress")
        if lines is None:
            raise RuntimeError(f"the database did not take: {statement}")
        return lines

    def _query(self, statement: str, database: str) -> list[str] | None:
        command = ["mariadb", "--no-defaults", "--user=root", f"--socket={self._socket}", "--batch", "--raw"]
        command += ["--skip-column-names", "--default-character-set=utf8mb4", *([database] if database else [])]
        done = subprocess.run(command, input=statement.encode(), capture_output=True, timeout=PATIENCE, check=False)
        return done.stdout.decode().splitlines() if done.returncode == 0 else None

    def _set_option(self, name: str, value: str) -> None:
        written = value.replace("\\", "\\\\").replace("'", "\\'")
        self._sql(
            f"INSERT INTO wp_options (option_name, option_value) VALUES ('{name}', '{written}')"
            " ON DUPLICATE KEY UPDATE option_value = VALUES(option_value)"
        )

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self._port), timeout=1):
            return True
        return False

    def _give_away(self) -> None:
        """MariaDB will not run as root, so nobody owns what the servers write."""
        if os.geteuid() == 0:
            for place in ("db", "run", "www/wp-content"):
                subprocess.run(["chown", "-R", "nobody:", self._folder / place], check=True)


@contextlib.contextmanager
def running() -> Iterator[Lab]:
    """A WordPress that is up, and gone at the end. Raises `Unavailable`."""
    with tempfile.TemporaryDirectory(prefix="placentin-wordpress-") as name:  # short: a socket's path has 107 bytes
        folder = Path(name)
        folder.chmod(0o755)
        lab = Lab(folder)
        try:
            lab.up()
            yield lab
        finally:
            lab.down()


def _as_nobody(*more: str) -> list[str]:
    who = ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *who, *more] if who or more else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise RuntimeError("a server did not come up; its log stands in the laboratory's folder")
        time.sleep(0.05)


if __name__ == "__main__":
    try:
        with running() as shown:
            shown.reset(sys.argv[1] if len(sys.argv) > 1 else "block")
            print(shown.home, shown.posts, f"lecteur {shown.password}", sep="\n", flush=True)
            signal.sigwait([signal.SIGINT, signal.SIGTERM])
    except Unavailable as why:
        sys.exit(str(why))
