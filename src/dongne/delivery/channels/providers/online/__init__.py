"""온라인: our own page, where one asks the dong; the result as a file by a link that ends."""
