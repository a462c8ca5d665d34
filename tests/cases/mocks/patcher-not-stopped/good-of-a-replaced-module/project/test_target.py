from unittest.mock import MagicMock

import responses


def test_target(monkeypatch):
    mock = MagicMock()
    monkeypatch.setattr(responses, "std_mock", mock)
    requests_mock = responses.RequestsMock(target="other")
    requests_mock.start()
    assert mock.patch.called
