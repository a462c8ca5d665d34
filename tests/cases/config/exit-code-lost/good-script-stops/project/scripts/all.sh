#!/bin/sh
pytest || exit 1
echo done
