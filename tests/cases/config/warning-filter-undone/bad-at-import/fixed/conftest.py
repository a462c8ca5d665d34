from warnings import simplefilter

