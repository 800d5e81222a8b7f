"""봉함 문서: sealed results on their way; always in exactly one pair of hands."""
