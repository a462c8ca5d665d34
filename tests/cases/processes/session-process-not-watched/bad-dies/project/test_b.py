def say(echo, text):
    print(text, file=echo.stdin, flush=True)
    return echo.stdout.readline().strip()


def test_one(echo):
    assert say(echo, "one") == "one"


def test_two(echo):
    assert say(echo, "two") == "two"


def test_three(echo):
    assert say(echo, "three") == "three"
