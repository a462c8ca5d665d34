from cli import main


def test_main():
    assert main() == "hello ann"
