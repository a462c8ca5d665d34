set -e
pip install -r requirements-test.txt
pytest --timeout=30 tests
