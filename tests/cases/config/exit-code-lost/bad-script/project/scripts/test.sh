#!/bin/bash
pytest -q tests

echo "all done"
