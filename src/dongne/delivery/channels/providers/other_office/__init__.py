"""다른 기관 창구(어디서나 민원): any other office, which asks the one that issues."""
