import pytest

pytest.register_assert_rewrite("helpers")

import helpers

TOTAL = helpers.check_total
