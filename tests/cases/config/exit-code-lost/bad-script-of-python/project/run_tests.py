"""What CI calls."""

from pytest import main as run

if __name__ == "__main__":
    run(["-q", "tests"])
