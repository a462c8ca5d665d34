def test_servers(by_target, by_script):
    assert by_target.is_alive()
    assert by_script.poll() is None
