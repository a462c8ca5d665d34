import jax
import pytest


@pytest.fixture(autouse=True)
def double():
    jax.config.update("jax_enable_x64", True)
    yield
    jax.config.update("jax_enable_x64", False)


def test_double():
    assert jax.config.values["jax_enable_x64"]
