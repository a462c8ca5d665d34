from warnings import simplefilter

simplefilter("error", UserWarning)
