"""우편과 온라인: letters that carry results, and files that are fetched by a link that ends."""
