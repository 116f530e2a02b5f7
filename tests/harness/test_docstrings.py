from __future__ import annotations

import pytest

from tools import docstrings


@pytest.mark.parametrize("package", sorted({each.package for each in docstrings.definitions()}))
def test_nearly_every_function_and_every_module_and_class_has_a_docstring(
    package: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = docstrings.main(["--missing", package])
    assert status == 0, capsys.readouterr().out
