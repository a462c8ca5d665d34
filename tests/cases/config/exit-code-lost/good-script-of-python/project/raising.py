import pytest


def main():
    pytest.main(["-q", "tests"])


if __name__ == "__main__":
    raise SystemExit(main())
