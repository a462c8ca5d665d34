import sys

from pytest import main

sys.exit(main(args=f"-x {sys.argv[1]}"))
