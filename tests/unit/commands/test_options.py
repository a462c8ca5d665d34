"""What options are given."""

from __future__ import annotations

import pytest

from doctor.commands.options import names


@pytest.mark.parametrize("given", [["config", "plugins"], ["config,plugins"], ["config, plugins,"]])
def test_rules_may_be_given_with_commas(given: list[str]) -> None:
    assert names(given) == ("config", "plugins")
    assert names(None) == ()
