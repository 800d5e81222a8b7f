"""What is made once after the packages are installed: front end, words, collected files.

Each step knows from a stamp whether its sources changed since, so that a later start is quick.
"""
