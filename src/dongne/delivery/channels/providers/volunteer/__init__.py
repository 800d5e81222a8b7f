"""봉사자: a neighbour of the corps asks for somebody, or brings it to the door."""
