import jax

jax.config.update("jax_enable_x64", True)


def test_double():
    assert jax.config.values["jax_enable_x64"]
