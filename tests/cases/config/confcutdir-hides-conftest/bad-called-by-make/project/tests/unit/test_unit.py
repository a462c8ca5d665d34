def test_unit(env_name):
    assert env_name == "test"
