pytest -c tests/pytest.ini
pytest -m slow
