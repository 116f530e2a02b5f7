"""What the package imports is what it names as its dependencies; and all it is used for works, here in the checkout."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.harness import installed
from tests.harness.late_imports import imports, modules

ROOT = Path(__file__).parents[2]


def test_every_package_that_is_imported_is_a_dependency_of_our_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    providers = packages_distributions()
    tops = {module.partition(".")[0] for name in modules() for module, _name in imports(name)}
    foreign = tops - sys.stdlib_module_names - {"placentin_tui"}
    assert {top for top in foreign if not named & set(map(canonicalize_name, providers.get(top, [])))} == set()
    assert "lxml-html-clean" in named, "trafilatura needs it, and old installers overlook its asking for it"


def test_everything_an_installation_is_used_for_works() -> None:
    installed.use(str(Path(sys.executable).with_name("placentin-tui")))
