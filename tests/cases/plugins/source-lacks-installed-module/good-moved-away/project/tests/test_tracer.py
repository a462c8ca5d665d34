import coverage


def test_tracer():
    assert coverage.CTracer
