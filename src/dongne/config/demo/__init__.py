"""The demonstration: three dongs with their people, a real month of 2017 and a month in progress.

Everything is entered through the services, by whoever would have done it, at the moment they would
have done it. What a month adds up to stands nowhere: the program counts it.
"""
