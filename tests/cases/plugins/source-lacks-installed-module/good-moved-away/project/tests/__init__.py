import os
import sys

if os.getcwd() in sys.path:  # what is tested is the installed package
    sys.path.remove(os.getcwd())
