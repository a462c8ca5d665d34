from .test_steps import *
