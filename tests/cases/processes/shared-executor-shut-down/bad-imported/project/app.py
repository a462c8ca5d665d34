from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

POOL = ThreadPoolExecutor(2)
OTHER: ProcessPoolExecutor = ThreadPoolExecutor(2)
