#!/bin/bash
set -euo pipefail
pytest
echo done
