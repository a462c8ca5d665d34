from unittest.mock import mock_open, patch


def test_a(mocker):
    with mocker.patch("builtins.open", mock_open(read_data="a")) as handle:
        assert handle
    with patch("os.getcwd") as getcwd:
        assert getcwd() is not None
    with mocker.patch("os.getcwd"):
        pass
    with mocker.patch.context_manager("os", "getcwd") as own:
        assert own
