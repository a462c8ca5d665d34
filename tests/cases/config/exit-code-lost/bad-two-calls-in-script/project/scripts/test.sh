#!/bin/sh
pytest -q tests/unit
pytest -q tests/integration
