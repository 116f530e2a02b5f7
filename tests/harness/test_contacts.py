from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.harness.contacts import Contacts


def contacts_of(code: str, folder: Path) -> list[str]:
    contacts = Contacts(folder / "contacts")
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **contacts.environment}, check=True)
    return contacts.made()


def test_nothing_is_noted_of_a_program_that_stays_at_home(tmp_path: Path) -> None:
    assert contacts_of("import asyncio; asyncio.run(asyncio.sleep(0))", tmp_path) == []


def test_a_contact_is_noted_that_of_a_child_too(tmp_path: Path) -> None:
    child = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    made = contacts_of(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])", tmp_path)
    assert made == ["socket.connect ('127.0.0.1', 9)"]


def test_a_name_looked_up_is_noted(tmp_path: Path) -> None:
    assert contacts_of("import socket; socket.getaddrinfo('localhost', 80)", tmp_path) == [
        "socket.getaddrinfo localhost"
    ]
