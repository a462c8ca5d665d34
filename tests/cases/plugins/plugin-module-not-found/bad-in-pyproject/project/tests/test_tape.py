def test_tape(tape):
    assert tape == []
