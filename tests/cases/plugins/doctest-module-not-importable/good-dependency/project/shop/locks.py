import filelock
