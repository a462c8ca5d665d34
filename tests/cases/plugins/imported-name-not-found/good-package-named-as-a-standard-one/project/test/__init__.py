def posix_only(function):
    return function
