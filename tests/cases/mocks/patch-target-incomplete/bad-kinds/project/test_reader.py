from unittest import mock
from unittest.mock import mock_open, patch

import reader


def test_read():
    with patch("open", mock_open(read_data="x")):
        assert reader.read("a") == "x"


@mock.patch("print")
def test_print(printed):
    print("x")
    printed.assert_called_once_with("x")


def test_other(mocker):
    mocker.patch("read", return_value=1)
    assert reader.read("a") == 1
