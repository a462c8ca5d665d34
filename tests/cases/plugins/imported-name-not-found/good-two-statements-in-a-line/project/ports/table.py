from ports.names import name_of; WIDTH = 8


def table(numbers):
    return [name_of(number).ljust(WIDTH) for number in numbers]
