"""The six kinds and six fields that every dong starts from (domain.md, Words).

The names are Korean and English data, loaded as rows by a migration; a dong adds its own beside
them, each mapped to one of these.
"""

KINDS = (
    # slug, Korean, English, stands in the table of a report, counted unless said otherwise
    ("reading", "동네읽기", "Neighbourhood reading", False, False),
    ("liaison", "주민소통창구", "Liaison with residents", True, True),
    ("complaint_heard", "생활민원청취", "Complaints heard", True, True),
    ("care_found", "돌봄이웃발견", "Neighbours in need found", True, True),
    ("resource_survey", "복지자원조사", "Welfare resources surveyed", True, True),
    ("other", "기타", "Other", True, True),
)

FIELDS = (
    ("welfare", "복지", "Welfare"),
    ("environment", "환경", "Environment"),
    ("safety", "안전", "Safety"),
    ("complaint", "민원", "Complaints"),
    ("publicity", "홍보", "Publicity"),
    ("general", "일반", "General"),
)

STANDARD_FIELDS = tuple(slug for slug, _, _ in FIELDS)
