import pytest

import helpers

pytest.register_assert_rewrite("helpers")

TOTAL = helpers.check_total
