"""채널: ways to apply and to receive, one folder each; where they are, when, for whom."""
