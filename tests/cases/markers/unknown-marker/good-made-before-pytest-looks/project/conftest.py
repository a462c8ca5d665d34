import pytest

needs_till = pytest.mark.needs_till
