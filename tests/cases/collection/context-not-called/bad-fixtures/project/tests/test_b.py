def test_shown(capsys):
    with(capsys.disabled):
        print("seen")
