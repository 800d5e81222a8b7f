"""민원사무: what can be asked for, by whom, through which channels, by which rule."""
