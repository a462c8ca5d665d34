import jax


def test_default():
    assert not jax.config.values["jax_enable_x64"]
