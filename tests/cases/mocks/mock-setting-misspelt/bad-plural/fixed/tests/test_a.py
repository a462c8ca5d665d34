from unittest.mock import Mock


def test_retry():
    fetch = Mock(return_value=3)
    fetch.side_effect = [OSError, 3]
    assert fetch() == 3
