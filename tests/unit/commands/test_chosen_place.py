"""The profile of the settings stands for `--profile`."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.commands.place import in_chosen_place
from doctor.errors import UsageError
from doctor.model.invocation import Invocation
from tests.command import plant


def test_the_settings_name_a_profile(tmp_path: Path) -> None:
    plant(tmp_path, {"pytest-doctor.toml": 'profile = "docker"\n', "pytest-docker.ini": "[pytest]\n"})
    call = Invocation(str(tmp_path))
    assert in_chosen_place(call, "default").args == ("-c", "pytest-docker.ini")
    with pytest.raises(UsageError, match=r"pytest-sandbox.ini is not there"):
        in_chosen_place(call, "sandbox")
    (tmp_path / "pytest-doctor.toml").unlink()
    assert in_chosen_place(call, "default") == call
