#!/bin/sh
echo start
pytest
