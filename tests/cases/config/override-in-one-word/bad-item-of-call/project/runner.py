import sys
from pytest import main

sys.exit(main(["-q", '-o addopts=--strict-markers', "tests"]))
