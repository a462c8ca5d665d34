set -e
python -m pytest --timeout=30 tests
