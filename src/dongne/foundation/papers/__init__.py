"""Papers: pages to print and to file, made from plain data by Typst."""
