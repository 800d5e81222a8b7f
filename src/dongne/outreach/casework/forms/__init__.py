"""What pages of cases ask."""
