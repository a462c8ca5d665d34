import Queue
import signals

TILL = Queue.Queue(signals)
