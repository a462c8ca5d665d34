#!/bin/sh
pytest -q tests
code=$?
docker compose down
exit $code
