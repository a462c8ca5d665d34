import random

random.seed(4)
NUMBERS = [random.random(), random.random()]
