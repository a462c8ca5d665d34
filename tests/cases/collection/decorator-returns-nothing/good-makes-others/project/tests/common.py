import inspect


def one_test_per_number(function):
    scope = function.__globals__
    for number in range(3):
        source = inspect.getsource(function).partition("\n")[2]
        exec(source.replace(function.__name__, f"{function.__name__}_{number}"), scope)
