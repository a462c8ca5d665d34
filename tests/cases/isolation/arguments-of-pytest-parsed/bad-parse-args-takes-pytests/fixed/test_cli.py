from cli import main


def test_main(monkeypatch):
    monkeypatch.setattr("sys.argv", ["main"])
    assert main() == "hello ann"
