"""출장 민원 창구: an official sits in a place near by at announced hours."""
