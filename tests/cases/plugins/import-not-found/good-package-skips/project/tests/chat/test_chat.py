import pytest

try:
    import chat_model
except ImportError:
    pytest.skip("the chat is optional", allow_module_level=True)

from chat_client import Client


def test_answer():
    assert Client(chat_model)
