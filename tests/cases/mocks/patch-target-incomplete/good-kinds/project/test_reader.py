from unittest.mock import mock_open, patch

import pytest
import reader


def test_read():
    with patch("builtins.open", mock_open(read_data="x")):
        assert reader.read("a") == "x"


@patch("reader.open", mock_open(read_data="x"), create=True)
def test_module():
    assert reader.read("a") == "x"


def test_refused():
    with pytest.raises(TypeError):
        with patch("open"):
            pass


def test_refused_in_words():
    try:
        with patch("open"):
            pass
    except TypeError as error:
        assert "valid target" in str(error)


def test_object(mocker):
    mocker.patch.object(reader, "read", return_value=1)
    assert reader.read("a") == 1
