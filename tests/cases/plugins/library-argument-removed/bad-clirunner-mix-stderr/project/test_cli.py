from cli import hello


def test_hello(runner):
    assert runner.invoke(hello).output == "hello\n"
