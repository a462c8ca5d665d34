CTracer = object
