"""Measurements: each figure beside a limit taken in the same run, on the same machine.

`make bench` prints them and writes `results.json`; `make prove` (`bench.prove`) does the heavy
proofs. Nothing here asserts a time: figures are for people who know the machine.
"""
