import queue as Queue
from . import signals

TILL = Queue.Queue(signals)
