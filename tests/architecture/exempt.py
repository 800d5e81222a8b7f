"""What the checks let pass, each with its reason. A reason is for good; "not yet" is none."""

LONG_FILES: dict[str, str] = {}
"""Path → why more than 400 lines belong into one file."""

KOREAN_BY_NATURE: dict[str, str] = {
    "config/cli.py": "said before Django's translations are there: both languages at once",
    "config/commands/*.py": "said before Django's translations are there: both languages at once",
    "config/runtime/*.py": "said before Django's translations are there: both languages at once",
    "*/management/commands/*.py": "a command on a terminal says both languages at once",
    "config/settings.py": "a language is called by its own name",
    "outreach/exchange/rules/*.py": "what offices write in their tables is what is read there",
    "outreach/exchange/services/comparing.py": "words by which a table marks its sub-totals",
    "outreach/exchange/services/entering.py": "titles and words of teams, as offices write them",
    "config/demo/*.py": "the demonstration's offices, people and what they wrote are data",
    "design/style_guide.py": "people and tongs of the examples have names, as data has",
    "design/components/controls.py": "the first and the last syllable, to know a Korean name by",
    "lib/addresses.py": "what Korean addresses are written with",
    "outreach/zones/presenters/boundaries.py": "what files call units by, beside their numbers",
    "lib/seoul.py": "the letters of the weekdays, as dates are written with",
    "foundation/papers/fonts.py": "the letters that the usual typeface has",
    "foundation/papers/services/owpml.py": "names of typefaces that every word processor there has",
    "foundation/papers/services/xlsx.py": "the name of a typeface that every spreadsheet there has",
    "outreach/expectations/rules.py": "words that every duty has, to be passed over",
    "outreach/zones/finding.py": "how people write the number of a tong",
    "outreach/vocabulary/standard.py": "rows of every new database, each with its English name",
    "foundation/places/services.py": "what a 읍 or 면 calls its units is data",
    "web/shell/frame.py": "which of its levels a place is called by is data",
    "foundation/places/models.py": "what a dong calls its units and their heads is data",
    "foundation/accounts/services/set_up.py": "names and titles of a first office are data",
    "foundation/accounts/forms.py": "what a dong calls its units and their heads is data",
    "foundation/organisations/models.py": "titles are data, each with its English one",
    "foundation/organisations/services/people.py": "titles are data, each with its English one",
}
"""File under src/dongne → why it holds Korean outside gettext."""

NAMES = frozenset({"KRDS", "PDF", "XLSX", "HWPX", "CSV", "EXIF", "JPEG", "PNG", "GPS", "URL", "ID"})
"""Words that are the same in both languages."""

SAID_IN_BOTH: dict[str, str] = {
    "wordmark.html": "the program's name is the same in every language",
    "style_guide.html": "examples made up for whoever builds pages, as in its style_guide.py",
    "display_settings.html": "whoever looks for the language cannot read the page's",
}
"""Name of a template → why it shows words outside a translation."""

NO_HELP: dict[str, str] = {
    "shell/welcome.html": "is itself what the program says about itself",
    "shell/sign_in.html": "two fields that everybody knows; what may go wrong stands below them",
    "accounts/setup.html": "its lead and its steps lead through it",
    "accounts/second.html": "its lead says what is asked; without a phone, the line below does",
    "accounts/link.html": "its lead greets by name and says what to do",
    "accounts/not_in.html": "its lead is why somebody is not in and what to do about it",
    "design/style_guide.html": "for whoever builds pages; no page of the program",
}
"""Template → why its page explains itself without a help to unfold."""

OTHER_FIGURES: dict[str, str] = {
    "%(limit)d만 화소": "Korean counts in ten thousands, English in millions",
}
"""Part of a Korean sentence → why its English one fills other figures in."""

EVERYBODYS: dict[str, str] = {
    "calendar.Closing": "when an office works is written on its door; one row binds many dongs",
    "calendar.Holiday": "when an office works is written on its door; one row binds many dongs",
    "calendar.WorkingHours": "when an office works is written on its door; one row binds many dongs",
    "vocabulary.Form": "a form without a place is everybody's; words of a form are no secret",
}
"""Models that know a dong and are open to all, and why."""

NOT_WRITES: dict[str, str] = {
    "foundation/approvals/services.py:take_turn": "holds the line for whoever's turn it is",
}
"""File and function → why it opens a transaction without writing."""
