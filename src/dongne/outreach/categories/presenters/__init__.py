"""What pages say of categories, and changes of them in words."""
