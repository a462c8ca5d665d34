import pytest

import helpers_of_web

pytest.register_assert_rewrite("helpers")

WEB = helpers_of_web
