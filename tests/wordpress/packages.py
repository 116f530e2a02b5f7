"""What a WordPress needs from Debian: PHP and MariaDB installed, WordPress itself only unpacked.

Debian's `wordpress` depends on a web server, of which nothing is wanted here: its files alone will do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

INSTALLED = (
    "php-cli", "php-curl", "php-gd", "php-intl", "php-mbstring", "php-mysql", "php-xml", "mariadb-server-core",
    "mariadb-client-core",
)  # fmt: skip
UNPACKED = ("wordpress", "wordpress-l10n", "wordpress-theme-twentytwentyone", "wordpress-theme-twentytwentythree")
PATIENCE = 300


class Unavailable(Exception):
    """Why no WordPress can be brought up on this computer."""


def install() -> None:
    """See that PHP and MariaDB are there; root installs what is missing. Raises `Unavailable`."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        raise Unavailable("no Debian packages on this computer (dpkg, apt-get)")
    missing = [package for package in INSTALLED if not _is_installed(package)]
    if not missing:
        return
    if os.geteuid() != 0:
        raise Unavailable("as root: apt-get install --no-install-recommends " + " ".join(missing))
    _run("apt-get", "-qq", "update")
    _run("apt-get", "-qq", "install", "--yes", "--no-install-recommends", *missing)


def unpack(folder: Path) -> None:
    """WordPress's files into a folder. Raises `Unavailable`."""
    debs = folder / "debs"
    debs.mkdir()
    try:
        _run("apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", *UNPACKED, cwd=debs)
        for deb in debs.iterdir():
            with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as opened:
                only = ["--strip-components=4", "--wildcards", "./usr/share/wordpress/*", "--exclude=*/.htaccess"]
                subprocess.run(["tar", "x", "-C", folder, *only], stdin=opened.stdout, check=True, timeout=PATIENCE)
    finally:
        shutil.rmtree(debs)


def _is_installed(package: str) -> bool:
    command = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout == "installed"


def _run(*command: str, cwd: Path | None = None) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, cwd=cwd, env=quiet, capture_output=True, text=True, timeout=PATIENCE, check=False
    )  # what apt says goes into the reason
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Unavailable(f"{' '.join(command[:2])}: {said[-1] if said else done.returncode}")
