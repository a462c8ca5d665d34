import pytest

from recorded import RecordedTestCase


class TestToken(RecordedTestCase):
    @pytest.mark.parametrize("method", ["get", "get_info"])
    def test_token(self, method):
        assert method.startswith("get")
