def stop(patchers):
    for each in patchers:
        each.stop()
