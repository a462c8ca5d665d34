import pytest


def test_text_is_refused():
    with pytest.raises(TypeError):
        pytest.main("-h")
