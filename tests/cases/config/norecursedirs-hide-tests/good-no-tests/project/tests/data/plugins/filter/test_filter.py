def a_test_filter(a, b):
    return f"{a}:{b}"


class FilterModule:
    filters = {"test_filter": a_test_filter}
