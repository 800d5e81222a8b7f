"""무인민원발급기: the state's own machine, which prints certificates at once."""
