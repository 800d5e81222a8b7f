"""Pages: the inbox, one paper's decision, the register, the settings of lines."""
